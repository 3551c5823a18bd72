import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minorToText } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import { writeCsv } from '../../core/files/writeCsv.ts';
import type { Difficulties } from './leftOut.ts';
import type { BankPayment } from './takePayments.ts';

type BankDay = {
  readonly folder: string;
  readonly day: string;
  readonly strangerAccountNo: string;
  /** Takes what of the difficulties there were payments for. */
  readonly met?: Difficulties;
};

const OPENING_MINOR = 1_000_000;

/**
 * The day as the first bank tells it, in camt.053: a direct debit that was returned, one payment that it does not know and
 * one of another amount, as far as there are payments for them, and one that we do not know.
 */
export function writeCamt(
  payments: readonly BankPayment[],
  { folder, day, strangerAccountNo, met = new Set() }: BankDay,
): string {
  const [returned, unknown, differing, ...others] = payments;
  if (returned) met.add('debit_returned');
  if (unknown) met.add('unknown_to_bank');
  if (differing) met.add('other_amount');
  const entries = [
    ...others.map((payment) => entry(payment, payment.amountMinor, day)),
    ...(differing ? [entry(differing, differing.amountMinor + 100, day)] : []),
    ...(returned ? returnedEntries(returned, day) : []),
    entry(
      {
        accountNo: strangerAccountNo,
        customerName: '转账汇入',
        amountMinor: 8_800,
        serialNo: '0102990000000000000001',
      },
      8_800,
      day,
    ),
  ];
  const sum = others.reduce(
    (total, { amountMinor }) => total + amountMinor,
    (differing ? differing.amountMinor + 100 : 0) + 8_800,
  );
  const path = join(folder, `icbc_${day}.xml`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path,
    `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${day}</MsgId><CreDtTm>${day}T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>${day}</Id><Acct><Id><Othr><Id>33010100001</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
${balance('OPBD', OPENING_MINOR, day)}
${balance('CLBD', OPENING_MINOR + sum, day)}
${entries.join('\n')}
</Stmt></BkToCstmrStmt></Document>
`,
  );
  return path;
}

/** What came and went back again. */
function returnedEntries(payment: BankPayment, day: string): readonly string[] {
  const back = { ...payment, serialNo: `${payment.serialNo}R` };
  return [entry(payment, payment.amountMinor, day), entry(back, -payment.amountMinor, day, payment.serialNo)];
}

function balance(code: string, minor: number, day: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${minorToText(minor)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function entry(payment: BankPayment, amountMinor: number, day: string, returns?: string): string {
  const amount = `<Amt Ccy="CNY">${minorToText(Math.abs(amountMinor))}</Amt><CdtDbtInd>${amountMinor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
  return `<Ntry>${amount}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${payment.serialNo}</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>${payment.serialNo}</AcctSvcrRef><EndToEndId>${returns ?? payment.accountNo}</EndToEndId></Refs>${amount}<RltdPties><Dbtr><Pty><Nm>${payment.customerName}</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>`;
}

/** The day as the second bank tells it, a GB18030 CSV that lists one payment twice. */
export async function writeBankCsv(
  payments: readonly BankPayment[],
  { folder, day, met = new Set() }: BankDay,
): Promise<string> {
  const [twice] = payments;
  assert(twice, 'there are payments through the second bank');
  met.add('listed_twice');
  const path = join(folder, `boc_${day}.csv`);
  let balanceMinor = OPENING_MINOR;
  const rows = [...payments, twice].map((payment) => {
    balanceMinor += payment.amountMinor;
    return [
      day,
      payment.serialNo,
      '人民币',
      minorToText(payment.amountMinor),
      minorToText(balanceMinor),
      payment.customerName,
      payment.accountNo,
      '电费代扣',
    ];
  });
  const columns = ['记账日期', '交易流水号', '币别', '金额', '余额', '对方账户名', '户号', '附言'];
  const written = await writeCsv(path, { columns, rows, encoding: 'gb18030' });
  assert(written.ok, `the folder of the month can be written: ${path}`);
  return path;
}
