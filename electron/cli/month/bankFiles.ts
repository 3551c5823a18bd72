import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minorToText } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import { writeCsv } from '../../core/files/writeCsv.ts';
import type { BankPayment } from './takePayments.ts';

type BankDay = { readonly folder: string; readonly day: string; readonly strangerAccountNo: string };

const OPENING_MINOR = 1_000_000;

/**
 * The day as the first bank tells it, in camt.053: a direct debit that was returned, one payment that it
 * does not know, one of another amount, and one that we do not know.
 */
export function writeCamt(
  payments: readonly BankPayment[],
  { folder, day, strangerAccountNo }: BankDay,
): string {
  const [returned, unknown, differing, ...others] = payments;
  assert(returned && unknown && differing, 'the sample has enough payments for a bank day');
  const entries = [
    ...others.map((payment) => entry(payment, payment.amountMinor, day)),
    entry(differing, differing.amountMinor + 100, day),
    entry(returned, returned.amountMinor, day),
    entry({ ...returned, serialNo: `${returned.serialNo}R` }, -returned.amountMinor, day, returned.serialNo),
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
    differing.amountMinor + 100 + 8_800,
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
  { folder, day }: BankDay,
): Promise<string> {
  const [twice] = payments;
  assert(twice, 'the sample has payments through the second bank');
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
