import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { windowsIn } from '#core/files/tariff/priceSheet/readCalendarSheet.ts';
import { readPriceSheet } from '#core/files/tariff/priceSheet/readPriceSheet.ts';
import { monthsIn } from '#core/files/tariff/priceSheet/seasonWords.ts';
import { applyCalendar, parseTariffContent, tariffContentSchema } from '#shared/domain/tariff/index.ts';
import { HUBEI, HUBEI_PERIODS, type Rows } from './publishedTables.ts';
import { writeRows } from './writeRows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-price-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('periods of the day on a sheet of their own', () => {
  test('are read with their months, over the turn of the year too', async () => {
    const path = join(folder, 'periods.xlsx');
    await writeRows(path, HUBEI, { 时段划分表: HUBEI_PERIODS });
    const sheet = await readPriceSheet(path);
    if (!sheet.ok) throw new Error(sheet.error.code);
    expect(sheet.value.errors).toEqual([]);
    expect(sheet.value.calendar.map(({ period, months }) => [period, months?.length ?? 12])).toEqual([
      ['sharp', 2],
      ['sharp', 10],
      ['peak', 2],
      ['peak', 10],
      ['flat', 12],
      ['valley', 12],
    ]);
    const [tariff] = [
      {
        priceClass: { category: ['工商业用电', '两部制'] },
        items: [
          {
            kind: 'time_of_use',
            code: 'energy',
            name: '电度电费',
            prices: { sharp: '2', peak: '1.5', flat: '1', valley: '0.45' },
          },
        ],
      },
    ];
    // The content's own checks find no hour without a period and none with two.
    const dated = applyCalendar(tariffContentSchema.parse(tariff), sheet.value.calendar);
    expect(parseTariffContent(dated)).toMatchObject({
      ok: true,
      value: { calendar: { rules: { length: 6 } } },
    });
    const gap = applyCalendar(dated, sheet.value.calendar.slice(1));
    expect(parseTariffContent(gap)).toMatchObject({ ok: false, error: [{ code: 'hours_without_period' }] });
  });

  test('lines of a class count for it in place of the others; tariffs without periods keep what they have', () => {
    const line = (period: 'peak' | 'valley', category: string | null) => ({
      period,
      windows: [{ from: '00:00', to: '24:00' }],
      category,
    });
    const lines = [line('peak', null), line('valley', '两部制')];
    const content = (kind: object, category: string) =>
      tariffContentSchema.parse({
        priceClass: { category: [category] },
        items: [{ code: 'e', name: '电', ...kind }],
      });
    const byPeriod = { kind: 'time_of_use', prices: { peak: '1', valley: '0.5' } };
    const periodsOf = (category: string) =>
      applyCalendar(content(byPeriod, category), lines).calendar?.rules.map(({ period }) => period);
    expect([periodsOf('两部制'), periodsOf('单一制')]).toEqual([['valley'], ['peak']]);
    const flat = content({ kind: 'energy', price: '1' }, '两部制');
    expect(applyCalendar(flat, lines)).toBe(flat);
  });

  test.each<[string, string, Rows]>([
    ['calendar_header_missing', 'null', [['名称', '时间']]],
    [
      'period_unknown',
      'A2',
      [
        ['时段', '时间'],
        ['午间', '8:00-12:00'],
      ],
    ],
    [
      'time_unknown',
      'B2',
      [
        ['时段', '时间'],
        ['高峰', '8:00至午后'],
      ],
    ],
    [
      'months_unknown',
      'C2',
      [
        ['时段', '时间', '月份'],
        ['高峰', '8:00-12:00', '夏季'],
      ],
    ],
  ])('%s at %s', async (code, cell, rows) => {
    const path = join(folder, 'periods.xlsx');
    await writeRows(path, HUBEI, { 时段划分: rows });
    const sheet = await readPriceSheet(path);
    const errors = sheet.ok ? sheet.value.errors : [];
    expect(errors.map((error) => [error.code, String(error.cell)])).toEqual([[code, cell]]);
  });

  test('as people write them', () => {
    expect(windowsIn('23:00—次日7:00；8时至11时30分')).toEqual([
      { from: '23:00', to: '07:00' },
      { from: '08:00', to: '11:30' },
    ]);
    expect(monthsIn('11-2月、7月')).toEqual([11, 12, 1, 2, 7]);
    expect([monthsIn('全年'), monthsIn('13月'), windowsIn('全天')]).toEqual([[], null, null]);
  });
});
