import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readingCorrect, readingKey } from '#shared/contract/reading.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { type Desk, newCommandId, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  commonOffice,
  currentValues,
  firstAnomaly,
  importFile,
  keyInput,
  lockPeriod,
  PERIOD,
  pointIdOf,
  READ_ON,
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

describe('keying a reading', () => {
  test('is taken and checked', async () => {
    const { readings, anomalies } = await reader.run(readingKey, keyInput('25300'));
    expect(readings).toMatchObject([{ registerCode: 'total', value: '25300' }]);
    expect(anomalies).toMatchObject([{ ruleCode: 'high', severity: 'confirm' }]);
  });

  test('one register of several leaves the others missing, and completes them later', async () => {
    const point = { servicePointId: pointIdOf('0002') };
    const { anomalies } = await reader.run(readingKey, keyInput('200', point));
    expect(anomalies.map(({ ruleCode, registerCode }) => `${ruleCode} ${registerCode}`)).toEqual([
      'missing peak',
      'missing valley',
    ]);
    const rest = [
      { registerCode: 'peak' as const, value: '160' },
      { registerCode: 'valley' as const, value: '140' },
    ];
    await reader.run(readingKey, keyInput('', { ...point, readings: rest }));
    expect(await rulesIn(reader, 'open')).toEqual([]);
  });

  test.each([
    ['not_found', keyInput('1', { servicePointId: 'point-nowhere' })],
    ['date_in_future', keyInput('1', { readOn: '2026-11-11' })],
    ['meter_not_installed', keyInput('1', { readOn: '2026-01-01' })],
    ['register_not_on_meter', keyInput('', { readings: [{ registerCode: 'peak', value: '1' }] })],
    ['value_negative', keyInput('-1')],
    ['digit_overflow', keyInput('1000000')],
    ['too_many_decimals', keyInput('2530.55')],
    ['already_read', keyInput('2231', { readOn: '2026-09-25', period: '2026-09' })],
  ])('%s', async (code, input) => {
    expect(await reader.errorOf(readingKey, input)).toMatchObject({ kind: 'refusal', code });
  });

  test('not before the opening reading, nor into a period that bills rest on', async () => {
    await addPoints(office, [
      { accountNo: '0003', meterNo: 'M3', installedOn: '2026-10-01', readings: { '2026-10-10': '5' } },
    ]);
    const early = keyInput('1', { servicePointId: pointIdOf('0003'), readOn: '2026-10-05' });
    expect((await reader.errorOf(readingKey, early)).code).toBe('before_opening');
    await lockPeriod(office, PERIOD);
    expect(await reader.errorOf(readingKey, keyInput('2530'))).toMatchObject({
      code: 'period_locked',
      detail: { period: PERIOD },
    });
  });

  test('by readers only; twice with one id is once', async () => {
    const checker = await office.desk('checker', ['checker']);
    expect((await checker.errorOf(readingKey, keyInput('2530'))).code).toBe('forbidden');
    const twice = { registerCode: 'total' as const, value: '2530' };
    const input = keyInput('', { readings: [twice, twice] });
    expect((await reader.errorOf(readingKey, input)).code).toBe('invalid_input');
    const commandId = newCommandId();
    const first = await reader.send(readingKey, keyInput('2530'), { commandId });
    expect(await reader.send(readingKey, keyInput('2530'), { commandId })).toEqual(first);
    expect((await reader.errorOf(readingKey, keyInput('2530'))).code).toBe('already_read');
  });
});

describe('correcting a reading', () => {
  test('appends a version; the anomaly of the wrong one is corrected', async () => {
    const { readings } = await reader.run(readingKey, keyInput('25300'));
    const readingId = readings[0]?.readingId ?? '';
    const result = await reader.run(readingCorrect, { readingId, value: '2530.0', reason: '多录一位' });
    expect(result).toMatchObject({ readings: [{ value: '2530' }], anomalies: [] });
    expect((await currentValues(office, '0001')).at(-1)).toBe(`${READ_ON} 2530 2026-10`);
    expect(await rulesIn(reader, 'open')).toEqual([]);
    const { rows } = await reader.ask(readingWorklist, { period: PERIOD, state: 'corrected' });
    expect(rows).toMatchObject([{ accountNo: '0001', ruleCode: 'high', resolutionReason: '多录一位' }]);
    const again = await reader.errorOf(readingCorrect, { readingId, value: '1', reason: 'x' });
    expect(again).toMatchObject({
      code: 'superseded',
      detail: { readingId: result.readings[0]?.readingId },
    });
  });

  test('the reading after it is checked again, because it counts from this one', async () => {
    await reader.run(readingKey, keyInput('2530'));
    const september = 'reading-0001-total-2026-09-25';
    const result = await reader.run(readingCorrect, { readingId: september, value: '1930', reason: '错读' });
    expect(result.anomalies.map(({ ruleCode }) => ruleCode)).toContain('high');
    expect(await rulesIn(reader, 'open')).toEqual(['0001 high']);
  });

  test('importing the file again does not undo it', async () => {
    const path = writeMeterFile(office, 'a.csv', [`0001,M1,总,,25300,1,${READ_ON}`]);
    await importFile(reader, path);
    const { reading } = await firstAnomaly(reader, 'high');
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
    await reader.run(readingKey, keyInput('2530'));
    await lockPeriod(office, PERIOD);
    const input = { readingId: 'reading-0001-total-2026-09-25', value: '2200', reason: 'x' };
    expect((await reader.errorOf(readingCorrect, input)).code).toBe('period_locked');
    const approver = await office.desk('approver', ['approver']);
    expect((await approver.errorOf(readingCorrect, input)).code).toBe('forbidden');
    expect((await reader.errorOf(readingCorrect, { ...input, reason: ' ' })).code).toBe('invalid_input');
  });
});
