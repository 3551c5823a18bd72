import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readingProgress } from '#shared/contract/reading.ts';
import { readingBatchLines, readingBatchPage, readingImport } from '#shared/contract/readingFiles.ts';
import { type Desk, newCommandId, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  addRoute,
  currentValues,
  HEADER,
  importFile,
  importInput,
  lockPeriod,
  PERIOD,
  READ_ON,
  readingOffice,
  rulesIn,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await readingOffice([
    { accountNo: '0001', meterNo: '000000000000000000001' },
    { accountNo: '0002', meterNo: 'M2' },
    {
      accountNo: '0003',
      meterNo: 'M3',
      registers: ['total', 'peak', 'valley'],
      readings: { '2026-09-25': '1000' },
      periodMapping: { 1: 'peak', 2: 'valley' },
    },
  ]);
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
});

const line = (accountNo: string, meterNo: string, value: string, register = '总', readOn = READ_ON) =>
  `${accountNo},${meterNo},${register},,${value},1,${readOn}`;
const GOOD = [
  line('0001', '000000000000000000001', '2530'),
  line('0002', 'M2', '2530.5'),
  line('0003', 'M3', '1300'),
  line('0003', 'M3', '1200', '峰'),
  line('0003', 'M3', '1100', '谷'),
];

describe('import of a meter file', () => {
  test('good lines are taken and counted, nothing is left to look at', async () => {
    const result = await importFile(reader, writeMeterFile(office, 'a.csv', GOOD));
    expect(result).toMatchObject({
      isRepeat: false,
      format: 'csv',
      lineCount: 5,
      acceptedCount: 5,
      unchangedCount: 0,
      rejectedCount: 0,
      unknownMeterCount: 0,
      exceptionCount: 0,
    });
    expect((await currentValues(office, '0002')).at(-1)).toBe(`${READ_ON} 2530.5 2026-10`);
    const { rows } = await reader.ask(readingProgress, { period: PERIOD });
    expect(rows).toMatchObject([
      { routeNo: '001', expectedCount: 3, readCount: 3, missingCount: 0, isLocked: false },
    ]);
  });

  test('the same file again changes nothing and gives the first batch', async () => {
    const path = writeMeterFile(office, 'a.csv', GOOD);
    const first = await importFile(reader, path);
    const before = await currentValues(office, '0001');
    const again = await importFile(reader, path);
    expect(again).toMatchObject({
      batchId: first.batchId,
      isRepeat: true,
      acceptedCount: 0,
      unchangedCount: 5,
    });
    expect(await currentValues(office, '0001')).toEqual(before);
    expect((await reader.ask(readingBatchPage, {})).rows).toHaveLength(1);
  });

  test('an overlapping file adds only what is new', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', GOOD.slice(0, 2)));
    const result = await importFile(reader, writeMeterFile(office, 'b.csv', GOOD));
    expect(result).toMatchObject({ acceptedCount: 3, unchangedCount: 2, rejectedCount: 0 });
  });

  test('R4: a newer revision of the file takes the place of the older; only the current version counts', async () => {
    const tenfold = line('0002', 'M2', '5230');
    await importFile(reader, writeMeterFile(office, 'a.csv', [GOOD[0] ?? '', tenfold]));
    expect(await rulesIn(reader, 'open')).toEqual(['0002 high', '0003 missing']);
    const result = await importFile(reader, writeMeterFile(office, 'a.csv', GOOD));
    expect(result).toMatchObject({ acceptedCount: 4, unchangedCount: 1 });
    expect((await currentValues(office, '0002')).slice(-1)).toEqual([`${READ_ON} 2530.5 2026-10`]);
    expect(await rulesIn(reader, 'open')).toEqual([]);
    expect(await rulesIn(reader, 'corrected')).toEqual(['0002 high', '0003 missing']);
  });

  test('a revision under another name has to be called one', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', GOOD.slice(0, 2)));
    const path = writeMeterFile(office, 'b.csv', [line('0002', 'M2', '2540')]);
    expect(await importFile(reader, path)).toMatchObject({ acceptedCount: 0, rejectedCount: 1 });
    expect(await importFile(reader, path, { isRevision: true })).toMatchObject({ acceptedCount: 1 });
    expect((await currentValues(office, '0002')).at(-1)).toBe(`${READ_ON} 2540 2026-10`);
  });

  test('R5: the second value of a day is shown and not added, in one file and over files', async () => {
    const path = writeMeterFile(office, 'a.csv', [
      `0002,M2,总,,2530,1,${READ_ON} 08:00:00`,
      `0002,M2,总,,2531,1,${READ_ON} 17:00:00`,
      // The same meter, by its account alone.
      `0002,,总,,2530,1,${READ_ON} 18:00:00`,
    ]);
    const first = await importFile(reader, path);
    expect(first).toMatchObject({ acceptedCount: 1, rejectedCount: 2 });
    const lines = await reader.ask(readingBatchLines, { batchId: first.batchId });
    expect(lines.rows.map(({ lineNo, code }) => [lineNo, code])).toEqual([
      [3, 'duplicate_line'],
      [4, 'duplicate_in_file'],
    ]);
    expect(await importFile(reader, path)).toMatchObject({
      isRepeat: true,
      unchangedCount: 1,
      rejectedCount: 2,
    });
    const other = writeMeterFile(office, 'b.csv', [line('0002', 'M2', '2532')]);
    const second = await importFile(reader, other);
    const shown = await reader.ask(readingBatchLines, { batchId: second.batchId });
    expect(shown.rows).toMatchObject([{ code: 'duplicate_reading', value: '2530' }]);
    expect((await currentValues(office, '0002')).at(-1)).toBe(`${READ_ON} 2530 2026-10`);
  });

  test('R6: readings of the start and the end of a month are both taken, each for its period', async () => {
    const path = writeMeterFile(office, 'a.csv', [
      line('0002', 'M2', '2800', '总', '2026-11-01'),
      line('0002', 'M2', '2240', '总', '2026-09-28'),
    ]);
    const result = await importFile(reader, path, { routeId: null });
    expect(result).toMatchObject({ acceptedCount: 2, rejectedCount: 0 });
    expect((await currentValues(office, '0002')).slice(-2)).toEqual([
      '2026-09-28 2240 2026-09',
      '2026-11-01 2800 2026-10',
    ]);
    expect(await rulesIn(reader, 'noted', '2026-09' as typeof PERIOD)).toContain('0002 other_period');
  });

  test('R2: the last reading counts, however old, and the gap is an anomaly', async () => {
    await addPoints(office, [{ accountNo: '0004', meterNo: 'M4', readings: { '2024-12-25': '100' } }]);
    await importFile(reader, writeMeterFile(office, 'a.csv', [line('0004', 'M4', '400')]), { routeId: null });
    expect(await rulesIn(reader, 'open')).toEqual(['0004 gap']);
  });

  test('R7: the sum of the periods is checked against the total register', async () => {
    const path = writeMeterFile(office, 'a.csv', [
      line('0003', 'M3', '1300'),
      line('0003', 'M3', '1200', '峰'),
      line('0003', 'M3', '1190', '谷'),
    ]);
    await importFile(reader, path, { routeId: null });
    expect(await rulesIn(reader, 'open')).toEqual(['0003 period_sum']);
  });

  test('a register that comes with a later file completes the meter', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', GOOD.slice(2, 4)), { routeId: null });
    expect(await rulesIn(reader, 'open')).toEqual(['0003 missing']);
    await importFile(reader, writeMeterFile(office, 'b.csv', GOOD.slice(4)), { routeId: null });
    expect(await rulesIn(reader, 'open')).toEqual([]);
  });

  test('R9, R10: a rollover is taken where the history makes it plausible, else a person has to say', async () => {
    const readings = {
      '2026-07-25': '999100',
      '2026-08-25': '999400',
      '2026-09-25': '999700',
    };
    await addPoints(office, [
      { accountNo: '0005', meterNo: 'M5', readings },
      { accountNo: '0006', meterNo: 'M6', readings: { '2026-08-25': '700', '2026-09-25': '999' } },
    ]);
    const path = writeMeterFile(office, 'a.csv', [line('0005', 'M5', '30'), line('0006', 'M6', '000001')]);
    await importFile(reader, path, { routeId: null });
    expect(await rulesIn(reader, 'noted')).toEqual(['0005 rollover']);
    expect(await rulesIn(reader, 'open')).toEqual(['0006 negative']);
  });

  test('ten times the usual becomes a high anomaly for every line', async () => {
    const path = writeMeterFile(office, 'a.csv', [
      line('0001', '000000000000000000001', '25300'),
      line('0002', 'M2', '25305'),
    ]);
    expect(await importFile(reader, path, { routeId: null })).toMatchObject({ exceptionCount: 2 });
    expect(await rulesIn(reader, 'open')).toEqual(['0001 high', '0002 high']);
  });

  test('service points of the route that are not in the file become missing, once', async () => {
    const path = writeMeterFile(office, 'a.csv', GOOD.slice(0, 1));
    await importFile(reader, path);
    await importFile(reader, path);
    expect(await rulesIn(reader, 'open')).toEqual(['0002 missing', '0003 missing']);
  });

  test('every line that is not taken says why', async () => {
    await addRoute(office, 'route-2-of-test', '002');
    await addPoints(office, [
      { accountNo: '0007', meterNo: 'M7', routeId: 'route-2-of-test' },
      { accountNo: '0008', meterNo: 'M8', installedOn: '2026-10-01', readings: { '2026-10-05': '5' } },
    ]);
    const path = writeMeterFile(office, 'a.csv', [
      line('0002', 'M9', '1'),
      line('0009', '', '1'),
      line('0001', 'M2', '1'),
      line('0002', 'M2', '2530', '总', '2026-01-01'),
      line('0002', 'M2', '2530', '峰'),
      line('0002', 'M2', '2530', '总', '2026-12-25'),
      line('0002', 'M2', '1000000'),
      line('0002', 'M2', '2530.55', '总', '2026-10-24'),
      line('0002', 'M2', 'abc', '总', '2026-10-23'),
      line('0008', 'M8', '1', '总', '2026-10-02'),
      line('0007', '', '2530'),
    ]);
    const { batchId, ...counts } = await importFile(reader, path);
    expect(counts).toMatchObject({ lineCount: 11, acceptedCount: 1, rejectedCount: 8, unknownMeterCount: 2 });
    const { rows } = await reader.ask(readingBatchLines, { batchId });
    expect(rows.map(({ lineNo, state, code }) => `${lineNo} ${state} ${code}`)).toEqual([
      '2 unknown_meter unknown_meter',
      '3 unknown_meter unknown_account',
      '4 rejected meter_on_other_account',
      '5 rejected meter_not_installed',
      '6 rejected register_not_on_meter',
      '7 rejected date_in_future',
      '8 rejected digit_overflow',
      '9 rejected too_many_decimals',
      '10 rejected not_a_number',
      '11 rejected before_opening',
    ]);
    expect(await rulesIn(reader, 'noted')).toEqual(['0007 other_route']);
  });

  test('a period that a bill run rests on takes nothing; what is known stays known', async () => {
    await importFile(reader, writeMeterFile(office, 'a.csv', GOOD.slice(0, 1)), { routeId: null });
    await lockPeriod(office, PERIOD);
    const { batchId, ...counts } = await importFile(
      reader,
      writeMeterFile(office, 'b.csv', GOOD.slice(0, 2)),
    );
    expect(counts).toMatchObject({ acceptedCount: 0, unchangedCount: 1, rejectedCount: 1 });
    const { rows } = await reader.ask(readingBatchLines, { batchId });
    expect(rows).toMatchObject([{ code: 'period_locked', value: PERIOD }]);
  });

  test('a wide file with rate numbers, by the setting of the meter', async () => {
    const path = join(office.folder, 'wide.csv');
    writeFileSync(path, `户号,资产编号,抄表日期,PAP_R,PAP_R1,PAP_R2\n0003,M3,${READ_ON},1300,1200,1100\n`);
    expect(await importFile(reader, path, { routeId: null })).toMatchObject({
      lineCount: 3,
      acceptedCount: 3,
    });
    expect((await currentValues(office, '0003', 'valley')).at(-1)).toBe(`${READ_ON} 1100 2026-10`);
  });
});

describe('refusals and faults', () => {
  test.each([
    ['no such file', () => 'nothing.csv', 'file_missing'],
    ['an empty file', () => write('empty.csv', ''), 'file_empty'],
    ['no header', () => write('odd.csv', 'a,b,c\n1,2,3\n'), 'header_missing'],
    [
      'not text',
      () => write('odd.bin', Buffer.from([0xff, 0x00, 0x81, 0x00, 0x30])),
      /file_undecodable|format_unknown/,
    ],
  ])('%s', async (_name, path, code) => {
    const error = await reader.errorOf(readingImport, importInput(path()));
    expect(error).toMatchObject({ kind: 'refusal', code: expect.stringMatching(code) });
  });

  const write = (name: string, content: string | Buffer) => {
    const path = join(office.folder, name);
    writeFileSync(path, content);
    return path;
  };

  test('an unknown route or layout', async () => {
    const path = writeMeterFile(office, 'a.csv', GOOD);
    const noRoute = await reader.errorOf(readingImport, importInput(path, { routeId: 'route-nowhere' }));
    expect(noRoute.code).toBe('route_not_found');
    const noProfile = await reader.errorOf(readingImport, { ...importInput(path), profileCode: 'none' });
    expect(noProfile.code).toBe('profile_not_found');
  });

  test('a wrong role, unknown fields, and a period that is none', async () => {
    const path = writeMeterFile(office, 'a.csv', GOOD);
    const cashier = await office.desk('cashier', ['cashier']);
    expect((await cashier.errorOf(readingImport, importInput(path))).code).toBe('forbidden');
    const extra = { ...importInput(path), force: true };
    expect((await reader.errorOf(readingImport, extra)).code).toBe('invalid_input');
    expect((await reader.errorOf(readingImport, importInput(path, { period: '2026-13' }))).code).toBe(
      'invalid_input',
    );
  });

  test('the same command again answers the same and does nothing', async () => {
    const path = writeMeterFile(office, 'a.csv', GOOD);
    const commandId = newCommandId();
    const first = await reader.send(readingImport, importInput(path), { commandId });
    expect(await reader.send(readingImport, importInput(path), { commandId })).toEqual(first);
    expect((await reader.ask(readingBatchPage, {})).rows).toHaveLength(1);
  });

  test('a preview leaves nothing behind', async () => {
    const path = writeMeterFile(office, 'a.csv', [line('0009', 'M99', '10'), ...GOOD]);
    const reply = await reader.send(readingImport, importInput(path), { dryRun: true });
    expect(reply).toMatchObject({
      ok: true,
      value: { acceptedCount: 5, errors: [{ lineNo: 2, code: 'unknown_meter', value: 'M99' }] },
    });
    expect((await reader.ask(readingBatchPage, {})).rows).toEqual([]);
    expect((await currentValues(office, '0002')).at(-1)).toBe('2026-09-25 2230 2026-09');
  });

  test('a header alone is no file of readings: whoever hands it in believes that there are some', async () => {
    const input = importInput(write('head.csv', `${HEADER}\n`));
    expect(await reader.errorOf(readingImport, input)).toMatchObject({ code: 'file_empty' });
  });
});
