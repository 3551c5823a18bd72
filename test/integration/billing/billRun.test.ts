import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdfText } from '#core/files/pdfText.ts';
import { writeMonthReadings } from '#core/sample/monthReadings.ts';
import { auditPage } from '#shared/contract/access.ts';
import { trialBalance } from '#shared/contract/accounting.ts';
import { billDetail, billPage, billPrint, billPrintAll } from '#shared/contract/bill.ts';
import {
  billExceptionAccept,
  billExceptionPage,
  billExceptionSendBack,
  billRunApprove,
  billRunCalculate,
  billRunCancel,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunPage,
  billRunReturn,
  billRunSubmit,
  trialBillDetail,
  trialBillPage,
} from '#shared/contract/billing.ts';
import { customerDetail, customerPage, customerSave, routeList } from '#shared/contract/customers.ts';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { period } from '#shared/domain/localDate.ts';
import { type Desk, newCommandId } from '../../support/office.ts';
import { SAMPLE_PERIOD, SampleOffice } from '../../support/sampleOffice.ts';

const reason = '核对无误';
let office: SampleOffice;
let reader: Desk;
let checker: Desk;
let approver: Desk;
let routeId: string;
let billRunId: string;
let version = 0;
const run = () => ({ billRunId, expectedVersion: version });

/** Balances of the books by account, and what they add up to. */
async function balances(): Promise<Record<string, number>> {
  const lines = await office.ledger.withTables((db) =>
    db.selectFrom('journal_line').select(['account_code', 'amount_minor']).execute(),
  );
  const sums: Record<string, number> = { total: 0 };
  for (const { account_code, amount_minor } of lines) {
    sums[account_code] = (sums[account_code] ?? 0) + amount_minor;
    sums.total = (sums.total ?? 0) + amount_minor;
  }
  return sums;
}

/** The tests follow one run from its readings to its bills, as the people of an office do. */
beforeAll(async () => {
  office = await SampleOffice.create(60);
  reader = await office.desk('reader');
  checker = await office.desk('checker');
  approver = await office.desk('approver');
  const folder = join(office.folder, 'files');
  mkdirSync(folder);
  const [file] = await office.ledger.withTables((db) =>
    writeMonthReadings(db, { folder, period: period(SAMPLE_PERIOD) }),
  );
  if (!file) throw new Error('the sample has routes');
  routeId = file.routeId;
  await reader.run(readingImport, { path: file.path, routeId, period: SAMPLE_PERIOD });
  office.later();
});
afterAll(() => office.close());

test('a run is planned once for a route and a month', async () => {
  const created = await checker.run(billRunCreate, { routeId, period: SAMPLE_PERIOD });
  ({ billRunId, version } = created);
  expect(created).toMatchObject({ version: 1, state: 'planned' });
  expect(await checker.errorOf(billRunCreate, { routeId, period: SAMPLE_PERIOD })).toMatchObject({
    code: 'run_exists',
    detail: { billRunId, state: 'planned' },
  });
  expect(
    await checker.errorOf(billRunCreate, { routeId: 'no-such-route', period: SAMPLE_PERIOD }),
  ).toMatchObject({
    code: 'route_not_found',
  });
  expect(await approver.errorOf(billRunCreate, { routeId, period: '2026-09' })).toMatchObject({
    code: 'forbidden',
  });
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'wrong_state' });
});

test('a trial calculation stops what is not read and leaves the rest; doing it again changes nothing', async () => {
  const first = await checker.run(billRunCalculate, run());
  expect(first).toMatchObject({ state: 'calculated' });
  expect(first.stoppedCount).toBeGreaterThan(0);
  const { rows } = await checker.ask(routeList, {});
  const points = rows.find((row) => row.routeId === routeId)?.pointCount;
  expect(first.billCount + first.stoppedCount).toBe(points);
  const again = await checker.run(billRunCalculate, { billRunId, expectedVersion: first.version });
  expect({ ...again, version: 0 }).toEqual({ ...first, version: 0 });
  version = again.version;
  expect(await checker.errorOf(billRunCalculate, { billRunId, expectedVersion: 1 })).toMatchObject({
    code: 'stale_version',
  });
});

test('exceptions are open until a person worked each of them', async () => {
  const { rows } = await checker.ask(billExceptionPage, { billRunId, state: 'open' });
  const inTheWay = await checker.ask(billExceptionPage, { billRunId, inTheWay: true });
  expect(inTheWay.rows).toEqual(rows.filter(({ severity }) => severity !== 'note'));
  expect(inTheWay.rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => row.ruleCode)).toContain('reading_missing');
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'exceptions_open' });
  const ids = rows.map((row) => row.exceptionId);
  expect(
    await checker.errorOf(billExceptionAccept, { billRunId, exceptionIds: ['no-such-exception'], reason }),
  ).toMatchObject({ code: 'not_found' });
  expect(
    await checker.errorOf(billExceptionAccept, { billRunId: 'no-such-run', exceptionIds: ids, reason }),
  ).toMatchObject({ code: 'run_not_found' });
  const read = rows.find((row) => row.ruleCode !== 'reading_missing' && row.severity !== 'note');
  if (!read) throw new Error('the sample has an unusual bill');
  await checker.run(billExceptionSendBack, { billRunId, exceptionIds: [read.exceptionId], reason: '请复抄' });
  expect(
    await checker.errorOf(billExceptionAccept, { billRunId, exceptionIds: [read.exceptionId], reason }),
  ).toMatchObject({ code: 'already_resolved' });
  const worklist = await reader.ask(readingWorklist, { period: SAMPLE_PERIOD, ruleCode: 'sent_back' });
  expect(worklist.rows).toMatchObject([
    { accountNo: read.accountNo, detail: { reason: '请复抄', rules: read.ruleCode } },
  ]);
  version = (await checker.ask(billRunDetail, { billRunId })).run.version;
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'exceptions_open' });
});

test('a correction after the calculation asks for a new one', async () => {
  const worklist = await reader.ask(readingWorklist, { period: SAMPLE_PERIOD, routeId, ruleCode: 'high' });
  const typed = worklist.rows.find((row) => row.reading?.value.endsWith('0') && row.registerCode === 'total');
  const wrong = typed?.reading;
  if (!wrong) throw new Error('the sample has a value that was typed with a digit too many');
  office.later();
  await reader.run(readingCorrect, {
    readingId: wrong.readingId,
    value: wrong.value.slice(0, -1),
    reason: '多录一位',
  });
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'readings_changed' });
  office.later();
  version = (await checker.run(billRunCalculate, run())).version;
});

test('what a bill is calculated from cannot change unseen: a household grows after the calculation', async () => {
  const { rows } = await checker.ask(customerPage, { routeId, limit: 1 });
  const { customer } = await checker.ask(customerDetail, { customerId: rows[0]?.customerId ?? '' });
  const {
    customerId,
    version: customerVersion,
    createdAt,
    ...facts
  } = {
    createdAt: null,
    ...customer,
  };
  const grow = (expectedVersion: number, householdSize: number | null) =>
    checker.run(customerSave, {
      ...facts,
      customerClass: facts.customerClass as 'household',
      customerId,
      expectedVersion,
      householdSize,
    });
  const grown = await grow(customerVersion, 7);
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'prices_changed' });
  await grow(grown.version, facts.householdSize);
  expect(await checker.errorOf(billRunSubmit, run())).toMatchObject({ code: 'exceptions_open' });
});

test('each trial bill says from which readings, prices and rules it came', async () => {
  const { rows } = await checker.ask(trialBillPage, { billRunId, state: 'calculated', limit: 5 });
  for (const row of rows) {
    const bill = await checker.ask(trialBillDetail, { trialBillId: row.trialBillId });
    expect(bill.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(bill.totalMinor);
    expect(bill.readings.length).toBeGreaterThan(0);
    expect(bill.tariff?.documentNo).toBeTruthy();
    for (const line of bill.lines) expect(line.trace).toMatchObject({ formula: expect.any(String) });
  }
  expect(await checker.errorOf(trialBillDetail, { trialBillId: 'no-such-bill' })).toMatchObject({
    code: 'not_found',
  });
});

test('submitted by the checker, it is approved only by somebody else and only as seen', async () => {
  const { rows } = await checker.ask(billExceptionPage, { billRunId, state: 'open' });
  const exceptionIds = rows.map((row) => row.exceptionId);
  await checker.run(billExceptionAccept, { billRunId, exceptionIds, reason });
  version = (await checker.ask(billRunDetail, { billRunId })).run.version;
  // What was accepted stays accepted as long as its figures are the same.
  const again = await checker.run(billRunCalculate, run());
  expect(again.openExceptionCount).toBe(0);
  const detail = await checker.ask(billRunDetail, { billRunId });
  version = detail.run.version;
  ({ version } = await checker.run(billRunSubmit, run()));
  const seen = { seenTotalMinor: detail.run.totalMinor, seenBillCount: detail.run.billCount };
  expect(await checker.errorOf(billRunApprove, { ...run(), ...seen })).toMatchObject({ code: 'forbidden' });
  const wrong = { ...run(), ...seen, seenTotalMinor: seen.seenTotalMinor + 1 };
  expect(await approver.errorOf(billRunApprove, wrong)).toMatchObject({
    code: 'totals_changed',
    detail: { totalMinor: seen.seenTotalMinor },
  });
  expect(await approver.errorOf(billRunIssue, run())).toMatchObject({ code: 'wrong_state' });
  ({ version } = await approver.run(billRunApprove, { ...run(), ...seen }));
  ({ version } = await approver.run(billRunReturn, { ...run(), reason: '再核一次' }));
  ({ version } = await checker.run(billRunSubmit, run()));
  ({ version } = await approver.run(billRunApprove, { ...run(), ...seen }));
});

test('issue numbers the bills without a gap, makes them owed and balances the books; a second click does nothing', async () => {
  const commandId = newCommandId();
  const issued = await approver.send(billRunIssue, run(), { commandId });
  expect(await approver.send(billRunIssue, run(), { commandId })).toEqual(issued);
  if (!issued.ok) throw new Error(issued.error.code);
  const { rows } = await checker.ask(billPage, { billRunId, limit: 500 });
  const { run: after } = await checker.ask(billRunDetail, { billRunId });
  const countOf = async (filter: object) =>
    (await checker.ask(billPage, { period: after.period, limit: 500, ...filter })).rows.length;
  expect(await countOf({ routeId: after.routeId })).toBe(rows.length);
  expect(await countOf({ routeId: 'another-route' })).toBe(0);
  expect(await countOf({ state: 'owed', routeId: after.routeId })).toBe(
    rows.filter(({ receivable }) => receivable?.state === 'owed').length,
  );
  expect(await countOf({ state: 'reversed' })).toBe(0);
  expect(after).toMatchObject({ state: 'issued', billCount: rows.length });
  const serials = rows.map((row) => Number.parseInt(row.billNo.slice(6), 10)).sort((a, b) => a - b);
  expect(serials).toEqual(rows.map((_, index) => index + 1));
  expect(rows.reduce((sum, row) => sum + (row.receivable?.amountMinor ?? 0), 0)).toBe(after.totalMinor);
  const accountant = await office.desk('accountant');
  expect(await balances()).toMatchObject({ total: 0, '1122': after.totalMinor });
  const { rows: accounts } = await accountant.ask(trialBalance, {});
  const funds = accounts.filter(({ accountCode }) => accountCode.startsWith('2240.'));
  expect(funds.map(({ accountCode, name }) => `${accountCode} ${name}`)).toEqual([
    '2240.fund_renewable 可再生能源电价附加',
    '2240.fund_reservoir 大中型水库移民后期扶持资金',
  ]);
  expect(funds.every(({ balanceMinor }) => balanceMinor < 0)).toBe(true);
  const [bill] = rows;
  const detail = await checker.ask(billDetail, { billNo: bill?.billNo ?? '' });
  expect(detail).toMatchObject({
    billNo: bill?.billNo,
    totalMinor: bill?.totalMinor,
    issuedByName: '赵国强',
  });
  expect((await accountant.ask(ledgerCheck, {})).checks.filter((check) => !check.passed)).toEqual([]);
});

test('an issued run cannot be calculated, returned or cancelled, and its readings are locked', async () => {
  version = (await checker.ask(billRunDetail, { billRunId })).run.version;
  expect(await checker.errorOf(billRunCalculate, run())).toMatchObject({ code: 'wrong_state' });
  expect(await checker.errorOf(billRunCancel, { ...run(), reason })).toMatchObject({ code: 'wrong_state' });
  expect(await approver.errorOf(billRunReturn, { ...run(), reason })).toMatchObject({ code: 'wrong_state' });
  expect(await approver.errorOf(billRunIssue, run())).toMatchObject({ code: 'wrong_state' });
  const sheet = await reader.ask(readingSheet, { routeId, period: SAMPLE_PERIOD });
  const reading = sheet.rows.flatMap((row) => row.registers).find((register) => register.current)?.current;
  if (!reading) throw new Error('a reading of the period');
  const input = { readingId: reading.readingId, value: '1', reason };
  expect(await reader.errorOf(readingCorrect, input)).toMatchObject({ code: 'period_locked' });
});

test('a bill is printed as often as wanted, and printing it posts nothing', async () => {
  const [bill] = (await checker.ask(billPage, { billRunId, limit: 1 })).rows;
  const billNo = bill?.billNo ?? '';
  const before = await balances();
  const path = join(office.folder, 'bill.pdf');
  const printed = await checker.run(billPrint, { billNo, path });
  await checker.run(billPrint, { billNo, path });
  expect(readFileSync(path).length).toBe(printed.byteCount);
  expect(await balances()).toEqual(before);
  expect(await checker.errorOf(billPrint, { billNo: '9', path })).toMatchObject({ code: 'not_found' });
  const nowhere = join(office.folder, 'nowhere', 'bill.pdf');
  expect(await checker.errorOf(billPrint, { billNo, path: nowhere })).toMatchObject({ code: 'not_writable' });
  expect(existsSync(nowhere)).toBe(false);
});

test('all bills of a list are printed into one file in the order of their numbers', async () => {
  const path = join(office.folder, 'bills.pdf');
  const { rows } = await checker.ask(billPage, { billRunId });
  const before = await balances();
  const printed = await checker.run(billPrintAll, { billRunId, path });
  expect(printed).toEqual({ billCount: rows.length, path, byteCount: readFileSync(path).length });
  const numbers = [...(await readPdfText(path)).matchAll(/账单号：(\d+)/g)].map(([, billNo]) => billNo);
  const nos = rows.map(({ billNo }) => billNo).toReversed();
  expect(numbers).toEqual(nos);
  expect(await balances()).toEqual(before);

  const audits = await (await office.desk('supervisor')).ask(auditPage, { commandName: billPrintAll.name });
  const [entry] = audits.rows;
  expect(entry?.detail).toMatchObject({ printed: rows.length, firstBillNo: nos[0], lastBillNo: nos.at(-1) });
  const none = { period: '2001-01', path };
  expect(await checker.errorOf(billPrintAll, none)).toMatchObject({ code: 'nothing_to_print' });
  expect(readFileSync(path).length).toBe(printed.byteCount);
  const annexed = await checker.run(billPrintAll, { billRunId, path, withExplanation: true });
  expect(annexed.byteCount).toBeGreaterThan(printed.byteCount);
});

test('a run that was cancelled makes room for another', async () => {
  const other = (await checker.ask(routeList, {})).rows.find((row) => row.routeId !== routeId);
  if (!other) throw new Error('the sample has two routes');
  const planned = { routeId: other.routeId, period: SAMPLE_PERIOD };
  const first = await checker.run(billRunCreate, planned);
  const cancel = { billRunId: first.billRunId, expectedVersion: first.version, reason: '抄表段有误' };
  expect(await checker.run(billRunCancel, cancel)).toMatchObject({ state: 'cancelled' });
  const second = await checker.run(billRunCreate, planned);
  expect(second.billRunId).not.toBe(first.billRunId);
  const { rows, total } = await checker.ask(billRunPage, { period: SAMPLE_PERIOD });
  expect(total).toBe(3);
  expect(rows.map((row) => row.state).sort()).toEqual(['cancelled', 'issued', 'planned']);
});
