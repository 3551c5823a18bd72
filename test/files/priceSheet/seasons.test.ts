import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PriceRow } from '#shared/domain/tariff/index.ts';
import type { Rows } from './publishedTables.ts';
import { readRows, valuesOf } from './readRows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meterbook-seasons-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (rows: Rows) => readRows(folder, rows);

const short = ({ priceClass, prices, seasons }: PriceRow) => ({
  category: priceClass.category.join('/'),
  prices: valuesOf(prices),
  seasons: seasons.map(({ months, prices: own }) => [months.join(' '), valuesOf(own)]),
});

const UNIT = ['单位：元/千瓦时'];
const OTHERS = '1 2 3 4 5 6 9 10 11 12';

describe('prices of some months', () => {
  test('in columns: a season over several, one in the heading of a period alone', async () => {
    const { rows, errors } = await read([
      UNIT,
      [
        '用电分类',
        '电压等级',
        '夏季（7、8月）',
        '<',
        '其他月份',
        '<',
        '尖峰时段（1、7、8、12月）',
        '基本电价',
      ],
      ['^', '^', '高峰时段', '低谷时段', '高峰时段', '低谷时段', '^', '最大需量（元/千瓦·月）'],
      ['大工业用电', '35千伏', 1.1, 0.3, 0.9, 0.4, 1.4, 38],
    ]);
    expect(errors).toEqual([]);
    expect(rows.map(short)).toEqual([
      {
        category: '大工业用电',
        prices: { demand: '38' },
        seasons: [
          ['1 12', { sharp: '1.4', peak: '0.9', valley: '0.4' }],
          ['2 3 4 5 6 9 10 11', { peak: '0.9', valley: '0.4' }],
          ['7 8', { peak: '1.1', valley: '0.3', sharp: '1.4' }],
        ],
      },
    ]);
    expect(rows[0]?.seasons[2]?.prices.peak?.cell).toBe('C4');
  });

  test('in rows: a column of months, a class of its own months, a price merged over both', async () => {
    const { rows, errors } = await read([
      UNIT,
      ['用电分类', '月份', '电度电价', '最大需量（元/千瓦·月）'],
      ['大工业用电', '7-8', 0.7, 38],
      ['^', '其他月份', 0.6, '^'],
      ['农业排灌用电', '全年', 0.5287, null],
      // 湖南省电网销售电价表 (yueyang.gov.cn 1742979) states it so.
      ['（4-9月）农业排灌用电', '', 0.4837, null],
    ]);
    expect(errors).toEqual([]);
    expect(rows.map(short)).toEqual([
      {
        category: '大工业用电',
        prices: {},
        seasons: [
          [OTHERS, { energy: '0.6', demand: '38' }],
          ['7 8', { energy: '0.7', demand: '38' }],
        ],
      },
      {
        category: '农业排灌用电',
        prices: { energy: '0.5287' },
        seasons: [['4 5 6 7 8 9', { energy: '0.4837' }]],
      },
    ]);
  });

  test('in blocks under a season by its name, whose months a note says', async () => {
    const { rows, errors } = await read([
      UNIT,
      ['用电分类', '电压等级', '电度电价'],
      ['一、丰水期', '<', '<'],
      ['大工业用电', '35千伏', 0.5],
      ['二、其他月份', '<', '<'],
      ['大工业用电', '35千伏', 0.6],
      ['注：丰水期为每年6月至10月。'],
    ]);
    expect(errors).toEqual([]);
    expect(rows.map(short)).toEqual([
      {
        category: '大工业用电',
        prices: {},
        seasons: [
          ['1 2 3 4 5 11 12', { energy: '0.6' }],
          ['6 7 8 9 10', { energy: '0.5' }],
        ],
      },
    ]);
  });

  test('beside a price of the whole year, whose place they take in their months', async () => {
    const { rows, errors, ignored } = await read([
      UNIT,
      ['用电分类', '电度电价', '<'],
      ['^', '全年', '7月'],
      ['农业生产用电', 0.5, 0.4],
    ]);
    expect([errors, ignored]).toEqual([[], []]);
    expect(rows.map(short)).toEqual([
      { category: '农业生产用电', prices: { energy: '0.5' }, seasons: [['7', { energy: '0.4' }]] },
    ]);
  });

  test('limits of tiers by season beside prices of the whole year', async () => {
    const { rows, errors } = await read([
      UNIT,
      ['用电分类', '分档', '分档电量', '<', '电度电价'],
      ['^', '^', '夏季（5-10月）', '其他月份', '^'],
      ['居民', '第一档', '260千瓦时及以下', '200千瓦时及以下', 0.5902],
      ['^', '第二档', '261-600千瓦时', '201-400千瓦时', 0.6402],
      ['^', '第三档', '601千瓦时及以上', '401千瓦时及以上', 0.8902],
    ]);
    expect(errors).toEqual([]);
    const [row] = rows;
    expect(
      row?.seasons.map(({ months, tiers }) => [
        months.join(' '),
        tiers.map(({ upToKwh, prices }) => [upToKwh, prices.energy?.value]),
      ]),
    ).toEqual([
      [
        '1 2 3 4 11 12',
        [
          ['200', '0.5902'],
          ['400', '0.6402'],
          [null, '0.8902'],
        ],
      ],
      [
        '5 6 7 8 9 10',
        [
          ['260', '0.5902'],
          ['600', '0.6402'],
          [null, '0.8902'],
        ],
      ],
    ]);
  });

  test.each<[string, string, Rows]>([
    ['months_unknown', 'B3', [UNIT, ['用电分类', '夏季电度电价', '其他月份电度电价'], ['农业', 0.5, 0.6]]],
    ['months_unknown', 'B3', [UNIT, ['用电分类', '其他月份电度电价'], ['农业', 0.5]]],
    ['months_unknown', 'B3', [UNIT, ['用电分类', '月份', '电度电价'], ['农业', '春耕', 0.5]]],
    ['months_unknown', 'B3', [UNIT, ['用电分类', '13月电度电价'], ['农业', 0.5]]],
    [
      'seasons_overlap',
      'C3',
      [UNIT, ['用电分类', '电度电价（7-9月）', '电度电价（9-10月）'], ['农业', 0.5, 0.6]],
    ],
    ['class_twice', 'C4', [UNIT, ['用电分类', '月份', '电度电价'], ['农业', '7月', 0.5], ['^', '7月', 0.6]]],
  ])('%s at %s', async (code, cell, rows) => {
    const { errors } = await read(rows);
    expect(errors).toContainEqual(expect.objectContaining({ code, cell }));
  });
});

describe('two prices of the basic charge by load', () => {
  const HEAD = ['用电分类', '电度电价', '最大需量（元/千瓦·月）', '<', '变压器容量（元/千伏安·月）'];
  test('in columns of their own', async () => {
    const { rows, errors } = await read([
      UNIT,
      HEAD,
      ['^', '^', '月每千伏安用电量260千瓦时以下', '月每千伏安用电量260千瓦时及以上', '^'],
      ['大工业用电', 0.6, 48, 43.2, 30],
    ]);
    expect(errors).toEqual([]);
    expect(rows[0]?.prices).toEqual({
      energy: { value: '0.6', cell: 'B4' },
      demand_below: { value: '48', cell: 'C4', kwhPerKva: '260' },
      demand_from: { value: '43.2', cell: 'D4', kwhPerKva: '260' },
      capacity: { value: '30', cell: 'E4' },
    });
  });

  test('as a percentage in a note (发改价格〔2023〕526号)', async () => {
    const sheet = await read([
      UNIT,
      ['用电分类', '电度电价', '最大需量（元/千瓦·月）'],
      ['大工业用电', 0.6, 48],
      ['注：选择需量电价的用户，每月每千伏安用电量达到260千瓦时及以上的，当月需量电价按本表价格的90%执行。'],
    ]);
    expect(sheet).toMatchObject({ errors: [], demandByLoad: { kwhPerKva: '260', percent: '90' } });
  });

  test.each<[string, string, Rows]>([
    [
      'load_unknown',
      'C2',
      [UNIT, HEAD, ['^', '^', '260千瓦时', '260千瓦时及以上', '^'], ['大工业', 0.6, 48, 43, 30]],
    ],
    [
      'column_twice',
      'D4',
      [UNIT, HEAD, ['^', '^', '260千瓦时及以上', '300千瓦时及以上', '^'], ['大工业', 0.6, 48, 43, 30]],
    ],
  ])('%s at %s', async (code, cell, rows) => {
    expect((await read(rows)).errors).toContainEqual(expect.objectContaining({ code, cell }));
  });
});
