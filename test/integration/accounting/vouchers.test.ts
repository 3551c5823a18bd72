import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  journalPage,
  reconciliationExport,
  trialBalance,
  voucherApprove,
  voucherDetail,
  voucherPage,
  voucherPrepare,
  voucherReject,
} from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { differenceApprove, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

const DAY = '2026-11-10';
const day = { channelCode: 'icbc', businessOn: DAY };
const reason = '已与银行核实';

let office: TestOffice;
let clerk: Desk;
let accountant: Desk;
let reconciliationId: string;
beforeEach(async () => {
  office = await TestOffice.create();
  const cashier = await office.desk('cashier', ['cashier']);
  clerk = await office.desk('clerk', ['receipts_clerk', 'accountant']);
  accountant = await office.desk('accountant', ['accountant']);
  const accountNos = ['0000000001', '0000000002', '0000000003'];
  await issueBills(
    office,
    accountNos.map((accountNo) => ({
      accountNo,
      period: '2026-10',
      amountMinor: 20_000,
      dueOn: '2026-11-25',
    })),
  );
  const pay = (accountNo: string, amountMinor: number, channelSerialNo: string | null) =>
    cashier.run(paymentReceive, {
      accountNo,
      amountMinor,
      method: 'transfer',
      channelCode: 'icbc',
      channelSerialNo,
    });
  await pay('0000000001', 10_000, '00000000000000000000A1');
  await pay('0000000002', 10_000, '00000000000000000000A2');
  await pay('0000000003', 3_000, null);
  const path = join(import.meta.dirname, '../../fixtures/bank/icbcDay.csv');
  await clerk.run(bankFileImport, { path, ...day });
  ({ reconciliationId } = await clerk.run(reconciliationRun, day));
});
afterEach(() => office.close());

async function signOff(): Promise<void> {
  const approver = await office.desk('approver', ['approver']);
  const open = await clerk.ask(reconciliationItemPage, { reconciliationId, state: 'open' });
  for (const item of open.rows) {
    const action = item.possibleActions[0];
    if (!action) throw new Error('a difference can be resolved');
    const { version } = await clerk.run(differenceResolve, {
      itemId: item.itemId,
      expectedVersion: item.version,
      action,
      reason,
    });
    await approver.run(differenceApprove, { itemId: item.itemId, expectedVersion: version });
  }
  const { version } = await clerk.ask(reconciliationDetail, { reconciliationId });
  await clerk.run(reconciliationSignOff, { reconciliationId, expectedVersion: version });
}

test('vouchers follow the signature, are approved by another person, and move the money to the bank', async () => {
  expect(await clerk.errorOf(voucherPrepare, { reconciliationId })).toMatchObject({ code: 'not_signed_off' });
  expect(await clerk.errorOf(voucherPrepare, { reconciliationId: 'no-such-day' })).toMatchObject({
    code: 'not_found',
  });
  await signOff();
  const commandId = newCommandId();
  const prepared = await clerk.send(voucherPrepare, { reconciliationId }, { commandId });
  expect(await clerk.send(voucherPrepare, { reconciliationId }, { commandId })).toEqual(prepared);
  expect(await clerk.errorOf(voucherPrepare, { reconciliationId })).toMatchObject({
    code: 'already_prepared',
    detail: { voucherNos: ['00000001', '00000002'] },
  });
  const { rows } = await accountant.ask(voucherPage, { businessOn: DAY });
  expect(rows.map((row) => [row.voucherNo, row.kind, row.state, row.totalMinor])).toEqual([
    ['00000002', 'payment', 'prepared', 50],
    ['00000001', 'receipt', 'prepared', 113_000],
  ]);
  const [payment, receipt] = rows;
  if (!payment || !receipt) throw new Error('two vouchers');
  const approve = { voucherId: receipt.voucherId, expectedVersion: receipt.version, seenTotalMinor: 113_000 };
  expect(await clerk.errorOf(voucherApprove, approve)).toMatchObject({ code: 'same_person' });
  expect(await accountant.errorOf(voucherApprove, { ...approve, seenTotalMinor: 1 })).toMatchObject({
    code: 'totals_changed',
    detail: { totalMinor: 113_000 },
  });
  expect(await accountant.errorOf(voucherApprove, { ...approve, expectedVersion: 9 })).toMatchObject({
    code: 'stale_version',
  });
  await accountant.run(voucherApprove, approve);
  expect(await accountant.errorOf(voucherApprove, { ...approve, expectedVersion: 2 })).toMatchObject({
    code: 'wrong_state',
  });
  const detail = await accountant.ask(voucherDetail, { voucherId: receipt.voucherId });
  expect(detail.lines.map((line) => [line.accountCode, line.amountMinor])).toEqual([
    ['1002', 113_000],
    ['1012.icbc', -113_000],
  ]);
  const reject = { voucherId: payment.voucherId, expectedVersion: payment.version, reason: '手续费待查' };
  expect(await clerk.errorOf(voucherReject, reject)).toMatchObject({ code: 'same_person' });
  await accountant.run(voucherReject, reject);
  // The approved one stands; only the one that was given back is prepared anew, under the next number.
  expect(await clerk.run(voucherPrepare, { reconciliationId })).toMatchObject({
    vouchers: [{ voucherNo: '00000003', kind: 'payment', totalMinor: 50 }],
  });
  expect(await clerk.errorOf(voucherPrepare, { reconciliationId })).toMatchObject({
    code: 'already_prepared',
  });
  const books = await accountant.ask(trialBalance, {});
  expect(books.totalMinor).toBe(0);
  expect(books.rows.find((row) => row.accountCode === '1002')?.balanceMinor).toBe(113_000);
  const journal = await accountant.ask(journalPage, {});
  expect(journal.rows[0]).toMatchObject({ kind: 'voucher', postedByName: 'accountant' });
  expect(await brokenMoneyInvariants(office)).toEqual([]);
});

test('the wrong role prepares and approves nothing', async () => {
  const cashier = await office.desk('cashier', ['cashier']);
  expect(await cashier.errorOf(voucherPrepare, { reconciliationId })).toMatchObject({ code: 'forbidden' });
  expect(await cashier.errorOf(voucherPage, {})).toMatchObject({ code: 'forbidden' });
  expect(await accountant.errorOf(voucherDetail, { voucherId: 'no-such-voucher' })).toMatchObject({
    code: 'not_found',
  });
});

test('the workbook keeps numbers as numbers and identifiers as text', async () => {
  await signOff();
  await clerk.run(voucherPrepare, { reconciliationId });
  const path = join(office.folder, '对账.xlsx');
  const { rowCount, byteCount } = await accountant.run(reconciliationExport, { businessOn: DAY, path });
  expect(byteCount).toBe(readFileSync(path).length);
  // Exported again it takes the place of the file and holds the same rows.
  expect(await accountant.run(reconciliationExport, { businessOn: DAY, path })).toMatchObject({ rowCount });
  const book = read(readFileSync(path));
  expect(book.SheetNames).toEqual(['汇总', '相符', '差异', '凭证', '参数']);
  const matched = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.相符 ?? {});
  const one = matched.find((row) => row.银行流水号 === '00000000000000000000A1');
  expect(one).toMatchObject({ 户号: '0000000001', 银行金额: 100, 我方金额: 100, 类别: '相符' });
  const vouchers = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.凭证 ?? {});
  expect(vouchers[0]).toMatchObject({ 凭证号: '00000001', 科目: '1002', 借方: 1130 });
  expect(rowCount).toBeGreaterThan(10);
});

test('an export of nothing, or to nowhere, is refused and leaves no file', async () => {
  const path = join(office.folder, 'nowhere', '对账.xlsx');
  expect(await accountant.errorOf(reconciliationExport, { businessOn: '2026-01-01', path })).toMatchObject({
    code: 'nothing_reconciled',
  });
  expect(await accountant.errorOf(reconciliationExport, { businessOn: DAY, path })).toMatchObject({
    code: 'not_writable',
    detail: { reason: 'ENOENT' },
  });
  expect(existsSync(path)).toBe(false);
});

test('a cancelled export stops and leaves nothing behind', async () => {
  const path = join(office.folder, '取消.xlsx');
  const commandId = newCommandId();
  const reply = accountant.send(reconciliationExport, { businessOn: DAY, path }, { commandId });
  accountant.connection.cancel(commandId);
  expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(readdirSync(office.folder).filter((name) => name.startsWith('取消'))).toEqual([]);
});
