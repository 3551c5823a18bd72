import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reconciliationInvariants } from '#core/db/repositories/reconciliation/reconciliationInvariants.ts';
import { trialBalance, voucherApprove, voucherDetail, voucherPrepare } from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { depositCreate, depositPage, drawerClose, drawerPage } from '#shared/contract/cashDrawer.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { differenceApprove, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { type Desk, TestOffice } from '../../support/office.ts';

const ACCOUNT_NO = '0001234567';
const TODAY = '2026-11-10';
const DAY = { channelCode: 'boc', businessOn: TODAY };

let office: TestOffice;
let clerk: Desk;
let approver: Desk;

beforeEach(async () => {
  office = await TestOffice.create();
  clerk = await office.desk('clerk', ['receipts_clerk']);
  approver = await office.desk('approver', ['approver']);
  await issueBills(office, [
    { accountNo: ACCOUNT_NO, period: '2026-10', amountMinor: 80_000, dueOn: '2026-11-25' },
  ]);
});

afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.withLedger(async (db) => {
    for (const { name, check } of reconciliationInvariants)
      expect([name, await check(db)]).toEqual([name, []]);
  });
  await office.close();
});

/** A cashier's day whose cash is taken to a bank; gives the number of the deposit. */
async function deposit(userName: string, amountMinor: number, channelCode = 'boc'): Promise<string> {
  const cashier = await office.desk(userName, ['cashier']);
  await cashier.run(paymentReceive, { accountNo: ACCOUNT_NO, amountMinor, method: 'cash' });
  const { drawerId } = await cashier.run(drawerClose, {
    businessOn: TODAY,
    seenCashMinor: amountMinor,
    countedMinor: amountMinor,
  });
  const input = { drawerIds: [drawerId], channelCode, seenTotalMinor: amountMinor };
  return (await cashier.run(depositCreate, input)).depositNo;
}

/** The bank's file of the day shows these amounts, in yuan; gives the open items of the reconciliation. */
async function bankShows(...amounts: readonly string[]) {
  const path = join(office.folder, 'boc.csv');
  const rows = amounts.map((amount, index) => `${TODAY},S${index},人民币,${amount},,,,现金缴款`);
  writeFileSync(path, `记账日期,交易流水号,币别,金额,余额,对方账户名,户号,附言\n${rows.join('\n')}\n`);
  await clerk.run(bankFileImport, { path, ...DAY });
  const { reconciliationId } = await clerk.run(reconciliationRun, DAY);
  const { rows: items } = await clerk.ask(reconciliationItemPage, { reconciliationId, state: 'open' });
  return { reconciliationId, items };
}

const propose = (item: { itemId: string; version: number } | undefined, more: object = {}) => ({
  itemId: item?.itemId ?? '',
  expectedVersion: item?.version ?? 0,
  action: 'match_deposit' as const,
  reason: '柜台现金解款',
  ...more,
});

test('cash taken to the bank, shown by its file, signed off and posted: nothing is left on its way', async () => {
  const depositNo = await deposit('cashier', 12_000);
  const cashier = await office.desk('cashier', ['cashier']);
  expect((await cashier.ask(drawerPage, {})).rows).toMatchObject([{ depositNo, isArrived: false }]);
  const { reconciliationId, items } = await bankShows('120.00');
  expect(items).toMatchObject([{ itemClass: 'only_bank', bankMinor: 12_000 }]);
  const [item] = items;
  const { version } = await clerk.run(differenceResolve, propose(item));
  expect(
    await approver.run(differenceApprove, { itemId: item?.itemId ?? '', expectedVersion: version }),
  ).toMatchObject({ state: 'resolved', receiptNos: [], journalEntryId: null });
  expect((await cashier.ask(depositPage, {})).rows).toMatchObject([{ depositNo, isArrived: true }]);

  const day = await clerk.ask(reconciliationDetail, { reconciliationId });
  await clerk.run(reconciliationSignOff, { reconciliationId, expectedVersion: day.version });
  const { vouchers } = await clerk.run(voucherPrepare, { reconciliationId });
  const accountant = await office.desk('accountant', ['accountant']);
  for (const { voucherId } of vouchers) {
    const { version: expectedVersion, totalMinor } = await accountant.ask(voucherDetail, { voucherId });
    await accountant.run(voucherApprove, { voucherId, expectedVersion, seenTotalMinor: totalMinor });
  }
  const { rows } = await accountant.ask(trialBalance, {});
  const balanceOf = (code: string) => rows.find(({ accountCode }) => accountCode === code)?.balanceMinor;
  expect([balanceOf('1001'), balanceOf('1012.boc'), balanceOf('1002')]).toEqual([0, 0, 12_000]);
});

test('each refusal: no deposit of the amount, another bank, another amount, shown before', async () => {
  const first = await deposit('cashier', 12_000);
  await deposit('cashier2', 12_000);
  const elsewhere = await deposit('cashier3', 12_000, 'ccb');
  const { items } = await bankShows('120.00', '120.00', '7.00');
  const [one, two] = items.filter(({ bankMinor }) => bankMinor === 12_000);
  const small = items.find(({ bankMinor }) => bankMinor === 700);
  const refusal = async (item: typeof one, more: object = {}) =>
    (await clerk.errorOf(differenceResolve, propose(item, more))).code;
  // Two have the amount: the clerk says which.
  expect(await refusal(one)).toBe('deposit_no_needed');
  expect(await refusal(small)).toBe('deposit_no_needed');
  expect(await refusal(one, { depositNo: '99' })).toBe('deposit_not_found');
  expect(await refusal(one, { depositNo: elsewhere })).toBe('deposit_not_found');
  expect(await refusal(small, { depositNo: first })).toBe('amount_not_equal');

  // Proposed twice, it is carried out once.
  const proposals = [];
  for (const item of [one, two]) {
    const { itemId, version } = await clerk.run(differenceResolve, propose(item, { depositNo: first }));
    proposals.push({ itemId, expectedVersion: version });
  }
  const [firstProposal, secondProposal] = proposals;
  if (!firstProposal || !secondProposal) throw new Error('two items are proposed');
  await approver.run(differenceApprove, firstProposal);
  expect(await approver.errorOf(differenceApprove, secondProposal)).toMatchObject({
    code: 'deposit_arrived',
    detail: { depositNo: first },
  });
});
