import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { billDetail, billPage, billPrint } from '#shared/contract/bill.ts';
import {
  billCorrectionApprove,
  billCorrectionDetail,
  billCorrectionOpen,
  billCorrectionPage,
  billCorrectionReturn,
  billCorrectionSubmit,
  billCorrectionWithdraw,
} from '#shared/contract/billCorrection.ts';
import { billRunCalculate, billRunCreate, billRunSubmit } from '#shared/contract/billing.ts';
import { accountBalance } from '#shared/contract/collection.ts';
import { readingCorrect, readingKey, readingSheet } from '#shared/contract/reading.ts';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { BilledRoute, less } from '../../support/billedRoute.ts';
import { type Desk, newCommandId } from '../../support/office.ts';
import { SAMPLE_PERIOD, type SampleOffice } from '../../support/sampleOffice.ts';

const reason = '抄错示数';
let route: BilledRoute;
let office: SampleOffice;
let reader: Desk;
let checker: Desk;
let approver: Desk;
let cashier: Desk;
let bill: BilledRoute['bill'];
let other: BilledRoute['bill'];

beforeEach(async () => {
  route = await BilledRoute.create();
  ({ office, reader, checker, approver, cashier, bill, other } = route);
});
afterEach(async () => {
  expect(await route.close()).toEqual([]);
});

test('readings behind an issued bill are locked, and open for its service point alone while it is corrected', async () => {
  const { readingId, value } = await route.readingOf(bill.accountNo);
  const correction = { readingId, value: less(value, 10), reason };
  expect(await reader.errorOf(readingCorrect, correction)).toMatchObject({ code: 'period_locked' });
  const { correctionId } = await checker.run(billCorrectionOpen, { billNo: bill.billNo, reason });
  const stranger = await route.readingOf(other.accountNo);
  expect(
    await reader.errorOf(readingCorrect, { ...stranger, value: less(stranger.value, 1), reason }),
  ).toMatchObject({ code: 'period_locked' });
  await reader.run(readingCorrect, correction);
  expect(await checker.errorOf(billCorrectionOpen, { billNo: bill.billNo, reason })).toMatchObject({
    code: 'correction_standing',
    detail: { correctionId },
  });
  await checker.run(billCorrectionSubmit, { correctionId, expectedVersion: 1 });
  const corrected = await route.readingOf(bill.accountNo);
  expect(
    await reader.errorOf(readingCorrect, { ...corrected, value: less(corrected.value, 1), reason }),
  ).toMatchObject({ code: 'period_locked' });
});

test('a bill is taken back by its mirror and issued anew with the same bounds, in one step', async () => {
  const before = await checker.ask(billDetail, { billNo: bill.billNo });
  const proposal = await route.propose();
  const shown = await approver.ask(billCorrectionDetail, { correctionId: proposal.correctionId });
  expect(shown.before.totalMinor).toBe(bill.totalMinor);
  expect(shown.after?.totalMinor).toBe(proposal.seenTotalMinor);
  expect(shown.items.reduce((sum, item) => sum + item.newMinor - item.oldMinor, 0)).toBe(
    proposal.seenTotalMinor - bill.totalMinor,
  );
  const approved = await approver.run(billCorrectionApprove, proposal);
  expect(approved).toMatchObject({ state: 'approved', totalMinor: proposal.seenTotalMinor, freedMinor: 0 });

  const [old, mirror, fresh] = await Promise.all(
    [bill.billNo, approved.reversalBillNo ?? '', approved.billNo].map((billNo) =>
      checker.ask(billDetail, { billNo }),
    ),
  );
  if (!old || !mirror || !fresh) throw new Error('three bills');
  expect(old).toMatchObject({
    totalMinor: before.totalMinor,
    lines: before.lines,
    reversedByNo: mirror.billNo,
    replacedByNo: fresh.billNo,
    receivable: { state: 'settled' },
  });
  expect(mirror).toMatchObject({
    kind: 'reversal',
    reversesNo: bill.billNo,
    totalMinor: -before.totalMinor,
    taxMinor: 0 - before.taxMinor,
    totalKwh: `-${before.totalKwh}`,
    issuedOn: '2026-11-10',
    correction: { reason },
    receivable: { amountMinor: -before.totalMinor, receivedMinor: -before.totalMinor, state: 'settled' },
  });
  expect(mirror.lines.map((line) => line.amountMinor)).toEqual(
    before.lines.map((line) => 0 - line.amountMinor),
  );
  expect(fresh).toMatchObject({
    kind: 'rebill',
    correctsNo: bill.billNo,
    period: before.period,
    startOn: before.startOn,
    endOn: before.endOn,
    totalKwh: String(Number.parseInt(before.totalKwh, 10) - 10),
    receivable: { amountMinor: proposal.seenTotalMinor, receivedMinor: 0, state: 'owed' },
  });
  const balance = await cashier.ask(accountBalance, { accountNo: bill.accountNo });
  expect(balance).toMatchObject({ owedMinor: proposal.seenTotalMinor, prepaidMinor: 0 });
  expect(balance.receivables.map(({ billNo }) => billNo)).toEqual([fresh.billNo]);
  // What was taken back cannot be taken back again; what took its place can.
  expect(await checker.errorOf(billCorrectionOpen, { billNo: bill.billNo, reason })).toMatchObject({
    code: 'already_reversed',
    detail: { reversedByNo: mirror.billNo },
  });
  expect(await checker.errorOf(billCorrectionOpen, { billNo: mirror.billNo, reason })).toMatchObject({
    code: 'not_correctable',
  });
  await checker.run(billCorrectionOpen, { billNo: fresh.billNo, reason });
});

test('a second person approves, once, what was seen', async () => {
  const proposal = await route.propose();
  expect(await checker.errorOf(billCorrectionApprove, proposal)).toMatchObject({ code: 'forbidden' });
  expect(await approver.errorOf(billCorrectionOpen, { billNo: other.billNo, reason })).toMatchObject({
    code: 'forbidden',
  });
  expect(await approver.errorOf(billCorrectionApprove, { ...proposal, seenTotalMinor: 1 })).toMatchObject({
    code: 'totals_changed',
  });
  expect(await approver.errorOf(billCorrectionApprove, { ...proposal, expectedVersion: 1 })).toMatchObject({
    code: 'stale_version',
  });
  const commandId = newCommandId();
  const first = await approver.send(billCorrectionApprove, proposal, { commandId });
  expect(await approver.send(billCorrectionApprove, proposal, { commandId })).toEqual(first);
  // Somebody who looked at the same page a moment ago.
  expect(await approver.errorOf(billCorrectionApprove, proposal)).toMatchObject({ code: 'stale_version' });
  const { rows } = await checker.ask(billPage, { period: SAMPLE_PERIOD, search: bill.accountNo });
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['rebill', 'regular', 'reversal']);
  expect(await checker.ask(billCorrectionPage, { state: 'approved' })).toMatchObject({
    rows: [{ billNo: bill.billNo, kind: 'rebill', decisionReason: null }],
  });
});

test('who proposed it cannot approve it, whatever roles he or she has', async () => {
  const proposal = await route.propose();
  await office.ledger.withTables(async (db) => {
    const { user_id } = await db
      .selectFrom('user_account')
      .select('user_id')
      .where('user_name', '=', 'checker')
      .executeTakeFirstOrThrow();
    await db.insertInto('user_role').values({ user_id, role: 'approver' }).execute();
  });
  expect(await checker.errorOf(billCorrectionApprove, proposal)).toMatchObject({
    code: 'same_person',
    detail: { part: 'proposed' },
  });
});

test('a bill that would not change is not handed over; one that was returned is open again', async () => {
  const { correctionId } = await checker.run(billCorrectionOpen, { billNo: bill.billNo, reason });
  const first = { correctionId, expectedVersion: 1 };
  expect(await checker.errorOf(billCorrectionSubmit, first)).toMatchObject({ code: 'nothing_changed' });
  await route.correctReading(bill.accountNo);
  const { version } = await checker.run(billCorrectionSubmit, first);
  const returned = await approver.run(billCorrectionReturn, {
    correctionId,
    expectedVersion: version,
    reason: '请附现场照片',
  });
  expect(returned.state).toBe('open');
  // Its readings are not those of the bill any more, so it cannot simply be dropped.
  const drop = { correctionId, expectedVersion: returned.version, reason: '改错户' };
  expect(await checker.errorOf(billCorrectionWithdraw, drop)).toMatchObject({ code: 'readings_differ' });
  await route.correctReading(bill.accountNo, -10);
  expect(await checker.run(billCorrectionWithdraw, drop)).toMatchObject({ state: 'withdrawn' });
  expect(await checker.errorOf(billCorrectionSubmit, first)).toMatchObject({ code: 'stale_version' });
  await checker.run(billCorrectionOpen, { billNo: bill.billNo, reason });
});

test('a run of a later month is calculated again after a bill that it counts on from was corrected', async () => {
  const created = await checker.run(billRunCreate, { routeId: route.routeId, period: '2026-11' });
  const { billRunId } = created;
  let { version } = created;
  const calculate = async () => {
    office.later();
    ({ version } = await checker.run(billRunCalculate, { billRunId, expectedVersion: version }));
    office.later();
  };
  const submission = async () =>
    (await checker.errorOf(billRunSubmit, { billRunId, expectedVersion: version })).code;
  await calculate();
  expect(await submission()).toBe('exceptions_open');
  const opened = await checker.run(billCorrectionOpen, { billNo: bill.billNo, reason });
  expect(await submission()).toBe('readings_changed');
  await calculate();
  expect(await submission()).toBe('exceptions_open');
  await route.correctReading(bill.accountNo);
  expect(await submission()).toBe('readings_changed');
  await calculate();
  const {
    correctionId,
    version: expectedVersion,
    totalMinor,
  } = await checker.run(billCorrectionSubmit, {
    correctionId: opened.correctionId,
    expectedVersion: opened.version,
  });
  expect(await submission()).toBe('exceptions_open');
  office.later();
  await approver.run(billCorrectionApprove, { correctionId, expectedVersion, seenTotalMinor: totalMinor });
  expect(await submission()).toBe('readings_changed');
});

test('what would come out differently at the approval is not issued', async () => {
  const proposal = await route.propose();
  await office.ledger.withTables(async (db) => {
    const point = await db
      .selectFrom('service_point')
      .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
      .innerJoin('tariff_assignment', 'tariff_assignment.service_point_id', 'service_point.service_point_id')
      .select(['service_point.service_point_id', 'tariff_assignment.tariff_id'])
      .where('customer.account_no', '=', bill.accountNo)
      .executeTakeFirstOrThrow();
    const other = await db
      .selectFrom('tariff')
      .select('tariff_id')
      .where('tariff_id', '<>', point.tariff_id)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('tariff_assignment')
      .set({ tariff_id: other.tariff_id })
      .where('service_point_id', '=', point.service_point_id)
      .execute();
  });
  expect(await approver.errorOf(billCorrectionApprove, proposal)).toMatchObject({
    code: 'calculation_changed',
  });
});

test('the days of a bill stay: a reading of another day does not make a new bill', async () => {
  const { correctionId } = await checker.run(billCorrectionOpen, { billNo: bill.billNo, reason });
  const { rows } = await reader.ask(readingSheet, {
    routeId: route.routeId,
    period: SAMPLE_PERIOD,
    limit: 500,
  });
  const row = rows.find((one) => one.accountNo === bill.accountNo);
  const { endOn } = await checker.ask(billDetail, { billNo: bill.billNo });
  office.later();
  await reader.run(readingKey, {
    servicePointId: row?.servicePointId ?? '',
    period: SAMPLE_PERIOD,
    readOn: addDays(localDate(endOn), 1),
    readings: (row?.registers ?? []).map(({ registerCode, current }) => ({
      registerCode,
      value: less(current?.value ?? '0', -3),
    })),
  });
  expect(await checker.errorOf(billCorrectionSubmit, { correctionId, expectedVersion: 1 })).toMatchObject({
    code: 'bounds_differ',
    detail: { endOn: addDays(localDate(endOn), 1) },
  });
});

test('two people who approve at the same moment issue one bill', async () => {
  const proposal = await route.propose();
  const replies = await Promise.all([
    approver.send(billCorrectionApprove, proposal),
    (await office.desk('approver')).send(billCorrectionApprove, proposal),
  ]);
  const refused = replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code]));
  expect(refused).toEqual(['stale_version']);
});

test('the mirror and the new bill can be printed', async () => {
  const { reversalBillNo, billNo } = await approver.run(billCorrectionApprove, await route.propose());
  for (const printed of [reversalBillNo ?? '', billNo]) {
    const path = join(office.folder, `${printed}.pdf`);
    await checker.run(billPrint, { billNo: printed, path });
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  }
});
