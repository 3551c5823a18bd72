import { describe, expect, test } from 'vitest';
import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import {
  type CalculationInput,
  calculateBill,
  parseTariffContent,
  seasonChanges,
} from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const summer = { kind: 'energy', code: 'summer', name: 'a', price: '2', when: { months: [7, 8] } };
const winter = {
  kind: 'energy',
  code: 'winter',
  name: 'b',
  price: '1',
  when: { months: [1, 2, 3, 4, 5, 6, 9, 10, 11, 12] },
};

function codes(content: unknown, more: Partial<CalculationInput>) {
  const result = calculateBill(planOf(content), billInput({ total: new Decimal(10), periods: {} }, more));
  return result.ok ? result.value.lines.map((line) => line.itemCode) : [result.error.code];
}

test('a season goes by the month of the bill, or by its days', () => {
  const acrossJuly = { startOn: localDate('2026-06-20'), endOn: localDate('2026-07-20') };
  const input = { period: period('2026-07'), span: acrossJuly };
  expect(codes({ items: [summer, winter] }, input)).toEqual(['summer']);
  expect(codes({ items: [summer, winter], seasonBy: 'days' }, input)).toEqual(['winter']);
});

test('the days on which a season changes inside a bill', () => {
  const span = { startOn: localDate('2026-06-15'), endOn: localDate('2026-09-15') };
  const content = (seasonBy: string) => planOf({ items: [summer, winter], seasonBy }).content;
  expect(seasonChanges(content('days'), span)).toEqual(['2026-07-01', '2026-09-01']);
  expect(seasonChanges(content('period'), span)).toEqual([]);
  const july = { startOn: localDate('2026-07-01'), endOn: localDate('2026-09-01') };
  expect(seasonChanges(content('days'), july)).toEqual([]);
});

describe('customer class and capacity', () => {
  const content = {
    items: [
      { kind: 'energy', code: 'small', name: 'a', price: '1', when: { capacityBelowKva: '100' } },
      { kind: 'energy', code: 'large', name: 'b', price: '2', when: { capacityFromKva: '100' } },
      {
        kind: 'fixed',
        code: 'shop',
        name: 'c',
        per: 'month',
        amount: '1',
        when: { customerClasses: ['commercial'] },
      },
    ],
  };
  const of = (kva: number | null, customerClass: string | null) => ({
    customerClass,
    supply: [
      {
        startOn: localDate('2026-10-01'),
        endOn: localDate('2026-11-01'),
        capacityKva: kva === null ? null : new Decimal(kva),
        contractKw: null,
      },
    ],
  });
  test.each([
    [99, 'commercial', ['small', 'shop']],
    [100, 'industrial', ['large']],
    [null, 'commercial', ['capacity_missing']],
    [100, null, ['customer_class_missing']],
  ])('%s kVA, %s: %s', (kva, customerClass, expected) => {
    expect(codes(content, of(kva, customerClass))).toEqual(expected);
  });
});

test('kWh to which no price applies stop the bill; without kWh, or in a tariff of flat amounts, there is nothing to price', () => {
  const energy = { kind: 'energy', code: 'energy', name: 'a', price: '1' };
  const ofShops = { items: [{ ...energy, when: { customerClasses: ['shop'] } }] };
  expect(codes(ofShops, { customerClass: 'shop' })).toEqual(['energy']);
  expect(codes(ofShops, { customerClass: 'household' })).toEqual(['energy_unpriced']);
  const between = {
    items: [
      { ...energy, when: { kwhUpTo: '9' } },
      { ...energy, code: 'more', when: { kwhAbove: '20' } },
      { kind: 'surcharge', code: 'fund', name: 'b', price: '0.1' },
    ],
  };
  expect(codes(between, {})).toEqual(['energy_unpriced']);
  expect(
    codes(ofShops, { customerClass: 'household', quantities: { total: new Decimal(0), periods: {} } }),
  ).toEqual([]);
  const flat = { items: [{ kind: 'fixed', code: 'lamp', name: 'c', per: 'month', amount: '5' }] };
  expect(codes(flat, {})).toEqual(['lamp']);
});

test('a line says why its item applied that does not always, with the figures of the bill', () => {
  const content = {
    items: [
      { kind: 'energy', code: 'energy', name: 'a', price: '1' },
      {
        kind: 'capacity',
        code: 'kva',
        name: 'b',
        price: '30',
        when: {
          months: [9, 10],
          kwhPerKvaBelow: '260',
          kwhUpTo: '100',
          basicChargeBy: ['capacity', 'contract'],
        },
      },
    ],
  };
  const month = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };
  const supply = [{ ...month, capacityKva: new Decimal(30), contractKw: null }];
  const input = billInput({ total: new Decimal(100), periods: {} }, { supply, basicChargeBy: 'capacity' });
  const bill = calculateBill(planOf(content), input);
  expect(bill.ok && bill.value.lines.map(({ trace }) => trace.condition)).toEqual([
    undefined,
    {
      months: '9 10',
      kwhUpTo: '100',
      monthlyKwh: '100',
      kwhPerKvaBelow: '260',
      kwhPerKva: '3.33',
      kva: '30',
      basicChargeBy: 'capacity',
    },
  ]);
});

describe('months, part months and part years', () => {
  const tiers = [
    { upToKwh: '120', price: '1' },
    { upToKwh: null, price: '2' },
  ];
  const tiered = (more: object) => ({
    items: [{ kind: 'tiered_energy', code: 'energy', name: 'a', basis: 'month', tiers, ...more }],
  });
  function kwhByTier(content: unknown, kwh: number, more: Partial<CalculationInput>) {
    const result = calculateBill(planOf(content), billInput({ total: new Decimal(kwh), periods: {} }, more));
    if (!result.ok) throw new Error(result.error.code);
    return result.value.lines.map((line) => line.quantity);
  }

  test('a bill of two months has the limits and the fixed charges of two', () => {
    expect(kwhByTier(tiered({}), 300, { months: 2 })).toEqual(['240', '60']);
    const fixed = { items: [{ kind: 'fixed', code: 'f', name: 'f', per: 'month', amount: '12' }] };
    const result = calculateBill(
      planOf(fixed),
      billInput({ total: new Decimal(0), periods: {} }, { months: 2 }),
    );
    expect(result.ok && result.value.lines[0]).toMatchObject({ quantity: '2', amountMinor: 2400 });
  });

  test('an account that began in July has half of the yearly limits, or the whole where the tariff says so', () => {
    const yearly = { basis: 'year' };
    expect(kwhByTier(tiered(yearly), 100, { yearMonths: 6 })).toEqual(['60', '40']);
    expect(kwhByTier(tiered({ ...yearly, partYear: 'whole' }), 100, { yearMonths: 6 })).toEqual(['100']);
  });

  test('limits of a part stay exact, or are rounded where the tariff says so', () => {
    const part = {
      span: { startOn: localDate('2026-10-01'), endOn: localDate('2026-10-11') },
      whole: {
        span: { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') },
        total: new Decimal(0),
      },
    };
    expect(kwhByTier(tiered({}), 100, part)).toEqual(['38.709677', '61.290323']);
    expect(kwhByTier(tiered({ limitPlaces: 0 }), 100, part)).toEqual(['39', '61']);
  });

  test.each([
    ['whole', '12', 1200],
    ['days', '12 × 11 ÷ 31', 426],
  ])('a first month that is not whole is charged %s', (partMonth, formula, amountMinor) => {
    const items = [{ kind: 'fixed', code: 'f', name: 'f', per: 'month', amount: '12', partMonth }];
    const result = calculateBill(
      planOf({ items }),
      billInput(
        { total: new Decimal(0), periods: {} },
        {
          isPartMonth: true,
          span: { startOn: localDate('2026-10-21'), endOn: localDate('2026-11-01') },
        },
      ),
    );
    expect(result.ok && result.value.lines[0]).toMatchObject({ amountMinor, trace: { formula } });
  });

  test('a part over two months counts the days of each: 5 of 30 and 10 of 31', () => {
    const items = [{ kind: 'fixed', code: 'f', name: 'f', per: 'month', amount: '930', partMonth: 'days' }];
    const span = { startOn: localDate('2026-09-26'), endOn: localDate('2026-10-11') };
    const result = calculateBill(
      planOf({ items }),
      billInput({ total: new Decimal(0), periods: {} }, { isPartMonth: true, span }),
    );
    expect(result.ok && result.value.totalMinor).toBe(15500 + 30000);
  });
});

test('tiers with prices by period of the day share each tier pro rata by kWh (ssc#535)', () => {
  const items = [
    {
      kind: 'tiered_energy',
      code: 'energy',
      name: 'a',
      basis: 'month',
      tiers: [
        { upToKwh: '100', prices: { peak: '0.5', valley: '0.3' } },
        { upToKwh: null, prices: { peak: '0.8', valley: '0.4' } },
      ],
    },
  ];
  const periods = { peak: new Decimal(150), valley: new Decimal(50) };
  const result = calculateBill(planOf({ items }), billInput({ total: new Decimal(200), periods }));
  expect(
    result.ok && result.value.lines.map((line) => [line.itemCode, line.quantity, line.amountMinor]),
  ).toEqual([
    ['energy.tier_1.peak', '75', 3750],
    ['energy.tier_1.valley', '25', 750],
    ['energy.tier_2.peak', '75', 6000],
    ['energy.tier_2.valley', '25', 1000],
  ]);
});

test('an item that is not taxed stays out of the tax, included or added', () => {
  const items = [
    { kind: 'energy', code: 'energy', name: 'a', price: '1.13' },
    { kind: 'fixed', code: 'deposit', name: 'b', per: 'month', amount: '50', taxed: false },
  ];
  const tax = (mode: string) => {
    const result = calculateBill(
      planOf({ tax: { mode, percent: '13' }, items }),
      billInput({ total: new Decimal(100), periods: {} }),
    );
    return result.ok ? result.value.lines.map((line) => line.taxMinor) : [];
  };
  expect(tax('included')).toEqual([1300, 0]);
  expect(tax('added')).toEqual([0, 0, 1469]);
});

describe('content is refused where it is wrong', () => {
  const energy = { kind: 'energy', code: 'energy', name: 'a', price: '1' };
  const demand = { kind: 'demand', code: 'd', name: 'd' };
  const one = { name: 'a', source: 'a', startOn: '2026-10-01', endOn: '2026-11-01', total: '1' };
  test.each([
    ['items', 'month_without_energy', { items: [summer] }],
    ['items.1', 'price_or_tiers', { items: [energy, demand] }],
    [
      'items.1.of',
      'item_twice',
      { items: [energy, { kind: 'percent', code: 'p', name: 'p', percent: '1', of: ['energy', 'energy'] }] },
    ],
    [
      'items.0.when',
      'no_capacity_fits',
      { items: [{ ...energy, when: { capacityFromKva: '100', capacityBelowKva: '100' } }] },
    ],
    ['items.0.when.months', 'month_twice', { items: [{ ...energy, when: { months: [1, 1] } }] }],
    ['items.0.code', 'code_twice', { items: [{ ...energy, code: 'tax' }] }],
    [
      'items.1.of.0',
      'unknown_item',
      { items: [energy, { kind: 'power_factor', code: 'pf', name: 'p', of: ['basic'] }] },
    ],
    [
      'cases.0.expectedLines.basic',
      'unknown_item',
      { items: [energy], cases: [{ ...one, expectedLines: { basic: '1' } }] },
    ],
    [
      'cases.0.supplyChanges.0',
      'changes_out_of_order',
      { items: [energy], cases: [{ ...one, supplyChanges: [{ startOn: '2026-11-01', capacityKva: '1' }] }] },
    ],
    [
      'items.0.tiers.0',
      'price_or_prices',
      {
        items: [
          {
            kind: 'tiered_energy',
            code: 'e',
            name: 'e',
            basis: 'month',
            tiers: [{ upToKwh: '1' }, { upToKwh: null, price: '1' }],
          },
        ],
      },
    ],
  ])('%s: %s', (path, code, content) => {
    const parsed = parseTariffContent(content);
    expect(parsed.ok ? [] : parsed.error).toContainEqual(expect.objectContaining({ path, code }));
  });
});
