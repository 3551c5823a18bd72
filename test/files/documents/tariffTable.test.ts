import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTariffTable } from '#core/files/tariff/readTariffTable.ts';
import { TARIFF_COLUMNS } from '#core/files/tariff/tariffColumns.ts';
import { cellsOf, tariffRows } from '#core/files/tariff/tariffRows.ts';
import { writeTariffTable } from '#core/files/tariff/writeTariffTable.ts';
import {
  SAMPLE_TARIFFS,
  SHIPPED_TARIFFS,
  type TariffContent,
  tariffContentSchema,
} from '#shared/domain/tariff/index.ts';
import { PRICE_TABLES } from '../../golden/tariff/priceTables/index.ts';
import { rateB } from '../../golden/tariff/textbookRate.ts';
import { anyTariff } from '../../support/anyTariff.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-tariff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facts = { author: '供电所', createdAt: '2026-11-10T02:00:00.000Z', title: '居民/峰谷 1' };
const calendar = {
  rules: [
    { code: 'rest', period: 'valley', windows: [{ from: '00:00', to: '24:00' }] },
    {
      code: 'day',
      period: 'peak',
      priority: 1,
      dayTypes: ['workday'],
      windows: [
        { from: '08:00', to: '12:00' },
        { from: '22:00', to: '02:00' },
      ],
    },
    {
      code: 'hot',
      period: 'sharp',
      priority: 2,
      condition: 'hot_day',
      windows: [{ from: '14:00', to: '15:00' }],
    },
  ],
  conditions: { hot_day: { name: '日最高气温达到35℃', days: ['2026-07-20'] } },
  days: {
    '2026-03-30': { type: 'holiday' },
    '2026-10-03': { type: 'holiday', holiday: 'national_day' },
    '2026-04-04': { type: 'workday' },
  },
};
const withCalendar = tariffContentSchema.parse({
  calendar,
  items: [
    {
      kind: 'time_of_use',
      code: 'energy',
      name: '=1+1',
      prices: { sharp: '1.2064', peak: '0.568', valley: '-0.288' },
    },
  ],
});

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csvOf = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map(quoted).join(',')).join('\r\n');
const header = Object.values(TARIFF_COLUMNS);

async function throughCsv(content: TariffContent) {
  const path = join(folder, 'table.csv');
  writeFileSync(path, `\ufeff${csvOf([header, ...tariffRows(content).map(cellsOf)])}`);
  return readTariffTable(path);
}

describe('what is written as a price table is read back without loss', () => {
  const tariffs = [...new Set([...SHIPPED_TARIFFS, ...SAMPLE_TARIFFS, ...PRICE_TABLES, rateB])].map(
    ({ tariffCode, content }) => [tariffCode, tariffContentSchema.parse(content)] as const,
  );
  test.each([...tariffs, ['with a calendar', withCalendar] as const])('%s', async (_name, content) => {
    const path = join(folder, 'table.xlsx');
    expect(await writeTariffTable(path, { ...facts, content })).toMatchObject({ ok: true });
    expect(await readTariffTable(path)).toEqual({ ok: true, value: content });
  });

  test('any tariff, as text', async () => {
    await fc.assert(
      fc.asyncProperty(anyTariff, async (document) => {
        const content = tariffContentSchema.parse(document);
        expect(await throughCsv(content)).toEqual({ ok: true, value: content });
      }),
      { numRuns: 60 },
    );
  });

  test('in GB18030 with the columns in another order and a title above', async () => {
    const rows = [header, ...tariffRows(withCalendar).map(cellsOf)].map((row) => [...row].reverse());
    const path = join(folder, 'gbk.csv');
    writeFileSync(path, iconv.encode(csvOf([['浙江省电价表'], ...rows]), 'gb18030'));
    expect(await readTariffTable(path)).toEqual({ ok: true, value: withCalendar });
  });
});

test('prices are numbers, names that look like formulas are text', async () => {
  const path = join(folder, 'cells.xlsx');
  await writeTariffTable(path, { ...facts, content: withCalendar });
  const book = new exceljs.Workbook();
  await book.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  const columns = Object.keys(TARIFF_COLUMNS);
  const cell = (column: string) => sheet?.getRow(3).getCell(columns.indexOf(column) + 1).value;
  expect([cell('peak'), cell('valley'), cell('sharp')]).toEqual([0.568, -0.288, 1.2064]);
  expect(cell('name')).toBe("'=1+1");
});

describe('a table is refused with the row and the reason', () => {
  const energy = ['项目', 'energy', '电度电费', '单一电价', '', '', '0.5'];
  const tier = ['分档', 'tier', '', '', '', '100', '0.1'];
  test.each([
    [null, 'header_missing', [['项目', 'a']]],
    [2, 'unknown_section', [header, ['别的', 'a']]],
    [2, 'unknown_kind', [header, ['项目', 'energy', '电度电费', '免费']]],
    [3, 'tier_without_item', [header, energy, tier]],
    [2, 'json_damaged', [header, ['案例', ...Array(13).fill(''), '{']]],
    [2, 'json_damaged', [header, ['项目', 'fund', '基金', '代征附加', ...Array(10).fill(''), 'null']]],
    [2, 'json_damaged', [header, ['项目', 'fund', '基金', '代征附加', ...Array(10).fill(''), '5']]],
    [2, 'json_damaged', [header, ['条件', 'hot', '高温', ...Array(11).fill(''), '{}']]],
    [2, 'not_a_decimal', [header, ['项目', 'energy', '电度电费', '单一电价', '', '', '五角']]],
    [3, 'code_twice', [header, energy, energy]],
    [
      2,
      'tiers_out_of_order',
      [
        header,
        ['项目', 'tier', '阶梯', '阶梯加价', ...Array(10).fill(''), '{"basis":"year"}'],
        tier,
        ['分档', 'tier', '', '', '', '50', '0.2'],
        ['分档', 'tier', '', '', '', '', '0.3'],
      ],
    ],
    [
      null,
      'hours_without_period',
      [header, ['时段', 'day', '', '峰', ...Array(8).fill(''), '08:00-22:00'], energy],
    ],
  ])('row %s: %s', async (lineNo, code, rows) => {
    const path = join(folder, 'bad.csv');
    writeFileSync(path, csvOf(rows));
    const result = await readTariffTable(path);
    const errors = result.ok ? [] : (result.error.detail.errors as readonly object[]);
    expect(errors).toContainEqual(expect.objectContaining({ code, lineNo }));
  });

  test.each([
    ['empty', '', 'file_empty'],
    ['cut short', Buffer.from('PK\u0003\u0004 half a workbook'), 'file_truncated'],
  ])('a file that is %s', async (_name, bytes, code) => {
    const path = join(folder, 'broken.xlsx');
    writeFileSync(path, bytes);
    expect(await readTariffTable(path)).toMatchObject({ ok: false, error: { code } });
  });
});

test('rows of tiers say what their limits are counted in', () => {
  const tiers = [
    { upToKwh: '200', price: '0.1' },
    { upToKwh: null, price: '0.2' },
  ];
  const kw = [
    { upToKw: '50', price: '10' },
    { upToKw: null, price: '12' },
  ];
  const kva = kw.map(({ upToKw, price }) => ({ upToKva: upToKw, price }));
  const content = tariffContentSchema.parse({
    items: [
      { kind: 'tiered_energy', code: 'a', name: '月', basis: 'month', tiers },
      { kind: 'slab', code: 'b', name: '利用小时', basis: 'demand', tiers },
      { kind: 'demand', code: 'c', name: '需量', tiers: kw },
      { kind: 'apparent_demand', code: 'd', name: '视在需量', tiers: kva },
    ],
  });
  const units = tariffRows(content).filter(({ section }) => section === '分档');
  expect(units.map(({ code, unit }) => [code, unit])).toEqual([
    ['a', '千瓦时'],
    ['a', '千瓦时'],
    ['b', '千瓦时/千瓦'],
    ['b', '千瓦时/千瓦'],
    ['c', '千瓦'],
    ['c', '千瓦'],
    ['d', '千伏安'],
    ['d', '千伏安'],
  ]);
});
