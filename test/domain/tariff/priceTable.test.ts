import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import {
  applyPriceRow,
  casesOfRow,
  mergeStatedRows,
  type PricedTariff,
  type PriceKey,
  type PriceRow,
  placeRows,
  statePrices,
  type TariffContent,
  tariffContentSchema,
  trialCases,
} from '#shared/domain/tariff/index.ts';

type Prices = Readonly<Partial<Record<PriceKey, string>>>;

const figures = (prices: Prices, cell: string) =>
  Object.fromEntries(
    Object.entries(prices).map(([key, value], index) => [
      key,
      { value: value as DecimalText, cell: `${cell}${index + 1}` },
    ]),
  );

function row(prices: Prices, more: Partial<PriceRow> = {}): PriceRow {
  return {
    cell: 'D7',
    priceClass: { category: ['工商业用电', '两部制'], voltageLevel: '1_to_20kv' },
    voltageText: '1-10(20)千伏',
    prices: figures(prices, 'D'),
    isReadable: true,
    includesFunds: true,
    funds: {},
    tiers: [],
    seasons: [],
    demandByLoad: null,
    ...more,
  };
}

const tiers = (...all: readonly (readonly [string | null, Prices])[]) =>
  all.map(([upToKwh, prices], index) => ({
    cell: `E${index + 1}`,
    upToKwh,
    isIncrement: false,
    prices: figures(prices, `E${index + 1}`),
  }));

const energy = { kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' };
const timeOfUse = {
  kind: 'time_of_use',
  code: 'energy',
  name: '电度电费',
  prices: { peak: '0.9', valley: '0.3' },
};
const fund = (price: string, name = '可再生能源电价附加') => ({
  kind: 'surcharge',
  code: `fund_${price.slice(2)}`,
  name,
  price,
});
const increment = {
  kind: 'tier_increment',
  code: 'tier',
  name: '阶梯加价',
  basis: 'year',
  tiers: [
    { upToKwh: '2000', price: '0' },
    { upToKwh: null, price: '0.1' },
  ],
};
const part = (code: string, name: string) => ({ kind: 'energy', code, name, price: '0.1' });
const capacity = {
  kind: 'capacity',
  code: 'kva',
  name: '容量',
  price: '20',
  when: { basicChargeBy: ['capacity'] },
};
const contract = {
  kind: 'contract_demand',
  code: 'kw',
  name: '需量',
  price: '30',
  when: { basicChargeBy: ['contract'] },
};

const contentOf = (...items: object[]): TariffContent => tariffContentSchema.parse({ items });

function pricesAt(content: TariffContent, one: PriceRow) {
  const applied = applyPriceRow(content, one);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value;
}

describe('the prices of a row in a tariff', () => {
  // 湖北代理购电工商业用户电价表 2026年1月，两部制 1-10(20)千伏: 0.651886 yuan, funds of 0.0452 yuan in it.
  test('funds that the price holds are taken off; funds of other lines stay', () => {
    const content = contentOf(energy, fund('0.019'), fund('0.0262', '农网还贷资金'));
    const { items, priceClass } = pricesAt(content, row({ energy: '0.651886', funds: '0.0452' }));
    expect(items.map((item) => 'price' in item && item.price)).toEqual(['0.606686', '0.019', '0.0262']);
    expect(priceClass).toEqual({ category: ['工商业用电', '两部制'], voltageLevel: '1_to_20kv' });
    const outside = pricesAt(content, row({ energy: '0.606686' }, { includesFunds: false }));
    expect(outside.items).toEqual(items);
  });

  test('parts of the price go to the items that are called after them, and come to the whole', () => {
    const parts = [
      part('buy', '代理购电价格'),
      part('loss', '上网环节线损费用'),
      part('net', '输配电价'),
      part('sys', '系统运行费用'),
    ];
    const stated = {
      purchase: '0.38447',
      loss: '0.013643',
      network: '0.1263',
      system: '0.082273',
      funds: '0.0452',
    };
    const content = contentOf(...parts, fund('0.01', '政府性基金及附加'));
    const { items } = pricesAt(content, row({ energy: '0.651886', ...stated }));
    expect(items.map((item) => 'price' in item && item.price)).toEqual([
      '0.38447',
      '0.013643',
      '0.1263',
      '0.082273',
      '0.0452',
    ]);
    // Single-part rows of the same table are 0.0002 yuan below the sum of their parts.
    const single = row({ energy: '0.715686', ...stated, network: '0.1903' });
    expect(applyPriceRow(content, single)).toEqual({
      ok: false,
      error: [{ code: 'parts_differ', cell: 'D1', detail: { expected: '0.715686', found: '0.715886' } }],
    });
  });

  test('tiers become what each costs above the first, in every period the same', () => {
    const both = tiers(
      ['2760', { peak: '0.568', valley: '0.288' }],
      [null, { peak: '0.618', valley: '0.338' }],
    );
    const { items } = pricesAt(contentOf(timeOfUse, increment), row({}, { tiers: both }));
    expect(items).toMatchObject([
      { prices: { peak: '0.568', valley: '0.288' } },
      {
        tiers: [
          { upToKwh: '2760', price: '0' },
          { upToKwh: null, price: '0.05' },
        ],
      },
    ]);
  });

  const twoTiers = (...prices: readonly [Prices, Prices]) => tiers(['2760', prices[0]], [null, prices[1]]);
  test.each<[string, string, object[], PriceRow]>([
    ['price_missing', 'D7', [energy], row({ peak: '0.9' })],
    ['price_missing', 'D7', [timeOfUse], row({ peak: '0.9' })],
    ['price_missing', 'D7', [energy, part('buy', '代理购电价格')], row({ energy: '0.5' })],
    ['price_missing', 'D7', [energy, contract], row({ energy: '0.5', capacity: '20' })],
    ['price_without_item', 'D3', [timeOfUse], row({ peak: '0.9', valley: '0.3', sharp: '1.2' })],
    ['price_without_item', 'D2', [energy], row({ energy: '0.5', demand: '38' })],
    ['price_below_parts', 'D1', [energy, fund('0.6')], row({ energy: '0.5' })],
    ['funds_differ', 'D2', [energy, fund('0.01'), fund('0.02')], row({ energy: '0.5', funds: '0.04' })],
    ['template_ambiguous', 'D7', [energy, { ...energy, code: 'other' }], row({ energy: '0.5' })],
    [
      'template_ambiguous',
      'D7',
      [energy, capacity, { ...capacity, code: 'kva_less', price: '18' }],
      row({ energy: '0.5', capacity: '20' }),
    ],
    ['item_conditional', 'D7', [energy, { ...fund('0.01'), when: { months: [1] } }], row({ energy: '0.5' })],
    ['tier_count_differs', 'E1', [energy, increment], row({}, { tiers: tiers([null, { energy: '0.5' }]) })],
    [
      'tiers_differ',
      'E2',
      [timeOfUse, increment],
      row({}, { tiers: twoTiers({ peak: '0.5', valley: '0.3' }, { peak: '0.6', valley: '0.5' }) }),
    ],
  ])('%s at %s', (code, cell, items, one) => {
    const applied = applyPriceRow(contentOf(...items), one);
    expect(applied.ok ? [] : applied.error).toContainEqual(expect.objectContaining({ code, cell }));
  });
});

const source = { startOn: localDate('2027-01-15'), source: '样例〔2027〕1号' };

describe('worked cases of a row', () => {
  const content = contentOf(
    capacity,
    contract,
    { ...timeOfUse, prices: { peak: '0.9', flat: '0.6', valley: '0.3' } },
    { kind: 'power_factor', code: 'pf', name: '力调电费', of: ['kva', 'kw', 'energy'] },
    fund('0.0452'),
  );
  const one = row({ peak: '0.848961', flat: '0.651886', valley: '0.432924', demand: '42', capacity: '26.3' });

  test('come to what the table says, whatever items make up the price', () => {
    const priced = pricesAt(content, one);
    const cases = casesOfRow(priced, one, source);
    // A million kWh in each period, a thousand kVA or kW: 848961 + 651886 + 432924, and 26300 or 42000.
    expect(cases.map(({ expectedTotal }) => expectedTotal)).toEqual(['1960071.00', '1975771.00']);
    expect(trialCases({ ...priced, cases: [...cases] }).map(({ passed }) => passed)).toEqual([true, true]);
    // They would notice a price that is not the table's.
    const wrong = pricesAt(
      content,
      row({ ...{ peak: '0.848960', flat: '0.651886', valley: '0.432924' }, demand: '42', capacity: '26.3' }),
    );
    expect(trialCases({ ...wrong, cases: [...cases] }).map(({ passed }) => passed)).toEqual([false, false]);
  });

  test('of tiers count each at its own price; what a table cannot say has no such case', () => {
    const steps = row({}, { tiers: tiers(['2760', { energy: '0.538' }], [null, { energy: '0.588' }]) });
    const priced = pricesAt(contentOf(energy, increment), steps);
    const cases = casesOfRow(priced, steps, source);
    // 1000000 × 0.538 + 997240 × 0.05
    expect(cases.map(({ expectedTotal }) => expectedTotal)).toEqual(['587862.00']);
    expect(trialCases({ ...priced, cases: [...cases] })[0]?.passed).toBe(true);
    const minimum = { kind: 'minimum', code: 'least', name: '最低电费', amount: '10', of: ['energy'] };
    expect(
      casesOfRow(
        pricesAt(contentOf(energy, minimum), row({ energy: '0.5' })),
        row({ energy: '0.5' }),
        source,
      ),
    ).toEqual([]);
  });

  test('that the tariff had stay without the amounts of its old prices; reading twice adds none', () => {
    const month = { startOn: '2026-10-01', endOn: '2026-11-01', source: '手工' };
    const before = tariffContentSchema.parse({
      items: [energy],
      cases: [
        { ...month, name: '一百度', total: '100', expectedTotal: '50' },
        { ...month, name: '停', total: '100', expectedStop: 'periods_missing' },
      ],
    });
    const [plain] = [row({ energy: '0.6' })];
    const once = pricesAt(before, plain);
    const cases = [...casesOfRow(once, plain, source)];
    expect(cases.map(({ name, expectedTotal, expectedStop }) => [name, expectedTotal, expectedStop])).toEqual(
      [
        ['一百度', undefined, undefined],
        ['停', undefined, 'periods_missing'],
        ['按价格表计算（电度）', '600000.00', undefined],
      ],
    );
    const twice = pricesAt({ ...once, cases }, plain);
    expect(casesOfRow(twice, plain, source)).toEqual(cases);
  });
});

describe('which tariff a row goes to', () => {
  const tariff = (tariffCode: string, category: string[]): PricedTariff => ({
    tariffCode,
    name: tariffCode,
    customerClass: 'industrial',
    content: { ...contentOf(energy), priceClass: { category, voltageLevel: '1_to_20kv' } },
  });
  const tariffs = [tariff('hb_two_part_1_to_20kv', ['工商业用电', '两部制']), tariff('other', ['农业'])];
  const placed = (picks: Parameters<typeof placeRows>[2], rows = [row({ energy: '0.5' })]) => {
    const { rows: found, errors } = placeRows(rows, tariffs, picks);
    const targets = found.map((one) => one.targets.map(({ tariffCode, isNew }) => [tariffCode, isNew]));
    return { targets, errors: errors.map(({ code, cell }) => [code, cell]) };
  };
  const at35 = row(
    { energy: '0.5' },
    {
      cell: 'D8',
      voltageText: '35千伏',
      priceClass: { category: ['工商业用电', '两部制'], voltageLevel: '35kv' },
    },
  );

  test('by its class, or as a person says; a new one has the code of its model at its own voltage level', () => {
    expect(placed([])).toEqual({ targets: [[['hb_two_part_1_to_20kv', false]]], errors: [] });
    expect(placed([{ cell: 'D7', tariffCodes: ['other'] }]).targets).toEqual([[['other', false]]]);
    expect(placed([{ cell: 'D7', tariffCodes: [] }])).toEqual({ targets: [[]], errors: [] });
    expect(placed([{ cell: 'D8', like: 'hb_two_part_1_to_20kv' }], [at35])).toEqual({
      targets: [[['hb_two_part_35kv', true]]],
      errors: [],
    });
    // Read once more, the row goes to the tariff that it made.
    expect(placed([{ cell: 'D7', like: 'hb_two_part_1_to_20kv' }])).toEqual({
      targets: [[['hb_two_part_1_to_20kv', false]]],
      errors: [],
    });
  });

  test('a row without a tariff, a tariff of two rows, a code that is taken and a cell that is none are told', () => {
    expect(placed([], [at35]).errors).toEqual([['no_tariff', 'D8']]);
    expect(
      placed([{ cell: 'D8', tariffCodes: ['hb_two_part_1_to_20kv'] }], [row({ energy: '1' }), at35]).errors,
    ).toEqual([['tariff_twice', 'D8']]);
    expect(placed([{ cell: 'D8', like: 'other', newCode: 'other' }], [at35]).errors).toEqual([
      ['code_taken', 'D8'],
    ]);
    expect(placed([{ cell: 'D9', tariffCodes: [] }]).errors).toEqual([['row_unknown', 'D9']]);
    expect(placed([{ cell: 'D7', tariffCodes: ['nobody'] }]).errors).toEqual([['tariff_unknown', 'D7']]);
  });
});

test('tariffs of one class have a row together, unless they disagree', () => {
  const stated = (tariffCode: string, ...items: object[]) => {
    const prices = statePrices(contentOf(...items));
    if (!prices.ok) throw new Error(prices.error);
    return { tariffCode, name: tariffCode, priceClass: { category: ['居民'] }, months: prices.value };
  };
  const { rows, conflicts } = mergeStatedRows([
    stated('flat', energy),
    stated('tou', timeOfUse),
    stated('dear', { ...energy, price: '0.6' }),
  ]);
  expect(rows).toMatchObject([
    { prices: { energy: { value: '0.5' }, peak: { value: '0.9' }, valley: { value: '0.3' } } },
  ]);
  expect(conflicts).toEqual([{ tariffCode: 'dear', name: 'dear' }]);
  expect(statePrices(contentOf({ ...energy, when: { customerClasses: ['household'] } }))).toEqual({
    ok: false,
    error: 'item_conditional',
  });
});
