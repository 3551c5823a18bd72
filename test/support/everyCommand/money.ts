import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accountingPeriodClose,
  reconciliationExport,
  voucherApprove,
  voucherDetail,
  voucherPrepare,
  voucherReject,
} from '#shared/contract/accounting.ts';
import { bankFileExportErrors, bankFileImport } from '#shared/contract/bankFiles.ts';
import { depositCreate, depositPrint, drawerClose, drawerReopen } from '#shared/contract/cashDrawer.ts';
import { paymentReceive, receiptPrint, receiptReverse, receivablePage } from '#shared/contract/collection.ts';
import { differenceApprove, differenceReject, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { minorToText } from '#shared/domain/money.ts';
import { SAMPLE_PERIOD } from '../sampleOffice.ts';
import type { Stage } from './stage.ts';

const TODAY = '2026-11-10';
const DAY = { channelCode: 'boc', businessOn: TODAY };
const COLUMNS = '记账日期,交易流水号,币别,金额,余额,对方账户名,户号,附言';

type BankLine = { readonly serialNo: string; readonly amountMinor: number; readonly accountNo?: string };

/** The counter's day up to the deposit of its cash, and payments through a bank; gives what the bank will list. */
export async function takePayments(stage: Stage): Promise<readonly BankLine[]> {
  const { folder } = stage.office;
  const { rows } = await stage.ask('cashier', receivablePage, { state: 'owed', limit: 500 });
  const [part, more, wrong, first, second] = rows.filter(({ owedMinor }) => owedMinor > 1_000);
  if (!part || !more || !wrong || !first || !second) throw new Error('the sample has bills to pay');
  const cash = (accountNo: string, amountMinor: number) =>
    stage.run('cashier', paymentReceive, { accountNo, amountMinor, method: 'cash' });
  await cash(part.accountNo, 600);
  const { receiptNo } = await cash(more.accountNo, more.owedMinor + 5_000);
  await stage.run('cashier', receiptPrint, { receiptNo, path: join(folder, '收据.pdf') });
  const mistaken = await cash(wrong.accountNo, wrong.owedMinor);
  await stage.run('cashier', receiptReverse, { receiptNo: mistaken.receiptNo, reason: '收错户' });

  const takenMinor = more.owedMinor + 5_600;
  const closing = {
    businessOn: TODAY,
    seenCashMinor: takenMinor,
    countedMinor: takenMinor - 50,
    note: '找零',
  };
  const closed = await stage.run('cashier', drawerClose, closing);
  await stage.run('supervisor', drawerReopen, { drawerId: closed.drawerId, reason: '重新清点' });
  const { drawerId } = await stage.run('cashier', drawerClose, closing);
  const deposit = await stage.run('cashier', depositCreate, {
    drawerIds: [drawerId],
    channelCode: DAY.channelCode,
    seenTotalMinor: takenMinor - 50,
  });
  const { depositNo, amountMinor } = deposit;
  await stage.run('cashier', depositPrint, { depositNo, path: join(folder, '解款单.pdf') });

  const lines: BankLine[] = [{ serialNo: 'S0', amountMinor }];
  for (const [index, { accountNo, owedMinor }] of [first, second].entries()) {
    const serialNo = `S${index + 1}`;
    await stage.run('cashier', paymentReceive, {
      accountNo,
      amountMinor: owedMinor,
      method: 'direct_debit',
      channelCode: DAY.channelCode,
      channelSerialNo: serialNo,
    });
    lines.push({ serialNo, amountMinor: owedMinor, accountNo });
  }
  // Two more come from the bank that nobody knows here.
  const strangers = ['S8', 'S9'].map((serialNo) => ({
    serialNo,
    amountMinor: 880,
    accountNo: part.accountNo,
  }));
  return [...lines, ...strangers];
}

/** The bank's day from its file to the signature and the vouchers. */
export async function workBankDay(stage: Stage, lines: readonly BankLine[]): Promise<void> {
  const path = join(stage.office.folder, 'boc.csv');
  const rows = lines.map(
    ({ serialNo, amountMinor, accountNo = '' }) =>
      `${TODAY},${serialNo},人民币,${minorToText(amountMinor)},,,${accountNo},`,
  );
  const badRow = `${TODAY},,人民币,一元,,,,`;
  writeFileSync(path, `${[COLUMNS, ...rows, badRow].join('\n')}\n`);
  const { bankFileId } = await stage.run('clerk', bankFileImport, { path, ...DAY });
  await stage.run('clerk', bankFileExportErrors, {
    bankFileId,
    path: join(stage.office.folder, '未收流水.csv'),
  });
  const { reconciliationId } = await stage.run('clerk', reconciliationRun, DAY);
  await workDifferences(stage, reconciliationId, lines[0]?.amountMinor ?? 0);
  const { version } = await stage.ask('clerk', reconciliationDetail, { reconciliationId });
  await stage.run('clerk', reconciliationSignOff, { reconciliationId, expectedVersion: version });
  await stage.run('clerk', reconciliationExport, {
    businessOn: TODAY,
    path: join(stage.office.folder, '对账.xlsx'),
  });
  await workVouchers(stage, reconciliationId);
}

async function workDifferences(stage: Stage, reconciliationId: string, depositMinor: number): Promise<void> {
  const open = { reconciliationId, state: 'open' as const };
  const { rows } = await stage.ask('clerk', reconciliationItemPage, open);
  const propose = (item: { itemId: string; version: number; bankMinor: number }) =>
    stage.run('clerk', differenceResolve, {
      itemId: item.itemId,
      expectedVersion: item.version,
      action: item.bankMinor === depositMinor ? 'match_deposit' : 'post_missing_receipt',
      reason: '已与银行核实',
    });
  const rejected = rows[0];
  if (!rejected) throw new Error('the day has differences');
  const { itemId, version } = await propose(rejected);
  await stage.run('approver', differenceReject, { itemId, expectedVersion: version, reason: '请附回单' });
  for (const item of (await stage.ask('clerk', reconciliationItemPage, open)).rows) {
    const proposed = await propose(item);
    await stage.run('approver', differenceApprove, {
      itemId: item.itemId,
      expectedVersion: proposed.version,
    });
  }
}

/** The accountant gives the first voucher back and approves what the clerk prepares then. */
async function workVouchers(stage: Stage, reconciliationId: string): Promise<void> {
  const seen = async (voucherId: string) => {
    const { version, totalMinor } = await stage.ask('accountant', voucherDetail, { voucherId });
    return { voucherId, expectedVersion: version, totalMinor };
  };
  const first = await stage.run('clerk', voucherPrepare, { reconciliationId });
  for (const { voucherId } of first.vouchers) {
    const { expectedVersion } = await seen(voucherId);
    await stage.run('accountant', voucherReject, { voucherId, expectedVersion, reason: '附件不全' });
  }
  const second = await stage.run('clerk', voucherPrepare, { reconciliationId });
  for (const { voucherId } of second.vouchers) {
    const { expectedVersion, totalMinor } = await seen(voucherId);
    await stage.run('accountant', voucherApprove, { voucherId, expectedVersion, seenTotalMinor: totalMinor });
  }
}

/** The month of the bills is closed. */
export async function closeMonth(stage: Stage): Promise<void> {
  await stage.run('accountant', accountingPeriodClose, { period: SAMPLE_PERIOD });
}
