import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  accountBalance,
  paymentReceive,
  receiptDetail,
  receiptPage,
  receiptPrint,
  receiptReverse,
  receivablePage,
} from '#shared/contract/collection.ts';
import {
  brokenMoneyInvariants,
  issueBills,
  payFromPrepaid,
  receivableIdOf,
} from '../../support/issuedBills.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let cashier: Desk;

const ACCOUNT_NO = '0001234567';
const SEPTEMBER = receivableIdOf(ACCOUNT_NO, '2026-09');
const OCTOBER = receivableIdOf(ACCOUNT_NO, '2026-10');

beforeEach(async () => {
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  // Business date 10 November: September's bill is 16 days late, October's is not due yet.
  await issueBills(office, [
    { accountNo: ACCOUNT_NO, period: '2026-09', amountMinor: 10_000, dueOn: '2026-10-25' },
    { accountNo: ACCOUNT_NO, period: '2026-10', amountMinor: 8_000, dueOn: '2026-11-25' },
  ]);
});

afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.close();
});

const pay = (amountMinor: number, more: object = {}) => ({
  accountNo: ACCOUNT_NO,
  amountMinor,
  method: 'cash' as const,
  ...more,
});

test('a payment settles the oldest bill with its late fee first, then the next', async () => {
  expect(await cashier.ask(accountBalance, { accountNo: ACCOUNT_NO })).toMatchObject({
    owedMinor: 18_000,
    lateFeeMinor: 160,
    prepaidMinor: 0,
    receivables: [
      { period: '2026-09', owedMinor: 10_000, lateFeeMinor: 160, overdueDays: 16 },
      { period: '2026-10', owedMinor: 8_000, lateFeeMinor: 0, overdueDays: 0 },
    ],
  });
  expect(await cashier.run(paymentReceive, pay(12_000))).toMatchObject({
    receiptNo: '0000000001',
    amountMinor: 12_000,
    lateFeeMinor: 160,
    prepaidMinor: 0,
    owedMinor: 6_160,
    prepaidBalanceMinor: 0,
    allocations: [
      { billNo: `2026-09-${ACCOUNT_NO}`, kind: 'late_fee', amountMinor: 160 },
      { billNo: `2026-09-${ACCOUNT_NO}`, kind: 'principal', amountMinor: 10_000 },
      { billNo: `2026-10-${ACCOUNT_NO}`, kind: 'principal', amountMinor: 1_840 },
    ],
  });
  const { rows } = await cashier.ask(receivablePage, {});
  expect(rows.map(({ period, state, owedMinor }) => [period, state, owedMinor])).toEqual([
    ['2026-09', 'settled', 0],
    ['2026-10', 'part', 6_160],
  ]);
});

test('what is more than owed becomes prepaid, and the books say so', async () => {
  const receipt = await cashier.run(paymentReceive, pay(20_000));
  expect(receipt).toMatchObject({ prepaidMinor: 1_840, owedMinor: 0, prepaidBalanceMinor: 1_840 });
  const lines = await office.withLedger((db) =>
    db
      .selectFrom('journal_line')
      .innerJoin('journal_entry', 'journal_entry.journal_entry_id', 'journal_line.journal_entry_id')
      .select(['account_code', 'amount_minor'])
      .where('source_id', '=', receipt.receiptId)
      .orderBy('line_no')
      .execute(),
  );
  expect(lines).toEqual([
    { account_code: '1001', amount_minor: 20_000 },
    { account_code: '1122', amount_minor: -18_000 },
    { account_code: '6301', amount_minor: -160 },
    { account_code: '2203', amount_minor: -1_840 },
  ]);
});

test("the payer's instruction wins over the order of age; the rest is prepaid", async () => {
  const instruction = [{ receivableId: OCTOBER, amountMinor: 8_000 }];
  expect(await cashier.run(paymentReceive, pay(9_000, { instruction }))).toMatchObject({
    allocations: [{ receivableId: OCTOBER, kind: 'principal', amountMinor: 8_000 }],
    prepaidMinor: 1_000,
    owedMinor: 10_000,
  });
});

test('a late fee is counted once per day, over partial payments and a reversal', async () => {
  await cashier.run(paymentReceive, pay(5_160));
  // 5,000 unpaid for ten more days: 50.
  office.setNow('2026-11-20T02:00:00.000Z');
  expect(await cashier.ask(accountBalance, { accountNo: ACCOUNT_NO })).toMatchObject({ lateFeeMinor: 50 });
  const { receiptNo } = await cashier.run(paymentReceive, pay(5_050));
  expect(await cashier.ask(accountBalance, { accountNo: ACCOUNT_NO })).toMatchObject({
    owedMinor: 8_000,
    lateFeeMinor: 0,
  });
  await cashier.run(receiptReverse, { receiptNo, reason: '票据退回' });
  expect(await cashier.ask(accountBalance, { accountNo: ACCOUNT_NO })).toMatchObject({
    owedMinor: 13_000,
    lateFeeMinor: 50,
  });
});

test('a double click pays once, also at the same moment, and other input under the same id is refused', async () => {
  const commandId = newCommandId();
  const [first, second] = await Promise.all([
    cashier.send(paymentReceive, pay(1_000), { commandId }),
    cashier.send(paymentReceive, pay(1_000), { commandId }),
  ]);
  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
  office.setNow('2026-11-10T03:00:00.000Z');
  expect(await cashier.send(paymentReceive, pay(1_000), { commandId })).toEqual(first);
  expect(await cashier.errorOf(paymentReceive, pay(2_000), commandId)).toMatchObject({
    code: 'command_id_reused',
  });
  expect((await cashier.ask(receiptPage, {})).rows).toHaveLength(1);
});

test.each([
  ['an unknown account', { accountNo: '1234567' }, 'account_not_found'],
  ['an unknown channel', { channelCode: 'pigeon' }, 'channel_not_found'],
  [
    'an unknown bill',
    { instruction: [{ receivableId: 'receivable-of-nobody', amountMinor: 1 }] },
    'receivable_not_found',
  ],
  [
    'more than the bill',
    { instruction: [{ receivableId: SEPTEMBER, amountMinor: 10_161 }] },
    'instruction_exceeds_debt',
  ],
  [
    'more than the money',
    { instruction: [{ receivableId: SEPTEMBER, amountMinor: 9_001 }] },
    'instruction_exceeds_amount',
  ],
  ['nothing', { amountMinor: 0 }, 'invalid_input'],
  ['a negative amount', { amountMinor: -5 }, 'invalid_input'],
  ['half a cent', { amountMinor: 0.5 }, 'invalid_input'],
  ['a barcode in the place of an amount', { amountMinor: 690_123_456_789_200 }, 'invalid_input'],
  ['a field that nobody knows', { paidBy: 'me' }, 'invalid_input'],
])('a payment of %s is refused and leaves no gap', async (_name, change, code) => {
  expect(await cashier.errorOf(paymentReceive, { ...pay(9_000), ...change })).toMatchObject({ code });
  expect(await cashier.run(paymentReceive, pay(9_000))).toMatchObject({ receiptNo: '0000000001' });
});

test('a serial number of a channel pays once, also under another command id; another channel has its own', async () => {
  const input = pay(1_000, {
    method: 'online',
    channelCode: 'icbc',
    channelSerialNo: '0000000000000000000042',
  });
  const { receiptNo } = await cashier.run(paymentReceive, input);
  expect(await cashier.errorOf(paymentReceive, input)).toMatchObject({
    code: 'serial_no_used',
    detail: { receiptNo },
  });
  await cashier.run(paymentReceive, { ...input, channelCode: 'boc' });
});

test('a reversal mirrors the receipt, dated today, and the first one stays as it is', async () => {
  const paid = await cashier.run(paymentReceive, pay(20_000));
  office.setNow('2026-11-12T02:00:00.000Z');
  const reversal = await cashier.run(receiptReverse, { receiptNo: paid.receiptNo, reason: '户号收错' });
  expect(reversal).toMatchObject({ receiptNo: '0000000002', amountMinor: -20_000 });
  expect(await cashier.ask(receiptDetail, { receiptNo: reversal.receiptNo })).toMatchObject({
    kind: 'reversal',
    receivedOn: '2026-11-12',
    reversesNo: paid.receiptNo,
    reason: '户号收错',
    prepaidMinor: -1_840,
    lateFeeMinor: -160,
    allocations: [{ amountMinor: -160 }, { amountMinor: -10_000 }, { amountMinor: -8_000 }],
  });
  expect(await cashier.ask(receiptDetail, { receiptNo: paid.receiptNo })).toMatchObject({
    kind: 'payment',
    receivedOn: '2026-11-10',
    isReversed: true,
    reversedByNo: reversal.receiptNo,
    amountMinor: 20_000,
  });
  // The restored principal has grown a late fee over the two days since: 10,000 at 1 per mille.
  expect(await cashier.ask(accountBalance, { accountNo: ACCOUNT_NO })).toMatchObject({
    owedMinor: 18_000,
    lateFeeMinor: 180,
    prepaidMinor: 0,
  });
});

test('a receipt is reversed once; a reversal and an unknown one are not', async () => {
  const { receiptNo } = await cashier.run(paymentReceive, pay(1_000));
  const reversal = await cashier.run(receiptReverse, { receiptNo, reason: '收错' });
  expect(await cashier.errorOf(receiptReverse, { receiptNo, reason: '收错' })).toMatchObject({
    code: 'already_reversed',
    detail: { reversedByNo: reversal.receiptNo },
  });
  expect(
    await cashier.errorOf(receiptReverse, { receiptNo: reversal.receiptNo, reason: '收错' }),
  ).toMatchObject({ code: 'is_reversal' });
  expect(await cashier.errorOf(receiptReverse, { receiptNo: '9', reason: '收错' })).toMatchObject({
    code: 'not_found',
  });
  expect(await cashier.errorOf(receiptReverse, { receiptNo, reason: '  ' })).toMatchObject({
    code: 'invalid_input',
  });
});

test('a receipt whose prepaid money has paid a bill meanwhile is not reversed', async () => {
  const { receiptNo } = await cashier.run(paymentReceive, pay(20_000));
  await issueBills(office, [
    { accountNo: ACCOUNT_NO, period: '2026-11', amountMinor: 5_000, dueOn: '2026-12-25' },
  ]);
  await payFromPrepaid(office, { accountNo: ACCOUNT_NO, period: '2026-11', amountMinor: 1_000 });
  expect(await cashier.errorOf(receiptReverse, { receiptNo, reason: '收错' })).toMatchObject({
    code: 'prepaid_used',
    detail: { prepaidMinor: 1_840, balanceMinor: 840 },
  });
});

test('a receivable that somebody changes behind the books is found by name', async () => {
  const change = (received_minor: number) =>
    office.withLedger((db) =>
      db.updateTable('receivable').set({ received_minor }).where('receivable_id', '=', OCTOBER).execute(),
    );
  await change(1);
  expect(await brokenMoneyInvariants(office)).toMatchObject([
    { name: 'collection.received_is_allocated' },
    { name: 'collection.states_follow_amounts' },
    { name: 'accounting.books_agree_with_lists' },
  ]);
  await change(0);
});

test('the same receipt reversed at two desks at once is reversed once', async () => {
  const { receiptNo } = await cashier.run(paymentReceive, pay(1_000));
  const clerk = await office.desk('clerk', ['receipts_clerk']);
  const replies = await Promise.all([
    cashier.send(receiptReverse, { receiptNo, reason: '收错' }),
    clerk.send(receiptReverse, { receiptNo, reason: '收错' }),
  ]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
});

test('only a cashier takes payments, and nobody without a session', async () => {
  for (const role of ['reader', 'accountant', 'admin', 'receipts_clerk', 'supervisor'] as const) {
    const desk = await office.desk(`only-${role}`, [role]);
    expect(await desk.errorOf(paymentReceive, pay(1_000))).toMatchObject({ code: 'forbidden' });
  }
  expect(await office.visitor().errorOf(paymentReceive, pay(1_000))).toMatchObject({ code: 'not_signed_in' });
});

test('printing is not paying: twice printed, once paid', async () => {
  const { receiptNo } = await cashier.run(paymentReceive, pay(1_000));
  const path = join(office.folder, 'receipt.pdf');
  const printed = await cashier.run(receiptPrint, { receiptNo, path });
  await cashier.run(receiptPrint, { receiptNo, path });
  expect(readFileSync(path).length).toBe(printed.byteCount);
  expect((await cashier.ask(receiptPage, {})).rows).toHaveLength(1);
  expect(await cashier.errorOf(receiptPrint, { receiptNo: '9', path })).toMatchObject({ code: 'not_found' });
  const nowhere = join(office.folder, 'nowhere', 'receipt.pdf');
  expect(await cashier.errorOf(receiptPrint, { receiptNo, path: nowhere })).toMatchObject({
    code: 'not_writable',
  });
  expect(existsSync(nowhere)).toBe(false);
});

test('lists go page by page, and find by account, name, state and age', async () => {
  await issueBills(office, [
    { accountNo: '0001234568', period: '2026-10', amountMinor: 100, dueOn: '2026-11-25' },
    { accountNo: '1001234567', period: '2026-10', amountMinor: 200, dueOn: '2026-11-25' },
  ]);
  for (const amount of [1_000, 2_000, 3_000]) await cashier.run(paymentReceive, pay(amount));
  const first = await cashier.ask(receiptPage, { limit: 2 });
  const second = await cashier.ask(receiptPage, { limit: 2, after: first.next });
  expect([...first.rows, ...second.rows].map(({ amountMinor }) => amountMinor)).toEqual([
    3_000, 2_000, 1_000,
  ]);
  expect(second.next).toBeNull();
  expect((await cashier.ask(receiptPage, { accountNo: '0001234568' })).rows).toEqual([]);

  const accounts: string[] = [];
  let after: string | null = null;
  do {
    const page: { rows: { accountNo: string }[]; next: string | null } = await cashier.ask(receivablePage, {
      limit: 1,
      after,
    });
    accounts.push(...page.rows.map(({ accountNo }) => accountNo));
    after = page.next;
  } while (after !== null);
  expect(accounts).toEqual([ACCOUNT_NO, ACCOUNT_NO, '0001234568', '1001234567']);

  const found = async (filter: object) => (await cashier.ask(receivablePage, filter)).rows.length;
  expect(await found({ search: '000123456' })).toBe(3);
  expect(await found({ search: '客户1' })).toBe(1);
  expect(await found({ search: '%' })).toBe(0);
  expect(await found({ state: 'part' })).toBe(1);
  expect(await found({ period: '2026-10' })).toBe(3);
  expect(await found({ onlyOverdue: true })).toBe(1);
});
