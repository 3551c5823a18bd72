import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import {
  applyPriceRow,
  casesOfRow,
  type PriceKey,
  type PriceRow,
  type TariffContent,
  tariffContentSchema,
  trialCases,
} from '#shared/domain/tariff/index.ts';

type Prices = Readonly<Partial<Record<PriceKey, string>>>;

const figures = (prices: Prices, column: string) =>
  Object.fromEntries(
    Object.entries(prices).map(([key, value], index) => [
      key,
      {
        value: value as DecimalText,
        cell: `${column}${index + 1}`,
        ...(/_(?:from|below)$/.test(key) && { kwhPerKva: '260' as DecimalText }),
      },
    ]),
  );

const season = (months: readonly number[], prices: Prices, column: string) => ({
  cell: `${column}1`,
  months,
  prices: figures(prices, column),
  tiers: [],
});

function row(prices: Prices, seasons: PriceRow['seasons'], more: Partial<PriceRow> = {}): PriceRow {
  return {
    cell: 'D7',
    priceClass: { category: ['大工业用电'] },
    voltageText: '',
    prices: figures(prices, 'D'),
    isReadable: true,
    includesFunds: true,
    funds: {},
    tiers: [],
    seasons,
    demandByLoad: null,
    ...more,
  };
}

const SUMMER = [7, 8];
const OTHERS = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12];
const day = (period: string, from: string, to: string, more: object = {}) => ({
  code: period,
  period,
  priority: 0,
  windows: [{ from, to }],
  ...more,
});
/** Sharp hours in July and August alone. */
const CALENDAR = {
  rules: [
    day('valley', '00:00', '24:00'),
    day('peak', '08:00', '22:00', { priority: 1 }),
    day('sharp', '18:00', '20:00', { priority: 2, months: SUMMER }),
  ],
};
const contentOf = (calendar: object | null, ...items: readonly object[]): TariffContent =>
  tariffContentSchema.parse({ calendar, items });
const timeOfUse = (prices: Prices, when: object = {}, code = 'energy') => ({
  kind: 'time_of_use',
  code,
  name: '电度电费',
  prices,
  ...when,
});
const fund = { kind: 'surcharge', code: 'fund', name: '可再生能源电价附加', price: '0.01' };
const summer = timeOfUse({ sharp: '1', peak: '1', valley: '1' }, { when: { months: SUMMER } }, 'summer');
const others = timeOfUse({ peak: '1', valley: '1' }, { when: { months: OTHERS } }, 'others');
const IN_SEASONS = row({}, [
  season(SUMMER, { sharp: '1.4', peak: '1.1', valley: '0.3' }, 'E'),
  season(OTHERS, { peak: '0.9', valley: '0.4' }, 'F'),
]);
const demand = (code: string, when: object) => ({
  kind: 'contract_demand',
  code,
  name: code,
  price: '1',
  when,
});

/** Prices of the items by their codes, worked cases of the row that all come out right. */
function applied(content: TariffContent, one: PriceRow) {
  const result = applyPriceRow(content, one);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const source = { startOn: localDate('2027-05-01'), source: '样例' };
  const cases = [...casesOfRow(result.value, one, source)];
  expect(trialCases({ ...result.value, cases }).filter(({ passed }) => !passed)).toEqual([]);
  const prices = result.value.items.map((item) => [
    item.code,
    'prices' in item ? item.prices : 'price' in item ? item.price : null,
  ]);
  return { prices: Object.fromEntries(prices), cases: cases.map(({ name, startOn }) => [name, startOn]) };
}

describe('a row with prices by season', () => {
  test('gives each item what the table says of its months, funds taken off, and a case for each season', () => {
    expect(applied(contentOf(CALENDAR, summer, others, fund), IN_SEASONS)).toEqual({
      prices: {
        summer: { sharp: '1.39', peak: '1.09', valley: '0.29' },
        others: { peak: '0.89', valley: '0.39' },
        fund: '0.01',
      },
      cases: [
        ['按价格表计算（电度，5月）', '2027-05-01'],
        ['按价格表计算（电度，7月）', '2027-07-01'],
      ],
    });
  });

  test('a sharp price of some months goes to one item for the year, whose calendar has sharp hours in these', () => {
    const one = row({ peak: '0.9', valley: '0.4' }, [season(SUMMER, { sharp: '1.4' }, 'E')]);
    const item = timeOfUse({ sharp: '1', peak: '1', valley: '1' });
    expect(applied(contentOf(CALENDAR, item), one).prices).toEqual({
      energy: { sharp: '1.4', peak: '0.9', valley: '0.4' },
    });
    const errorsOf = (content: TariffContent, other = one) => {
      const result = applyPriceRow(content, other);
      return result.ok ? [] : result.error.map(({ code, cell, detail }) => [code, cell, detail.monthsOfYear]);
    };
    // Nothing says that there are none in the other months.
    expect(errorsOf(contentOf(null, item))).toEqual([['price_missing', 'E1', OTHERS.join(' ')]]);
    // In January the calendar has none, and the table a price.
    const winter = row(one.prices as never, [season([1, ...SUMMER], { sharp: '1.4' }, 'E')], {
      prices: one.prices,
    });
    expect(errorsOf(contentOf(CALENDAR, item), winter)).toEqual([['price_without_item', 'E1', undefined]]);
  });

  test.each<[string, string, object[], PriceRow]>([
    [
      'seasons_differ',
      'E2',
      [timeOfUse({ peak: '1', valley: '1' }), fund],
      row({}, [
        season(SUMMER, { peak: '1.1', valley: '0.3' }, 'E'),
        season(OTHERS, { valley: '0.3', peak: '0.9' }, 'F'),
      ]),
    ],
    [
      'price_missing',
      'D7',
      [summer, others],
      row({}, [season(SUMMER, { sharp: '1.4', peak: '1', valley: '1' }, 'E')]),
    ],
    ['price_without_item', 'E1', [timeOfUse({ peak: '1', valley: '1' })], IN_SEASONS],
    ['item_conditional', 'D7', [summer, others], row({ sharp: '1', peak: '1', valley: '1' }, [])],
    [
      'template_ambiguous',
      'D7',
      [summer, others, { kind: 'energy', code: 'more', name: '另一项', price: '1', when: { months: [8] } }],
      IN_SEASONS,
    ],
  ])('%s at %s', (code, cell, items, one) => {
    const result = applyPriceRow(contentOf(null, ...items), one);
    expect(result.ok ? [] : result.error).toContainEqual(
      expect.objectContaining({ code, cell: code === 'seasons_differ' ? expect.any(String) : cell }),
    );
  });
});

describe('a row with two prices of demand by load', () => {
  const energy = { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' };
  const high = demand('high', { basicChargeBy: ['contract'], kwhPerKvaFrom: '260' });
  const low = demand('low', { basicChargeBy: ['contract'], kwhPerKvaBelow: '260' });
  const both = contentOf(null, energy, high, low);

  test('gives each item its own, with a case on both sides of the load', () => {
    const one = row({ energy: '0.6', demand_from: '43.2', demand_below: '48' }, []);
    expect(applied(both, one)).toEqual({
      prices: { energy: '0.6', high: '43.2', low: '48' },
      cases: [
        ['按价格表计算（合同需量，高负荷）', '2027-05-01'],
        ['按价格表计算（合同需量，低负荷）', '2027-05-01'],
      ],
    });
  });

  test('or one price and the percentage of a note', () => {
    const demandByLoad = { kwhPerKva: '260' as DecimalText, percent: '90' as DecimalText };
    const one = row({ energy: '0.6', demand: '48' }, [], { demandByLoad });
    expect(applied(both, one).prices).toEqual({ energy: '0.6', high: '43.2', low: '48' });
    expect(applied(contentOf(null, energy, demand('all', {})), one).prices).toMatchObject({ all: '48' });
  });

  test.each<[string, object[], Prices]>([
    ['price_missing', [high, low], { energy: '0.6', demand: '48' }],
    ['price_without_item', [demand('all', {})], { energy: '0.6', demand: '48', demand_from: '43.2' }],
    ['load_differs', [demand('high', { kwhPerKvaFrom: '300' })], { energy: '0.6', demand_from: '43.2' }],
    [
      'template_ambiguous',
      [high, { ...high, code: 'other', price: '2' }],
      { energy: '0.6', demand_from: '43.2' },
    ],
  ])('%s where they do not fit', (code, items, prices) => {
    const result = applyPriceRow(contentOf(null, energy, ...items), row(prices, []));
    expect(result.ok ? [] : result.error).toContainEqual(expect.objectContaining({ code }));
  });
});
