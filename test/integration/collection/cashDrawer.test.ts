import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trialBalance } from '#shared/contract/accounting.ts';
import {
  depositCreate,
  depositPage,
  depositPrint,
  drawerClose,
  drawerDetail,
  drawerPage,
  drawerReopen,
} from '#shared/contract/cashDrawer.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let cashier: Desk;

const ACCOUNT_NO = '0001234567';
const TODAY = '2026-11-10';

beforeEach(async () => {
  office = await TestOffice.create();
  cashier = await office.desk('cashier', ['cashier']);
  await issueBills(office, [
    { accountNo: ACCOUNT_NO, period: '2026-10', amountMinor: 80_000, dueOn: '2026-11-25' },
  ]);
});

afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.close();
});

const pay = (
  desk: Desk,
  amountMinor: number,
  method: 'cash' | 'card' | 'transfer' = 'cash',
  more: object = {},
) => desk.run(paymentReceive, { accountNo: ACCOUNT_NO, amountMinor, method, ...more });

const closing = (countedMinor: number, more: object = {}) => ({
  businessOn: TODAY,
  seenCashMinor: countedMinor,
  countedMinor,
  ...more,
});

/** Balances that are not zero, by account. */
async function balances(): Promise<Record<string, number>> {
  const accountant = await office.desk('accountant', ['accountant']);
  const { rows } = await accountant.ask(trialBalance, {});
  return Object.fromEntries(
    rows.filter((row) => row.balanceMinor !== 0).map((row) => [row.accountCode, row.balanceMinor]),
  );
}

test('a day at the counter: takings by method, counted, closed, taken to the bank, with its slip', async () => {
  await pay(cashier, 12_000);
  await pay(cashier, 3_000, 'card');
  const { receiptNo } = await pay(cashier, 500);
  await cashier.run(receiptReverse, { receiptNo, reason: '收错户' });
  // Money of another channel and another person's is not in this drawer.
  await pay(cashier, 700, 'transfer', { channelCode: 'icbc' });
  const second = await office.desk('cashier2', ['cashier']);
  await pay(second, 900);

  expect(await cashier.ask(drawerDetail, {})).toEqual({
    businessOn: TODAY,
    takings: [
      { method: 'card', count: 1, amountMinor: 3_000 },
      { method: 'cash', count: 3, amountMinor: 12_000 },
    ],
    receiptCount: 4,
    cashMinor: 12_000,
    closed: null,
    openDays: [],
  });
  const counts = [
    { denominationMinor: 10_000, count: 1 },
    { denominationMinor: 1_000, count: 2 },
  ];
  const closed = await cashier.run(drawerClose, closing(12_000, { counts }));
  expect(closed).toMatchObject({ expectedMinor: 12_000, differenceMinor: 0, journalEntryId: null });
  const { rows } = await cashier.ask(drawerPage, { onlyUndeposited: true });
  expect(rows).toMatchObject([{ drawerId: closed.drawerId, countedMinor: 12_000, depositNo: null }]);

  const deposit = await cashier.run(depositCreate, {
    drawerIds: [closed.drawerId],
    channelCode: 'icbc',
    referenceNo: '0077',
    seenTotalMinor: 12_000,
  });
  expect(deposit).toMatchObject({ depositNo: '00000001', amountMinor: 12_000 });
  expect(await balances()).toMatchObject({ '1001': 900, '1012.icbc': 12_700, '1012.counter': 3_000 });
  expect((await cashier.ask(drawerPage, { onlyUndeposited: true })).rows).toEqual([]);
  expect((await cashier.ask(depositPage, {})).rows).toMatchObject([
    { depositNo: '00000001', channelCode: 'icbc', referenceNo: '0077', drawerCount: 1, amountMinor: 12_000 },
  ]);
  const path = join(office.folder, 'slip.pdf');
  await cashier.run(depositPrint, { depositNo: '00000001', path });
  expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

test.each([
  [50, { '1001': 5_050, '2241': -50 }],
  [-50, { '1001': 4_950, '1901': 50 }],
])(
  'a difference of %d is booked to its account, so that cash is what was counted',
  async (difference, books) => {
    await pay(cashier, 5_000);
    const counted = 5_000 + difference;
    const input = { ...closing(counted, { note: '找零有误' }), seenCashMinor: 5_000 };
    expect(await cashier.run(drawerClose, input)).toMatchObject({ differenceMinor: difference });
    expect(await balances()).toMatchObject(books);
  },
);

test('nothing is posted into a closed drawer; the next day has its own, and other channels go on', async () => {
  const { receiptNo } = await pay(cashier, 5_000);
  await cashier.run(drawerClose, closing(5_000));
  const payment = { accountNo: ACCOUNT_NO, amountMinor: 100, method: 'card' as const };
  const refusedAs = { kind: 'refusal', code: 'drawer_closed', detail: { businessOn: TODAY } };
  expect(await cashier.errorOf(paymentReceive, payment)).toMatchObject(refusedAs);
  expect(await cashier.errorOf(receiptReverse, { receiptNo, reason: '收错' })).toMatchObject(refusedAs);
  expect(await cashier.errorOf(drawerClose, closing(5_000))).toMatchObject({ code: 'drawer_closed' });
  await pay(cashier, 100, 'transfer', { channelCode: 'icbc' });
  const second = await office.desk('cashier2', ['cashier']);
  await pay(second, 100);
  office.setNow('2026-11-11T02:00:00.000Z');
  await cashier.run(receiptReverse, { receiptNo, reason: '收错' });
  expect(await cashier.ask(drawerDetail, {})).toMatchObject({ cashMinor: -5_000, openDays: [] });
  expect(await second.ask(drawerDetail, {})).toMatchObject({ receiptCount: 0, openDays: [TODAY] });
  await second.run(drawerClose, closing(100));
  expect(await second.ask(drawerDetail, {})).toMatchObject({ openDays: [] });
});

test('each refusal of closing', async () => {
  expect(await cashier.errorOf(drawerClose, closing(0))).toMatchObject({ code: 'nothing_to_close' });
  await pay(cashier, 5_000);
  const refusal = async (more: object) => (await cashier.errorOf(drawerClose, closing(5_000, more))).code;
  expect(await refusal({ businessOn: '2026-11-11' })).toBe('date_in_future');
  expect(await refusal({ seenCashMinor: 4_000 })).toBe('totals_changed');
  expect(await refusal({ counts: [{ denominationMinor: 100, count: 1 }] })).toBe('counts_differ');
  expect(await refusal({ countedMinor: 4_990 })).toBe('reason_needed');
  expect(await refusal({ countedMinor: -1 })).toBe('invalid_input');
  expect(await refusal({ counts: [{ denominationMinor: 300, count: 1 }] })).toBe('invalid_input');
  const reader = await office.desk('reader', ['reader']);
  expect(await reader.errorOf(drawerClose, closing(5_000))).toMatchObject({ code: 'forbidden' });
});

test('each refusal of a deposit; the same command again takes the cash to the bank once', async () => {
  await pay(cashier, 5_000);
  const { drawerId } = await cashier.run(drawerClose, closing(5_000));
  const input = { drawerIds: [drawerId], channelCode: 'icbc', seenTotalMinor: 5_000 };
  const refusal = async (more: object) => (await cashier.errorOf(depositCreate, { ...input, ...more })).code;
  expect(await refusal({ drawerIds: ['no-such-drawer'] })).toBe('not_found');
  expect(await refusal({ channelCode: 'counter' })).toBe('channel_not_found');
  expect(await refusal({ seenTotalMinor: 4_000 })).toBe('totals_changed');
  const commandId = newCommandId();
  const first = await cashier.send(depositCreate, input, { commandId });
  expect(await cashier.send(depositCreate, input, { commandId })).toEqual(first);
  expect(await cashier.errorOf(depositCreate, input)).toMatchObject({
    code: 'already_deposited',
    detail: { depositNo: '00000001' },
  });
  const path = join(office.folder, 'slip.pdf');
  expect(await cashier.errorOf(depositPrint, { depositNo: '9', path })).toMatchObject({ code: 'not_found' });
});

test('two payments at the moment of closing: what is not in the drawer is refused, never lost', async () => {
  await pay(cashier, 5_000);
  const payment = { accountNo: ACCOUNT_NO, amountMinor: 100, method: 'cash' as const };
  const replies = await Promise.all([
    cashier.send(paymentReceive, payment),
    cashier.send(drawerClose, closing(5_000)),
    cashier.send(paymentReceive, payment),
  ]);
  const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
  expect(['ok', 'totals_changed']).toContain(codes[1]);
  const { receiptCount, closed } = await cashier.ask(drawerDetail, {});
  expect(receiptCount).toBe(1 + [codes[0], codes[2]].filter((code) => code === 'ok').length);
  if (closed) expect(closed.receiptCount).toBe(receiptCount);
});

test('a drawer is opened again by another person: its difference goes back, the counter takes money, it is closed anew', async () => {
  await pay(cashier, 5_000);
  const first = await cashier.run(drawerClose, {
    ...closing(4_950, { note: '少一张' }),
    seenCashMinor: 5_000,
  });
  expect(await balances()).toMatchObject({ '1001': 4_950, '1901': 50 });
  const again = { drawerId: first.drawerId, reason: '又有客户缴费' };
  expect(await cashier.errorOf(drawerReopen, again)).toMatchObject({ code: 'forbidden' });
  const both = await office.desk('both', ['cashier', 'supervisor']);
  await pay(both, 100);
  const own = await both.run(drawerClose, closing(100));
  expect(await both.errorOf(drawerReopen, { ...again, drawerId: own.drawerId })).toMatchObject({
    code: 'same_person',
  });

  const supervisor = await office.desk('supervisor', ['supervisor']);
  expect(await supervisor.errorOf(drawerReopen, { ...again, drawerId: newCommandId() })).toMatchObject({
    code: 'not_found',
  });
  const reopened = await supervisor.run(drawerReopen, again);
  expect(reopened).toMatchObject({ businessOn: TODAY, cashierName: 'cashier' });
  const books = await balances();
  expect(books).toMatchObject({ '1001': 5_100 });
  expect(books).not.toHaveProperty('1901');
  expect(await supervisor.errorOf(drawerReopen, again)).toMatchObject({ code: 'drawer_reopened' });
  expect(
    await cashier.errorOf(depositCreate, {
      drawerIds: [first.drawerId],
      channelCode: 'icbc',
      seenTotalMinor: 4_950,
    }),
  ).toMatchObject({ code: 'drawer_reopened' });

  await pay(cashier, 700);
  expect(await cashier.ask(drawerDetail, {})).toMatchObject({ cashMinor: 5_700, closed: null });
  const second = await cashier.run(drawerClose, closing(5_700));
  expect(second.differenceMinor).toBe(0);
  const { rows } = await cashier.ask(drawerPage, {});
  expect(rows.map(({ drawerId, reopened: by }) => [drawerId, by?.reason ?? null])).toEqual([
    [second.drawerId, null],
    [own.drawerId, null],
    [first.drawerId, '又有客户缴费'],
  ]);
  const undeposited = await cashier.ask(drawerPage, { onlyUndeposited: true });
  expect(undeposited.rows.map(({ drawerId }) => drawerId)).toEqual([second.drawerId, own.drawerId]);
  await cashier.run(depositCreate, {
    drawerIds: [second.drawerId],
    channelCode: 'icbc',
    seenTotalMinor: 5_700,
  });
  expect(await supervisor.errorOf(drawerReopen, { drawerId: second.drawerId, reason: '迟了' })).toMatchObject(
    { code: 'already_deposited', detail: { depositNo: '00000001' } },
  );
});
