import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditPage } from '#shared/contract/access.ts';
import {
  readingCorrect,
  readingEstimate,
  readingKey,
  readingProgress,
  readingSheet,
} from '#shared/contract/reading.ts';
import { anomalyDetail, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { Desk, TestOffice } from '../../support/office.ts';
import {
  addPoints,
  commonOffice,
  currentValues,
  importFile,
  keyInput,
  lockPeriod,
  PERIOD,
  pointIdOf,
  READ_ON,
  ROUTE_ID,
  rulesIn,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await commonOffice();
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
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
    await reader.run(readingKey, keyInput('2541', { readOn: '2026-10-27' }));
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

  test('only the registers that were not read are estimated; what was read stays as it is', async () => {
    await addPoints(office, [
      {
        accountNo: '0008',
        meterNo: 'M8',
        registers: ['total', 'peak', 'valley'],
        readings: { '2026-07-25': '0', '2026-08-25': '310', '2026-09-25': '610' },
      },
    ]);
    const path = writeMeterFile(office, 'part.csv', [`0008,M8,总,,930,1,${READ_ON}`]);
    await importFile(reader, path);
    const missing = (await reader.ask(readingWorklist, { period: PERIOD })).rows.filter(
      ({ accountNo, ruleCode }) => accountNo === '0008' && ruleCode === 'missing',
    );
    expect(missing.map(({ registerCode }) => registerCode)).toEqual(['peak', 'valley']);
    const { othersReadOn } = await reader.ask(anomalyDetail, { anomalyId: missing[0]?.anomalyId ?? '' });
    expect(othersReadOn).toBe(READ_ON);

    // On another day, so that the day alone does not tell what was read.
    const point = { servicePointId: pointIdOf('0008'), readOn: '2026-10-26' };
    const { readings } = await reader.run(readingEstimate, estimate(point));
    // 610 kWh in the 62 days before, for 31 days.
    expect(readings.map(({ registerCode, value }) => [registerCode, value])).toEqual([
      ['peak', '915'],
      ['valley', '915'],
    ]);
    expect(await rulesIn(reader, 'open')).not.toContain('0008 missing');
    expect(await currentValues(office, '0008')).toContain(`${READ_ON} 930 2026-10`);
    const auditor = await office.desk('supervisor', ['supervisor']);
    const { rows } = await auditor.ask(auditPage, {});
    expect(rows.find(({ commandName }) => commandName === 'reading.estimate')?.detail).toMatchObject({
      readings: [{ registerCode: 'peak' }, { registerCode: 'valley' }],
      reason: '无人在家',
    });
    expect(await reader.errorOf(readingEstimate, estimate(point))).toMatchObject({
      code: 'already_read',
      detail: { period: PERIOD },
    });
  });

  test('what the customer told is taken for the registers that are missing, and for no other', async () => {
    const point = { servicePointId: pointIdOf('0002'), method: 'customer' as const };
    await reader.run(readingKey, keyInput('200', { servicePointId: pointIdOf('0002') }));
    const told = (registerCode: 'peak' | 'valley', value: string) => ({ registerCode, value });
    const readings = [told('peak', '150'), told('valley', '150')];
    expect((await reader.run(readingEstimate, estimate({ ...point, readings }))).readings).toHaveLength(2);
    const again = estimate({ ...point, readings: [{ registerCode: 'total' as const, value: '201' }] });
    expect((await reader.errorOf(readingEstimate, again)).code).toBe('already_read');
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
    await reader.run(readingKey, keyInput('600', point));
    expect(await rulesIn(reader, 'open')).toEqual(['0006 below_estimate']);
    const readingId = readings[0]?.readingId ?? '';
    await reader.run(readingCorrect, { readingId, value: '450', reason: '估抄偏高' });
    expect(await rulesIn(reader, 'open')).toEqual([]);
  });

  test('far more than the estimates let expect contradicts them, however many there were', async () => {
    await addPoints(office, [
      { accountNo: '0007', meterNo: 'M7', readings: { '2026-01-25': '0', '2026-02-25': '310' } },
    ]);
    const point = { servicePointId: pointIdOf('0007') };
    for (const period of ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']) {
      await reader.run(readingEstimate, estimate({ ...point, period, readOn: `${period}-25` }));
    }
    await reader.run(readingKey, keyInput('9000', point));
    expect(await rulesIn(reader, 'open')).toEqual(['0007 contradicts_estimate']);
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
