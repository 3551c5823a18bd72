import { voucherApprove, voucherPrepare } from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { reconciliationRun, reconciliationSignOff } from '#shared/contract/reconciliation.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { minor, minorToText } from '#shared/domain/money.ts';
import type { BankLine } from '#shared/domain/reconciliation/bankLine.ts';
import { assert } from '#shared/lib/assert.ts';
import { approveVoucher } from '../../commands/accounting/approveVoucher.ts';
import { prepareVoucher } from '../../commands/accounting/prepareVoucher.ts';
import { receivePayment } from '../../commands/collection/receivePayment.ts';
import { importBankFile } from '../../commands/reconciliation/importBankFile.ts';
import { runReconciliation } from '../../commands/reconciliation/runReconciliation.ts';
import { signOffReconciliation } from '../../commands/reconciliation/signOffReconciliation.ts';
import type { LedgerTransaction } from '../../db/database.ts';
import type { BankFile } from '../../files/bank/bankFile.ts';
import { sha256 } from '../../runtime/canonicalJson.ts';
import type { SampleDesks } from './sampleDesks.ts';

const CHANNEL = 'icbc';

type Debt = Awaited<ReturnType<typeof listDebts>>[number];

/**
 * The customers pay a month's bills through their bank on one day, all of them or all but
 * every so many-th; the day agrees with the bank, is signed off and its vouchers are approved.
 */
export async function payMonth(
  tx: LedgerTransaction,
  desks: SampleDesks,
  period: Period,
  unpaidEach: number | null,
): Promise<void> {
  const debts = await listDebts(tx, period);
  const paid = debts.filter((_debt, index) => unpaidEach === null || (index + 1) % unpaidEach !== 0);
  const day = desks.today;
  const lines: BankLine[] = [];
  for (const [index, debt] of paid.entries()) {
    const line = bankLine(debt, day, index + 1);
    await desks.run('cashier', paymentReceive, receivePayment, {
      accountNo: debt.account_no,
      amountMinor: line.amountMinor,
      method: 'direct_debit',
      channelCode: CHANNEL,
      channelSerialNo: line.serialNo,
    });
    lines.push(line);
    await desks.countPayment();
  }
  if (lines.length > 0) await reconcile(desks, day, lines);
}

async function listDebts(tx: LedgerTransaction, period: Period) {
  return tx
    .selectFrom('receivable')
    .innerJoin('customer', 'customer.customer_id', 'receivable.customer_id')
    .select(['customer.account_no', 'customer.name', 'receivable.amount_minor'])
    .where('receivable.period', '=', period)
    .where('receivable.state', '=', 'owed')
    .orderBy('customer.account_no')
    .execute();
}

function bankLine(debt: Debt, day: LocalDate, lineNo: number): BankLine {
  const serialNo = `0102${day.replaceAll('-', '')}${String(lineNo).padStart(10, '0')}`;
  const facts = [day, serialNo, minorToText(debt.amount_minor), debt.name, debt.account_no];
  return {
    lineNo,
    bookedOn: day,
    valueOn: day,
    amountMinor: minor(debt.amount_minor),
    serialNo,
    counterpartyName: debt.name,
    counterpartyAccount: null,
    purpose: '电费代扣',
    ourReference: debt.account_no,
    trace: '',
    rawText: facts.join(','),
  };
}

/** What the bank's list of the day said, as it is read from a file. */
function bankFile(lines: readonly BankLine[]): BankFile {
  const fileHash = sha256(lines.map(({ rawText }) => rawText).join('\n'));
  const balances = { openingMinor: null, closingMinor: null };
  return { format: 'csv', fileHash, lines, errors: [], ...balances, currencies: [] };
}

async function reconcile(desks: SampleDesks, day: LocalDate, lines: readonly BankLine[]): Promise<void> {
  const dayOf = { channelCode: CHANNEL, businessOn: day };
  const prepared = { file: bankFile(lines), profileCode: CHANNEL };
  const file = { ...dayOf, path: `${CHANNEL}_${day}.csv` };
  await desks.run('clerk', bankFileImport, importBankFile, file, prepared);
  const compared = await desks.run('clerk', reconciliationRun, runReconciliation, dayOf);
  const { reconciliationId, version } = compared;
  assert(compared.openCount === 0, `the bank agrees with the sample on ${day}`);
  const signOff = { reconciliationId, expectedVersion: version };
  await desks.run('clerk', reconciliationSignOff, signOffReconciliation, signOff);
  const { vouchers } = await desks.run('clerk', voucherPrepare, prepareVoucher, { reconciliationId });
  for (const { voucherId, totalMinor } of vouchers) {
    const seen = { voucherId, expectedVersion: 1, seenTotalMinor: totalMinor };
    await desks.run('accountant', voucherApprove, approveVoucher, seen);
  }
}
