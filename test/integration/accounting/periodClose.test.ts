import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HANDLERS } from '#core/rpc/registry.ts';
import {
  accountingPeriodClose,
  accountingPeriodDetail,
  accountingPeriodList,
  voucherApprove,
  voucherPage,
  voucherPrepare,
} from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { billCorrectionApprove } from '#shared/contract/billCorrection.ts';
import { billRunCancel, billRunCreate, billRunIssue } from '#shared/contract/billing.ts';
import { drawerClose } from '#shared/contract/cashDrawer.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { differenceApprove, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { brokenMoneyInvariants, issueBills } from '../../support/issuedBills.ts';
import { readFirstRoute } from '../../support/issuedRoute.ts';
import { type Desk, newCommandId, TestOffice } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const NOVEMBER = '2026-11';
const DAY = '2026-11-10';
const ACCOUNT_NO = '0000000001';

let office: TestOffice;
let cashier: Desk;
let clerk: Desk;
let approver: Desk;
let accountant: Desk;
let receiptNo: string;

beforeEach(async () => {
  office = await TestOffice.create();
  [cashier, clerk, approver, accountant] = [
    await office.desk('cashier', ['cashier']),
    await office.desk('clerk', ['receipts_clerk']),
    await office.desk('approver', ['approver', 'checker']),
    await office.desk('accountant', ['accountant']),
  ];
  const bill = { period: NOVEMBER, amountMinor: 20_000, dueOn: '2026-11-25' };
  await issueBills(office, [
    { ...bill, accountNo: ACCOUNT_NO },
    { ...bill, accountNo: '0000000002' },
    { ...bill, accountNo: '0000000003' },
  ]);
  ({ receiptNo } = await cashier.run(paymentReceive, {
    accountNo: ACCOUNT_NO,
    amountMinor: 10_000,
    method: 'transfer',
    channelCode: 'icbc',
    channelSerialNo: '00000000000000000000A1',
  }));
});
afterEach(async () => {
  expect(await brokenMoneyInvariants(office)).toEqual([]);
  await office.close();
});

const close = (period: string) => accountant.run(accountingPeriodClose, { period });
const refusalOf = (period: string) => accountant.errorOf(accountingPeriodClose, { period });
const blockers = async () => (await accountant.ask(accountingPeriodDetail, { period: NOVEMBER })).blockers;

async function importBank(): Promise<void> {
  const path = join(import.meta.dirname, '../../fixtures/bank/icbcDay.csv');
  await clerk.run(bankFileImport, { path, channelCode: 'icbc', businessOn: DAY });
}

/** Works the bank day to its end, and gives its id. */
async function signDayOff(): Promise<string> {
  await importBank();
  const { reconciliationId } = await clerk.run(reconciliationRun, { channelCode: 'icbc', businessOn: DAY });
  const open = await clerk.ask(reconciliationItemPage, { reconciliationId, state: 'open' });
  for (const { itemId, version: expectedVersion, possibleActions } of open.rows) {
    const [action] = possibleActions;
    if (!action) throw new Error('a difference can be resolved');
    const { version } = await clerk.run(differenceResolve, {
      itemId,
      expectedVersion,
      action,
      reason: '核实',
    });
    await approver.run(differenceApprove, { itemId, expectedVersion: version });
  }
  const { version } = await clerk.ask(reconciliationDetail, { reconciliationId });
  await clerk.run(reconciliationSignOff, { reconciliationId, expectedVersion: version });
  return reconciliationId;
}

async function postVouchers(): Promise<void> {
  for (const voucher of (await accountant.ask(voucherPage, { state: 'prepared' })).rows) {
    await accountant.run(voucherApprove, {
      voucherId: voucher.voucherId,
      expectedVersion: voucher.version,
      seenTotalMinor: voucher.totalMinor,
    });
  }
}

/** Everything of November is finished, and December has come. */
async function finishNovember(): Promise<void> {
  const reconciliationId = await signDayOff();
  await clerk.run(voucherPrepare, { reconciliationId });
  await postVouchers();
  office.setNow('2026-12-01T02:00:00.000Z');
}

test('what keeps a month open is listed, one after the other, until nothing does', async () => {
  expect(await refusalOf(NOVEMBER)).toMatchObject({ code: 'period_not_over' });
  expect(await blockers()).toMatchObject([{ kind: 'bank_day', on: DAY, state: null }]);
  const reconciliationId = await signDayOff();
  expect(await blockers()).toMatchObject([{ kind: 'voucher_missing', on: DAY }]);
  await clerk.run(voucherPrepare, { reconciliationId });
  expect(await blockers()).toMatchObject([{ kind: 'voucher', state: 'prepared' }, { kind: 'voucher' }]);
  office.setNow('2026-12-01T02:00:00.000Z');
  expect(await refusalOf(NOVEMBER)).toMatchObject({ code: 'period_blocked', detail: { count: 2 } });
  await postVouchers();
  expect(await blockers()).toEqual([]);
  expect(await clerk.errorOf(accountingPeriodClose, { period: NOVEMBER })).toMatchObject({
    code: 'forbidden',
  });
  await close(NOVEMBER);
  expect(await refusalOf(NOVEMBER)).toMatchObject({ code: 'already_closed' });
  expect(await accountant.ask(accountingPeriodList, {})).toMatchObject({
    rows: [
      { period: '2026-12', isClosed: false, isOver: false },
      { period: NOVEMBER, isClosed: true, closedByName: 'accountant' },
    ],
  });
});

test('cash that was not counted keeps its month open', async () => {
  await cashier.run(paymentReceive, { accountNo: ACCOUNT_NO, amountMinor: 500, method: 'cash' });
  expect(await blockers()).toMatchObject([
    { kind: 'cash_drawer', name: 'cashier', on: DAY },
    { kind: 'bank_day' },
  ]);
  await cashier.run(drawerClose, { businessOn: DAY, seenCashMinor: 500, countedMinor: 500 });
  expect(await blockers()).toMatchObject([{ kind: 'bank_day' }]);
});

test('a bill run that is not issued keeps its month open', async () => {
  const { routeId } = await office.withLedger(async (db) => {
    const { route_id } = await db.selectFrom('route').select('route_id').executeTakeFirstOrThrow();
    return { routeId: route_id };
  });
  await approver.run(billRunCreate, { routeId, period: '2026-10' });
  office.setNow('2026-12-01T02:00:00.000Z');
  expect((await accountant.ask(accountingPeriodDetail, { period: '2026-10' })).blockers).toMatchObject([
    { kind: 'bill_run', state: 'planned' },
  ]);
  expect(await refusalOf('2026-10')).toMatchObject({ code: 'period_blocked' });
  expect(await refusalOf(NOVEMBER)).toMatchObject({
    code: 'earlier_period_open',
    detail: { period: '2026-10' },
  });
});

test('a route that was read and has no bill run keeps its month open, however often its run was given up', async () => {
  const sample = await SampleOffice.create(20);
  try {
    const [reader, checker, books] = [
      await sample.desk('reader'),
      await sample.desk('checker'),
      await sample.desk('accountant'),
    ];
    const open = async () => {
      const { blockers } = await books.ask(accountingPeriodDetail, { period: SAMPLE_PERIOD });
      return blockers.filter(({ kind }) => kind === 'bill_run').map(({ state }) => state);
    };
    expect(await open()).toEqual([]);
    const routeId = await readFirstRoute(sample);
    expect(await open()).toEqual([null]);
    const { billRunId, version } = await checker.run(billRunCreate, { routeId, period: SAMPLE_PERIOD });
    expect(await open()).toEqual(['planned']);
    await checker.run(billRunCancel, { billRunId, expectedVersion: version, reason: '重新核算' });
    expect(await open()).toEqual([null]);
    expect(await reader.errorOf(accountingPeriodClose, { period: SAMPLE_PERIOD })).toMatchObject({
      code: 'forbidden',
    });
    expect(await books.errorOf(accountingPeriodClose, { period: SAMPLE_PERIOD })).toMatchObject({
      code: 'period_blocked',
      detail: { count: 1 },
    });
  } finally {
    await sample.close();
  }
});

test('a closed month takes no bill run, and closing it again under the same command id closes it once', async () => {
  await finishNovember();
  const commandId = newCommandId();
  const first = await accountant.send(accountingPeriodClose, { period: NOVEMBER }, { commandId });
  expect(first.ok).toBe(true);
  expect(await accountant.send(accountingPeriodClose, { period: NOVEMBER }, { commandId })).toEqual(first);
  const route = await office.withLedger((db) =>
    db.selectFrom('route').select('route_id').executeTakeFirstOrThrow(),
  );
  expect(await approver.errorOf(billRunCreate, { routeId: route.route_id, period: NOVEMBER })).toMatchObject({
    code: 'period_closed',
    detail: { period: NOVEMBER },
  });
  expect(
    await approver.errorOf(billRunIssue, { billRunId: `bill-run-${NOVEMBER}`, expectedVersion: 1 }),
  ).toMatchObject({ code: 'period_closed' });
});

test('corrections of a closed month are posted on their own day', async () => {
  await finishNovember();
  await close(NOVEMBER);
  const reversal = await cashier.run(receiptReverse, { receiptNo, reason: '退票' });
  const entry = await office.withLedger((db) =>
    db
      .selectFrom('journal_entry')
      .select(['posted_on', 'reverses_id'])
      .where('source_id', '=', reversal.receiptId)
      .executeTakeFirstOrThrow(),
  );
  expect(entry.posted_on).toBe('2026-12-01');
  expect(entry.reverses_id).not.toBeNull();
});

test('no command posts into a closed month, whatever the clock of the computer says', async () => {
  await finishNovember();
  await close(NOVEMBER);
  office.setNow('2026-11-20T02:00:00.000Z');
  const inputs = {
    [paymentReceive.name]: { accountNo: ACCOUNT_NO, amountMinor: 1, method: 'cash' },
    [receiptReverse.name]: { receiptNo, reason: '退票' },
    [billRunIssue.name]: { billRunId: `bill-run-${NOVEMBER}`, expectedVersion: 1 },
    [billCorrectionApprove.name]: { correctionId: 'no-such-one', expectedVersion: 1, seenTotalMinor: 0 },
    [differenceApprove.name]: { itemId: 'no-such-item', expectedVersion: 1 },
    [voucherApprove.name]: { voucherId: 'no-such-one', expectedVersion: 1, seenTotalMinor: 0 },
  };
  const everybody = await office.desk('everybody', ['cashier', 'approver', 'receipts_clerk', 'accountant']);
  const posting = HANDLERS.filter(({ contract }) => contract.kind === 'command' && contract.posts);
  for (const { contract } of posting) {
    const input = inputs[contract.name];
    if (!input) continue;
    const reply = await everybody.connection.request({
      name: contract.name,
      commandId: newCommandId(),
      input,
    });
    expect([contract.name, reply]).toMatchObject([
      contract.name,
      { ok: false, error: { kind: 'refusal', code: 'period_closed', detail: { period: NOVEMBER } } },
    ]);
  }
  expect(posting.length).toBeGreaterThanOrEqual(Object.keys(inputs).length);
});
