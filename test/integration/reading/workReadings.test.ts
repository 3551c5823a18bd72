import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  anomalyConfirm,
  anomalyDetail,
  readingBatchExportErrors,
  readingBatchLines,
  readingCorrect,
  readingEstimate,
  readingKey,
  readingProgress,
  readingSheet,
  readingWorklist,
} from '#shared/contract/reading.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { type Desk, newCommandId, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  currentValues,
  importFile,
  lockPeriod,
  PERIOD,
  pointIdOf,
  READ_ON,
  ROUTE_ID,
  readingOffice,
  rulesIn,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await readingOffice([
    { accountNo: '0001', meterNo: 'M1' },
    {
      accountNo: '0002',
      meterNo: 'M2',
      registers: ['total', 'peak', 'valley'],
      readings: { '2026-09-25': '100' },
    },
  ]);
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
});

const key = (value: string, other: object = {}) => ({
  servicePointId: pointIdOf('0001'),
  period: PERIOD,
  readOn: READ_ON,
  readings: [{ registerCode: 'total' as const, value }],
  ...other,
});
const idOf = async (desk: Desk, ruleCode: 'high' | 'negative' | 'missing') => {
  const { rows } = await desk.ask(readingWorklist, { period: PERIOD, ruleCode });
  const [first] = rows;
  if (!first) throw new Error(`no anomaly ${ruleCode}`);
  return first;
};

describe('keying a reading', () => {
  test('is taken and checked', async () => {
    const { readings, anomalies } = await reader.run(readingKey, key('25300'));
    expect(readings).toMatchObject([{ registerCode: 'total', value: '25300' }]);
    expect(anomalies).toMatchObject([{ ruleCode: 'high', severity: 'confirm' }]);
  });

  test('one register of several leaves the others missing, and completes them later', async () => {
    const point = { servicePointId: pointIdOf('0002') };
    const { anomalies } = await reader.run(readingKey, key('200', point));
    expect(anomalies.map(({ ruleCode, registerCode }) => `${ruleCode} ${registerCode}`)).toEqual([
      'missing peak',
      'missing valley',
    ]);
    const rest = [
      { registerCode: 'peak' as const, value: '160' },
      { registerCode: 'valley' as const, value: '140' },
    ];
    await reader.run(readingKey, key('', { ...point, readings: rest }));
    expect(await rulesIn(reader, 'open')).toEqual([]);
  });

  test.each([
    ['not_found', key('1', { servicePointId: 'point-nowhere' })],
    ['date_in_future', key('1', { readOn: '2026-11-11' })],
    ['meter_not_installed', key('1', { readOn: '2026-01-01' })],
    ['register_not_on_meter', key('', { readings: [{ registerCode: 'peak', value: '1' }] })],
    ['value_negative', key('-1')],
    ['digit_overflow', key('1000000')],
    ['too_many_decimals', key('2530.55')],
    ['already_read', key('2231', { readOn: '2026-09-25', period: '2026-09' })],
  ])('%s', async (code, input) => {
    expect(await reader.errorOf(readingKey, input)).toMatchObject({ kind: 'refusal', code });
  });

  test('not before the opening reading, nor into a period that bills rest on', async () => {
    await addPoints(office, [
      { accountNo: '0003', meterNo: 'M3', installedOn: '2026-10-01', readings: { '2026-10-10': '5' } },
    ]);
    const early = key('1', { servicePointId: pointIdOf('0003'), readOn: '2026-10-05' });
    expect((await reader.errorOf(readingKey, early)).code).toBe('before_opening');
    await lockPeriod(office, PERIOD);
    expect(await reader.errorOf(readingKey, key('2530'))).toMatchObject({
      code: 'period_locked',
      detail: { period: PERIOD },
    });
  });

  test('by readers only; twice with one id is once', async () => {
    const checker = await office.desk('checker', ['checker']);
    expect((await checker.errorOf(readingKey, key('2530'))).code).toBe('forbidden');
    const twice = { registerCode: 'total' as const, value: '2530' };
    const input = key('', { readings: [twice, twice] });
    expect((await reader.errorOf(readingKey, input)).code).toBe('invalid_input');
    const commandId = newCommandId();
    const first = await reader.send(readingKey, key('2530'), { commandId });
    expect(await reader.send(readingKey, key('2530'), { commandId })).toEqual(first);
    expect((await reader.errorOf(readingKey, key('2530'))).code).toBe('already_read');
  });
});

describe('correcting a reading', () => {
  test('appends a version; the anomaly of the wrong one is corrected', async () => {
    const { readings } = await reader.run(readingKey, key('25300'));
    const readingId = readings[0]?.readingId ?? '';
    const result = await reader.run(readingCorrect, { readingId, value: '2530.0', reason: '多录一位' });
    expect(result).toMatchObject({ readings: [{ value: '2530' }], anomalies: [] });
    expect((await currentValues(office, '0001')).at(-1)).toBe(`${READ_ON} 2530 2026-10`);
    expect(await rulesIn(reader, 'open')).toEqual([]);
    expect(await rulesIn(reader, 'corrected')).toEqual(['0001 high']);
    const again = await reader.errorOf(readingCorrect, { readingId, value: '1', reason: 'x' });
    expect(again).toMatchObject({
      code: 'superseded',
      detail: { readingId: result.readings[0]?.readingId },
    });
  });

  test('the reading after it is checked again, because it counts from this one', async () => {
    await reader.run(readingKey, key('2530'));
    const september = 'reading-0001-total-2026-09-25';
    const result = await reader.run(readingCorrect, { readingId: september, value: '1930', reason: '错读' });
    expect(result.anomalies.map(({ ruleCode }) => ruleCode)).toContain('high');
    expect(await rulesIn(reader, 'open')).toEqual(['0001 high']);
  });

  test('importing the file again does not undo it', async () => {
    const path = writeMeterFile(office, 'a.csv', [`0001,M1,总,,25300,1,${READ_ON}`]);
    await importFile(reader, path);
    const { reading } = await idOf(reader, 'high');
    await reader.run(readingCorrect, {
      readingId: reading?.readingId ?? '',
      value: '2530',
      reason: '多录一位',
    });
    expect(await importFile(reader, path)).toMatchObject({ isRepeat: true, unchangedCount: 1 });
    expect((await currentValues(office, '0001')).at(-1)).toBe(`${READ_ON} 2530 2026-10`);
  });

  test.each([
    ['not_found', { readingId: 'reading-nowhere', value: '1', reason: 'x' }],
    ['value_unchanged', { readingId: 'reading-0001-total-2026-09-25', value: '2230.0', reason: 'x' }],
    ['value_negative', { readingId: 'reading-0001-total-2026-09-25', value: '-1', reason: 'x' }],
    ['digit_overflow', { readingId: 'reading-0001-total-2026-09-25', value: '1000000', reason: 'x' }],
    ['too_many_decimals', { readingId: 'reading-0001-total-2026-09-25', value: '1.23', reason: 'x' }],
  ])('%s', async (code, input) => {
    expect(await reader.errorOf(readingCorrect, input)).toMatchObject({ kind: 'refusal', code });
  });

  test('not where bills rest on it, also not through the reading after it; not by others; not without reason', async () => {
    await reader.run(readingKey, key('2530'));
    await lockPeriod(office, PERIOD);
    const input = { readingId: 'reading-0001-total-2026-09-25', value: '2200', reason: 'x' };
    expect((await reader.errorOf(readingCorrect, input)).code).toBe('period_locked');
    const approver = await office.desk('approver', ['approver']);
    expect((await approver.errorOf(readingCorrect, input)).code).toBe('forbidden');
    expect((await reader.errorOf(readingCorrect, { ...input, reason: ' ' })).code).toBe('invalid_input');
  });
});

describe('estimating', () => {
  const estimate = (other: object = {}) => ({
    servicePointId: pointIdOf('0001'),
    period: PERIOD,
    readOn: READ_ON,
    method: 'daily_average' as const,
    reason: '无人在家',
    ...other,
  });

  test('by the average day; it is marked, and a real reading takes its place', async () => {
    const path = writeMeterFile(office, 'a.csv', [`0002,M2,总,,200,1,${READ_ON}`]);
    await importFile(reader, path);
    expect(await rulesIn(reader, 'open')).toContain('0001 missing');
    const { readings } = await reader.run(readingEstimate, estimate());
    // 920 kWh in the 92 days before: 10 a day, for 30 days.
    expect(readings).toMatchObject([{ value: '2530' }]);
    expect(await rulesIn(reader, 'open')).not.toContain('0001 missing');
    const progress = await reader.ask(readingProgress, { period: PERIOD });
    expect(progress.rows).toMatchObject([{ readCount: 2, estimatedCount: 1 }]);
    await reader.run(readingKey, key('2541', { readOn: '2026-10-27' }));
    expect((await currentValues(office, '0001')).slice(-2)).toEqual([
      '2026-09-25 2230 2026-09',
      '2026-10-27 2541 2026-10',
    ]);
  });

  test('by the same month last year', async () => {
    await addPoints(office, [
      {
        accountNo: '0004',
        meterNo: 'M4',
        multiplier: '40',
        readings: { '2025-09-25': '10', '2025-10-25': '25', '2026-09-25': '100' },
      },
    ]);
    const input = estimate({ servicePointId: pointIdOf('0004'), method: 'same_month_last_year' });
    expect((await reader.run(readingEstimate, input)).readings).toMatchObject([{ value: '115' }]);
  });

  test("by the customer's own reading", async () => {
    const readings = [{ registerCode: 'total' as const, value: '2525' }];
    await reader.run(readingEstimate, estimate({ method: 'customer', readings }));
    const { rows } = await reader.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD });
    expect(rows[0]?.registers).toMatchObject([
      { previous: { value: '2230' }, current: { value: '2525', source: 'customer' } },
    ]);
  });

  test('more in a row than the office allows have to be confirmed', async () => {
    const months = [
      ['2026-08', '2026-08-26'],
      ['2026-09', '2026-09-26'],
      ['2026-10', READ_ON],
    ] as const;
    await addPoints(office, [
      { accountNo: '0005', meterNo: 'M5', readings: { '2026-06-25': '0', '2026-07-25': '300' } },
    ]);
    for (const [period, readOn] of months) {
      await reader.run(readingEstimate, estimate({ servicePointId: pointIdOf('0005'), period, readOn }));
    }
    expect(await rulesIn(reader, 'open', '2026-09' as Period)).toEqual([]);
    expect(await rulesIn(reader, 'open')).toEqual(['0005 consecutive_estimates']);
  });

  test('a reading below the estimate is no rollover: the estimate has to be corrected', async () => {
    await addPoints(office, [
      { accountNo: '0006', meterNo: 'M6', readings: { '2026-07-25': '0', '2026-08-25': '310' } },
    ]);
    const point = { servicePointId: pointIdOf('0006') };
    const { readings } = await reader.run(
      readingEstimate,
      estimate({ ...point, period: '2026-09', readOn: '2026-09-25' }),
    );
    expect(readings).toMatchObject([{ value: '620' }]);
    await reader.run(readingKey, key('600', point));
    expect(await rulesIn(reader, 'open')).toEqual(['0006 below_estimate']);
    const readingId = readings[0]?.readingId ?? '';
    await reader.run(readingCorrect, { readingId, value: '450', reason: '估抄偏高' });
    expect(await rulesIn(reader, 'open')).toEqual([]);
  });

  test.each([
    ['not_found', estimate({ servicePointId: 'point-nowhere' })],
    ['date_in_future', estimate({ readOn: '2026-11-11' })],
    ['meter_not_installed', estimate({ readOn: '2020-01-01' })],
    ['readings_missing', estimate({ method: 'customer' })],
    ['readings_not_wanted', estimate({ readings: [{ registerCode: 'total', value: '1' }] })],
    ['no_history', estimate({ method: 'same_month_last_year' })],
    ['no_history', estimate({ servicePointId: pointIdOf('0002') })],
    ['already_read', estimate({ period: '2026-09', readOn: '2026-09-27' })],
  ])('%s', async (code, input) => {
    expect(await reader.errorOf(readingEstimate, input)).toMatchObject({ kind: 'refusal', code });
  });

  test('not where bills rest on it, not by others', async () => {
    await lockPeriod(office, PERIOD);
    expect((await reader.errorOf(readingEstimate, estimate())).code).toBe('period_locked');
    const cashier = await office.desk('cashier', ['cashier']);
    expect((await cashier.errorOf(readingEstimate, estimate())).code).toBe('forbidden');
  });
});

describe('confirming an anomaly', () => {
  test('with a reason; once; with the version that was seen', async () => {
    await reader.run(readingKey, key('25300'));
    const { anomalyId, version } = await idOf(reader, 'high');
    const stale = { anomalyId, expectedVersion: version + 1, reason: '核实' };
    expect((await reader.errorOf(anomalyConfirm, stale)).code).toBe('stale_version');
    const input = { anomalyId, expectedVersion: version, reason: '核实，新增设备' };
    expect(await reader.run(anomalyConfirm, input)).toMatchObject({ state: 'confirmed', version: 2 });
    const { anomaly } = await reader.ask(anomalyDetail, { anomalyId });
    expect(anomaly).toMatchObject({ resolvedByName: 'reader', resolutionReason: '核实，新增设备' });
    const again = { ...input, expectedVersion: 2 };
    expect((await reader.errorOf(anomalyConfirm, again)).code).toBe('already_resolved');
  });

  test('a stop goes only with its cause', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', [`0002,M2,总,,200,1,${READ_ON}`]));
    const { anomalyId, version } = await idOf(reader, 'missing');
    const input = { anomalyId, expectedVersion: version, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, input)).code).toBe('must_be_corrected');
  });

  test('refused: unknown, no reason, wrong role, period locked', async () => {
    const unknown = { anomalyId: 'anomaly-nowhere', expectedVersion: 1, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, unknown)).code).toBe('not_found');
    await reader.run(readingKey, key('25300'));
    const { anomalyId, version } = await idOf(reader, 'high');
    const input = { anomalyId, expectedVersion: version, reason: 'x' };
    expect((await reader.errorOf(anomalyConfirm, { ...input, reason: '' })).code).toBe('invalid_input');
    const approver = await office.desk('approver', ['approver']);
    expect((await approver.errorOf(anomalyConfirm, input)).code).toBe('forbidden');
    await lockPeriod(office, PERIOD);
    expect((await reader.errorOf(anomalyConfirm, input)).code).toBe('period_locked');
  });

  test('of a register that went back states the rollover, and the detail shows its quantity', async () => {
    await addPoints(office, [{ accountNo: '0007', meterNo: 'M7', readings: { '2026-09-25': '999950' } }]);
    await reader.run(readingKey, key('30', { servicePointId: pointIdOf('0007') }));
    const { anomalyId, version, detail } = await idOf(reader, 'negative');
    expect(detail).toMatchObject({ previous: '999950', value: '30', quantity: '80' });
    const before = await reader.ask(anomalyDetail, { anomalyId });
    expect(before.history[0]).toMatchObject({ value: '30', quantity: null });
    await reader.run(anomalyConfirm, { anomalyId, expectedVersion: version, reason: '翻转' });
    const after = await reader.ask(anomalyDetail, { anomalyId });
    expect(after.history[0]).toMatchObject({ value: '30', quantity: '80', isRollover: true });
    expect(after.isLocked).toBe(false);
  });
});

describe('looking', () => {
  test('the detail shows the last readings over an exchange, and earlier versions', async () => {
    const { readings } = await reader.run(readingKey, key('25300'));
    await reader.run(readingCorrect, {
      readingId: readings[0]?.readingId ?? '',
      value: '25301',
      reason: '复核',
    });
    const { anomalyId } = await idOf(reader, 'high');
    const detail = await reader.ask(anomalyDetail, { anomalyId });
    expect(detail.history.map(({ value, quantity }) => [value, quantity])).toEqual([
      ['25301', '23071'],
      ['2230', '310'],
      ['1920', '310'],
      ['1610', '300'],
      ['1310', '310'],
      ['1000', null],
    ]);
    expect(detail.versions).toMatchObject([{ value: '25300', source: 'keyed', reason: null }]);
    expect((await reader.errorOf(anomalyDetail, { anomalyId: 'anomaly-nowhere' })).code).toBe('not_found');
  });

  test('worklist and lines go on page by page without gaps, and filter', async () => {
    const lines = Array.from({ length: 7 }, (_, index) => `X${index},Y${index},总,,1,1,${READ_ON}`);
    const { batchId } = await importFile(reader, writeMeterFile(office, 'a.csv', lines));
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: { rows: { lineNo: number }[]; next: string | null } = await reader.ask(readingBatchLines, {
        batchId,
        after,
        limit: 3,
      });
      seen.push(...page.rows.map(({ lineNo }) => lineNo));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const first = await reader.ask(readingWorklist, { period: PERIOD, limit: 1 });
    expect(first).toMatchObject({ total: 2, rows: [{ accountNo: '0001', ruleCode: 'missing' }] });
    const second = await reader.ask(readingWorklist, { period: PERIOD, limit: 1, after: first.next });
    expect(second).toMatchObject({ total: null, next: null, rows: [{ accountNo: '0002' }] });
    const none = await reader.ask(readingWorklist, {
      period: PERIOD,
      routeId: 'route-other',
      severity: 'stop',
    });
    expect(none.rows).toEqual([]);
    expect((await reader.ask(readingBatchLines, { batchId, state: 'accepted' })).rows).toEqual([]);
    expect((await reader.errorOf(readingBatchLines, { batchId: 'batch-nowhere' })).code).toBe('not_found');
  });

  test('the sheet shows what is missing only, page by page', async () => {
    await reader.run(readingKey, key('2530'));
    const sheet = await reader.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD, limit: 1 });
    expect(sheet.rows).toMatchObject([{ accountNo: '0001', registers: [{ current: { value: '2530' } }] }]);
    const next = await reader.ask(readingSheet, {
      routeId: ROUTE_ID,
      period: PERIOD,
      limit: 1,
      after: sheet.next,
    });
    expect(next).toMatchObject({ next: null, rows: [{ accountNo: '0002' }] });
    const missing = await reader.ask(readingSheet, { routeId: ROUTE_ID, period: PERIOD, onlyMissing: true });
    expect(missing.rows.map(({ accountNo }) => accountNo)).toEqual(['0002']);
  });

  test('lines that were not taken are exported for a spreadsheet', async () => {
    const bad = writeMeterFile(office, 'a.csv', [`0001,M9,总,,1,1,${READ_ON}`, `0001,M1,总,,x,1,${READ_ON}`]);
    const { batchId } = await importFile(reader, bad);
    const path = join(office.folder, 'errors.csv');
    expect(await reader.run(readingBatchExportErrors, { batchId, path })).toEqual({ path, lineCount: 2 });
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeffline,code,')).toBe(true);
    expect(text).toContain('2,unknown_meter,meterNo,M9,0001,M9,total,2026-10-25,');
    expect(text).toContain('3,not_a_number,');
    const missing = { batchId: 'batch-nowhere', path };
    expect((await reader.errorOf(readingBatchExportErrors, missing)).code).toBe('not_found');
    const nowhere = { batchId, path: join(office.folder, 'no', 'errors.csv') };
    expect((await reader.errorOf(readingBatchExportErrors, nowhere)).code).toBe('not_writable');
    const good = await importFile(reader, writeMeterFile(office, 'b.csv', [`0001,M1,总,,2530,1,${READ_ON}`]));
    const nothing = { batchId: good.batchId, path };
    expect((await reader.errorOf(readingBatchExportErrors, nothing)).code).toBe('nothing_to_export');
    const cashier = await office.desk('cashier', ['cashier']);
    expect((await cashier.errorOf(readingBatchExportErrors, { batchId, path })).code).toBe('forbidden');
  });
});
