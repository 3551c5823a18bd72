import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPriceSheet } from '#core/files/tariff/priceSheet/readPriceSheet.ts';
import { voltageCodeOf, voltageWord } from '#core/files/tariff/priceSheet/voltageWords.ts';
import type { PriceRow } from '#shared/domain/tariff/index.ts';
import { HUBEI, LEVELS_IN_COLUMNS, type Rows, SALES, TIERS_IN_ROWS } from './publishedTables.ts';
import { readRows, valuesOf } from './readRows.ts';
import { writeRows } from './writeRows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-price-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (rows: Rows) => readRows(folder, rows);

/** A row as class, voltage level and prices. */
const short = ({ priceClass, prices }: PriceRow) => [
  priceClass.category.join('/'),
  priceClass.voltageLevel ?? '',
  valuesOf(prices),
];

describe('published tables', () => {
  test('a sales table: a header of three rows, classes of two levels, one price over the columns of all periods', async () => {
    const sheet = await read(SALES);
    expect(sheet).toMatchObject({
      title: '电网销售电价表',
      documentNo: null,
      startOn: null,
      errors: [],
    });
    expect(sheet.ignored).toEqual([]);
    expect(sheet.rows).toHaveLength(14);
    expect(sheet.rows.map(short)).toEqual(
      expect.arrayContaining([
        ['居民生活用电', 'below_1kv', { energy: '0.6083' }],
        [
          '工商业及其他用电',
          'below_35kv',
          { peak: '1.03153', flat: '0.6362', valley: '0.3321', demand: '38', capacity: '26' },
        ],
        ['工商业及其他用电/100千伏安以下', 'from_1kv', { energy: '0.7109' }],
        ['农业生产用电/粮食作物排灌及种植业用电', 'below_1kv', { energy: '0.512' }],
      ]),
    );
  });

  test('Hubei: parts of the price and the basic charge merged over rows, numbered columns, a day in the title', async () => {
    const sheet = await read(HUBEI);
    expect(sheet).toMatchObject({ startOn: '2026-01-01', documentNo: null, errors: [], ignored: [] });
    expect(sheet.rows).toHaveLength(7);
    const parts = { purchase: '0.38447', loss: '0.013643', funds: '0.0452', system: '0.082273' };
    expect(short(sheet.rows[1] as PriceRow)).toEqual([
      '工商业用电/单一制',
      '1_to_20kv',
      {
        ...parts,
        energy: '0.715686',
        network: '0.1903',
        sharp: '1.113999',
        peak: '0.910961',
        flat: '0.715686',
        valley: '0.496924',
      },
    ]);
    expect(short(sheet.rows[4] as PriceRow)).toEqual([
      '工商业用电/两部制',
      '35kv',
      {
        ...parts,
        energy: '0.632086',
        network: '0.1065',
        sharp: '1.030199',
        peak: '0.827161',
        flat: '0.632086',
        valley: '0.413124',
        demand: '42',
        capacity: '26.3',
      },
    ]);
    expect(sheet.rows[4]?.prices.demand?.cell).toBe('N10');
  });

  test('Zhejiang households: tiers in rows with their limits', async () => {
    const { rows, startOn, errors } = await read(TIERS_IN_ROWS);
    expect([startOn, errors, rows.length]).toEqual(['2021-01-01', [], 1]);
    expect(rows[0]?.priceClass).toEqual({ category: ['居民生活用电', '一户一表'] });
    expect(rows[0]?.tiers.map(({ upToKwh, prices }) => [upToKwh, valuesOf(prices)])).toEqual([
      ['2760', { energy: '0.538', peak: '0.568', valley: '0.288' }],
      ['4800', { energy: '0.588', peak: '0.618', valley: '0.338' }],
      [null, { energy: '0.838', peak: '0.868', valley: '0.588' }],
    ]);
  });

  test('Hunan: a column for each voltage level, prices in fen', async () => {
    const { rows, errors } = await read(LEVELS_IN_COLUMNS);
    expect(errors).toEqual([]);
    expect(rows.map(short)).toEqual([
      ['一般工商业用电', 'below_1kv', { energy: '0.7003' }],
      ['大工业用电', '1_to_10kv', { energy: '0.6437', demand: '30', capacity: '20' }],
    ]);
  });

  test('as text in GB18030, where nothing says which cells are merged', async () => {
    const path = join(folder, 'sheet.csv');
    const rows = TIERS_IN_ROWS.map((row) =>
      row.map((cell) => (cell === '<' || cell === '^' ? '' : cell)).join(','),
    );
    writeFileSync(path, iconv.encode(rows.join('\r\n'), 'gb18030'));
    const sheet = await readPriceSheet(path);
    expect(sheet.ok && sheet.value.rows).toEqual((await read(TIERS_IN_ROWS)).rows);
  });
});

test.each([
  ['不满1千伏', 'below_1kv'],
  ['1－10千伏', '1_to_10kv'],
  ['1-10（20）千伏', '1_to_20kv'],
  ['20-35千伏以下', '20_to_below_35kv'],
  ['35千伏～110千伏以下', '35_to_below_110kv'],
  ['35 kV', '35kv'],
  ['35千伏及以下', 'up_to_35kv'],
  ['220千伏及以上', 'from_220kv'],
  ['10-1千伏', null],
  ['高压', null],
])('%s is the voltage level %s', (text, code) => {
  expect(voltageCodeOf(text)).toBe(code);
  if (code !== null) expect(voltageCodeOf(voltageWord(code))).toBe(code);
});

const HEAD = ['用电分类', '电压等级', '电度电价'];
const IN_TIERS = ['用电分类', '分档', '电度电价'];
const UNIT = ['单位：元/千瓦时'];

test.each([
  ['注：上表所列价格均含国家重大水利工程建设基金0.23分钱。', true],
  ['注：表列价格不含政府性基金及附加。', false],
  ['注：农业生产用电不含政府性基金。', null],
  ['注：上表价格均含重大水利工程建设基金，不含可再生能源基金。', null],
  ['注：自发布之日起执行。', true],
])('%s: the funds are in the prices: %s', async (note, includesFunds) => {
  expect(await read([UNIT, HEAD, ['农业', '35千伏', 0.5], [note]])).toMatchObject({ includesFunds });
});

describe('a table is refused with the cell and the reason', () => {
  test.each<[string, string, Rows]>([
    ['unit_missing', 'C1', [HEAD, ['农业', '不满1千伏', 0.5]]],
    ['unit_unknown', 'C2', [['单位：元/千瓦时、分/千瓦时'], HEAD, ['农业', '不满1千伏', 0.5]]],
    ['unit_missing', 'D2', [UNIT, [...HEAD, '最大需量'], ['农业', '不满1千伏', 0.5, 38]]],
    ['column_twice', 'D2', [UNIT, [...HEAD, '电度电价'], ['农业', '不满1千伏', 0.5, 0.6]]],
    ['not_a_price', 'C3', [UNIT, HEAD, ['农业', '不满1千伏', '五角']]],
    ['too_many_places', 'C3', [UNIT, HEAD, ['农业', '不满1千伏', 0.1234567]]],
    ['voltage_unknown', 'B3', [UNIT, HEAD, ['农业', '中压', 0.5]]],
    ['class_twice', 'C4', [UNIT, HEAD, ['农业', '35千伏', 0.5], ['农业', '35千伏', 0.5]]],
    ['row_without_price', 'B4', [UNIT, HEAD, ['农业', '35千伏', 0.5], ['农业', '110千伏', null]]],
    ['limit_unknown', 'B3', [UNIT, IN_TIERS, ['居民', '第一档（夏季260，其他200，春节180）', 0.5]]],
    ['tier_out_of_order', 'C4', [UNIT, HEAD, ['居民', null, null], ['（一）第二档', '35千伏', 0.5]]],
    ['category_missing', 'C4', [UNIT, HEAD, ['第一档', '—', '—'], ['第二档', '35千伏', 0.5]]],
  ])('%s at %s', async (code, cell, rows) => {
    const { errors } = await read(rows);
    expect(errors).toContainEqual(expect.objectContaining({ code, cell }));
  });

  test('a row of which a figure cannot be read stays a row, and is named by the same cell when it is put right', async () => {
    const wrong = await read([UNIT, HEAD, ['农业', '35千伏', '五角']]);
    const right = await read([UNIT, HEAD, ['农业', '35千伏', 0.5]]);
    expect([...wrong.rows, ...right.rows].map(({ cell, isReadable }) => [cell, isReadable])).toEqual([
      ['C3', false],
      ['C3', true],
    ]);
  });

  test('a sheet without such a header, and prices that the table says are none', async () => {
    const path = join(folder, 'other.xlsx');
    await writeRows(path, [['户号', '户名']]);
    expect(await readPriceSheet(path)).toMatchObject({ ok: false, error: { code: 'header_missing' } });
    const { rows, errors } = await read([UNIT, HEAD, ['农业', '35千伏', 0.5], ['农业', '110千伏', '—']]);
    expect([rows.length, errors]).toEqual([1, []]);
  });
});
