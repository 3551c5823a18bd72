import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal, sumMinor } from '#shared/domain/money.ts';
import type { BilledQuantities } from '#shared/domain/reading/registers.ts';
import {
  type CalculationInput,
  calculateBill,
  parseTariffContent,
  SAMPLE_TARIFFS,
  SHIPPED_TARIFFS,
} from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const MONTH = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };

const kwh = (value: number | string): BilledQuantities => ({ total: new Decimal(value), periods: {} });
const item = { code: 'energy', name: '电度电费' };
const open = (upToKwh: string | null, price: string) => ({ upToKwh, price });

function lineAmounts(content: unknown, quantities: BilledQuantities, more: Partial<CalculationInput> = {}) {
  const result = calculateBill(planOf(content), billInput(quantities, more));
  return result.ok
    ? result.value.lines.map((line) => [line.itemCode, line.quantity, line.amountMinor])
    : [result.error.code];
}

describe('tiers', () => {
  const monthly = {
    items: [
      {
        kind: 'tiered_energy',
        ...item,
        basis: 'month',
        tiers: [open('100', '0.5'), open('300', '0.6'), open(null, '1')],
      },
    ],
  };
  test.each([
    [0, []],
    [100, [['energy.tier_1', '100', 5000]]],
    [
      101,
      [
        ['energy.tier_1', '100', 5000],
        ['energy.tier_2', '1', 60],
      ],
    ],
    [
      400,
      [
        ['energy.tier_1', '100', 5000],
        ['energy.tier_2', '200', 12000],
        ['energy.tier_3', '100', 10000],
      ],
    ],
  ])('%i kWh pay each tier its own price, never all the highest (candela#638)', (used, expected) => {
    expect(lineAmounts(monthly, kwh(used))).toEqual(expected);
  });

  test('a slab reached applies to every kWh', () => {
    const slabs = { items: [{ ...monthly.items[0], kind: 'slab' }] };
    expect(lineAmounts(slabs, kwh(100))).toEqual([['energy.tier_1', '100', 5000]]);
    expect(lineAmounts(slabs, kwh(101))).toEqual([['energy.tier_2', '101', 6060]]);
  });

  test('the year accumulates from January, so one bill may pass a limit (killbill#1931)', () => {
    const yearly = { items: [{ ...monthly.items[0], basis: 'year' }] };
    expect(lineAmounts(yearly, kwh(50), { usedThisYear: new Decimal(280) })).toEqual([
      ['energy.tier_2', '20', 1200],
      ['energy.tier_3', '30', 3000],
    ]);
  });

  test('daily limits go by the days of the bill (REopt.jl#538)', () => {
    const daily = {
      items: [{ ...monthly.items[0], basis: 'day', tiers: [open('10', '0.5'), open(null, '1')] }],
    };
    expect(lineAmounts(daily, kwh(400))).toEqual([
      ['energy.tier_1', '310', 15500],
      ['energy.tier_2', '90', 9000],
    ]);
  });

  test('people above the household size of the document raise the limits', () => {
    const household = { above: 4, kwh: '100' };
    const content = { items: [{ ...monthly.items[0], basis: 'month', household }] };
    expect(lineAmounts(content, kwh(300), { householdSize: 6 })).toEqual([['energy.tier_1', '300', 15000]]);
    expect(lineAmounts(content, kwh(101), { householdSize: 4 })[0]).toEqual(['energy.tier_1', '100', 5000]);
  });
});

describe('other items', () => {
  test('percent goes by the rounded lines of the named items', () => {
    const content = {
      items: [
        { kind: 'energy', ...item, price: '0.0951' },
        { kind: 'percent', code: 'fuel', name: 'fuel', percent: '10', of: ['energy'] },
      ],
    };
    expect(lineAmounts(content, kwh(1110))).toEqual([
      ['energy', '1110', 10556],
      ['fuel', null, 1056],
    ]);
  });

  test('a minimum lifts a small bill and leaves a larger one alone', () => {
    const content = {
      items: [
        { kind: 'energy', ...item, price: '0.5' },
        { kind: 'minimum', code: 'least', name: 'least', amount: '10', of: ['energy'] },
      ],
    };
    expect(lineAmounts(content, kwh(4))).toEqual([
      ['energy', '4', 200],
      ['least', null, 800],
    ]);
    expect(lineAmounts(content, kwh(20))).toEqual([['energy', '20', 1000]]);
  });

  test('tax is split out of each line, or added as a line of its own', () => {
    const items = [{ kind: 'energy', ...item, price: '1.13' }];
    const included = calculateBill(
      planOf({ tax: { mode: 'included', percent: '13' }, items }),
      billInput(kwh(100)),
    );
    expect(included.ok && included.value.lines[0]).toMatchObject({ amountMinor: 11300, taxMinor: 1300 });
    const added = lineAmounts({ tax: { mode: 'added', percent: '13' }, items }, kwh(100));
    expect(added).toEqual([
      ['energy', '100', 11300],
      ['tax', null, 1469],
    ]);
  });
});

test('a share of a month is cut nowhere before the line is rounded: 2.10 × 1/28 = 0.075 is 0.08', () => {
  const part = {
    span: { startOn: localDate('2023-02-01'), endOn: localDate('2023-02-02') },
    whole: {
      span: { startOn: localDate('2023-02-01'), endOn: localDate('2023-03-01') },
      total: new Decimal(0),
    },
  };
  const monthly = { items: [{ kind: 'fixed', ...item, per: 'month', amount: '2.10' }] };
  expect(lineAmounts(monthly, kwh(0), part).map((line) => line[2])).toEqual([8]);
});

describe('impossible inputs stop with a code', () => {
  const timeOfUse = { items: [{ kind: 'time_of_use', ...item, prices: { peak: '1', valley: '0.5' } }] };
  const periods = (peak: number, flat: number) => ({
    total: new Decimal(peak + flat),
    periods: { peak: new Decimal(peak), flat: new Decimal(flat) },
  });
  test.each([
    ['negative_quantity', timeOfUse, kwh(-1), {}],
    ['no_price_for_period', timeOfUse, periods(10, 5), {}],
    ['periods_missing', timeOfUse, kwh(10), {}],
    ['periods_differ_from_total', timeOfUse, { ...periods(10, 0), total: new Decimal(12) }, {}],
    ['capacity_missing', { items: [{ kind: 'capacity', ...item, price: '30' }] }, kwh(1), {}],
    ['quantity_too_large', timeOfUse, kwh('1000000000000'), {}],
    ['quantity_too_large', timeOfUse, kwh(1), { reactiveKvarh: new Decimal('1000000000000') }],
    ['quantity_too_large', timeOfUse, kwh(1), { reactiveDemandKvar: new Decimal('1000000000000') }],
    ['quantity_too_large', timeOfUse, kwh(1), { demand: { max: new Decimal('1000000000000'), periods: {} } }],
    [
      'amount_too_large',
      {
        items: Array.from({ length: 60 }, (_none, index) => ({
          kind: 'energy',
          code: `energy_${index}`,
          name: 'energy',
          price: '90000000000',
        })),
      },
      kwh(1),
      {},
    ],
    ['amount_too_large', { items: [{ kind: 'energy', ...item, price: '99999999999999999999' }] }, kwh(1), {}],
    [
      'amount_too_large',
      {
        tax: { mode: 'added', percent: '99999999999999999999' },
        items: [{ kind: 'energy', ...item, price: '1' }],
      },
      kwh(1),
      {},
    ],
    ['period_of_no_days', timeOfUse, kwh(0), { span: { startOn: MONTH.endOn, endOn: MONTH.startOn } }],
    ['period_of_no_days', timeOfUse, kwh(1), { span: { startOn: MONTH.startOn, endOn: MONTH.startOn } }],
  ])('%s', (code, content, quantities, more) => {
    expect(lineAmounts(content, quantities, more)).toEqual([code]);
  });

  test('a period without price but also without kWh is no stop', () => {
    expect(lineAmounts(timeOfUse, periods(10, 0))).toEqual([['energy.peak', '10', 1000]]);
  });
});

describe('content is refused where it is wrong', () => {
  const energy = { kind: 'energy', ...item, price: '1' };
  const tiered = (tiers: unknown) => ({ items: [{ kind: 'tiered_energy', ...item, basis: 'month', tiers }] });
  test.each([
    ['items', 'too_small', { items: [] }],
    ['items.0.price', 'not_a_decimal', { items: [{ ...energy, price: '1,5' }] }],
    ['items.1.code', 'code_twice', { items: [energy, energy] }],
    ['items.0.tiers', 'tiers_out_of_order', tiered([open('200', '1'), open('100', '2'), open(null, '3')])],
    ['items.0.tiers', 'last_tier_open', tiered([open('100', '1'), open('200', '2')])],
    [
      'items.1.of.0',
      'unknown_item',
      { items: [energy, { kind: 'percent', code: 'p', name: 'p', percent: '1', of: ['x'] }] },
    ],
    [
      'cases.0.startOn',
      'not_a_date',
      {
        items: [energy],
        cases: [{ name: 'a', source: 'a', startOn: '2024-02-30', endOn: '2024-03-30', total: '1' }],
      },
    ],
    ['', 'unrecognized_keys', { items: [energy], currency: 'CNY' }],
  ])('%s: %s', (path, code, content) => {
    const parsed = parseTariffContent(content);
    expect(parsed.ok ? [] : parsed.error).toContainEqual(expect.objectContaining({ path, code }));
  });
});

describe('properties', () => {
  const amount = fc.integer({ min: 0, max: 100_000 });
  const quantities = fc
    .record({ sharp: amount, peak: amount, flat: amount, valley: amount })
    .map((parts) => ({
      total: new Decimal(parts.sharp + parts.peak + parts.flat + parts.valley),
      periods: {
        sharp: new Decimal(parts.sharp),
        peak: new Decimal(parts.peak),
        flat: new Decimal(parts.flat),
        valley: new Decimal(parts.valley),
      },
    }));

  test('the total is the sum of the lines, and each line is its own unrounded value rounded once', () => {
    const plans = SAMPLE_TARIFFS.map(({ content }) => planOf(content));
    fc.assert(
      fc.property(fc.constantFrom(...plans), quantities, amount, (plan, billed, used) => {
        const more = {
          usedThisYear: new Decimal(used),
          supply: [{ ...MONTH, capacityKva: new Decimal(315), contractKw: null }],
        };
        const result = calculateBill(plan, billInput(billed, more));
        if (!result.ok) {
          expect(result.error.code).toBe('no_price_for_period');
          return;
        }
        const { lines, totalMinor } = result.value;
        expect(totalMinor).toBe(sumMinor(lines.map((line) => line.amountMinor)));
        for (const line of lines) {
          const error = new Decimal(line.amountMinor).div(100).minus(line.unrounded).abs();
          expect(error.lte('0.005')).toBe(true);
        }
      }),
    );
  });

  test('tiers take every kWh once, whatever was used before', () => {
    const plan = planOf(SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === 'zj_household')?.content);
    fc.assert(
      fc.property(amount, amount, (used, before) => {
        const result = calculateBill(plan, billInput(kwh(used), { usedThisYear: new Decimal(before) }));
        if (!result.ok) throw new Error(result.error.code);
        const tiersKwh = result.value.lines
          .filter((line) => line.kind === 'tier_increment')
          .reduce((sum, line) => sum.plus(line.quantity ?? 0), new Decimal(0));
        const beyondFirst = Math.max(0, before + used - 2760) - Math.max(0, before - 2760);
        expect(tiersKwh.toNumber()).toBe(beyondFirst);
      }),
    );
  });

  test('two bills that follow each other come to the same kWh of each tier as one', () => {
    const plan = planOf({
      items: [
        {
          kind: 'tiered_energy',
          ...item,
          basis: 'year',
          tiers: [open('500', '1'), open('900', '2'), open(null, '3')],
        },
      ],
    });
    const unroundedOf = (used: number, before: number) => {
      const result = calculateBill(plan, billInput(kwh(used), { usedThisYear: new Decimal(before) }));
      if (!result.ok) throw new Error(result.error.code);
      return result.value.lines.reduce((sum, line) => sum.plus(line.unrounded), new Decimal(0));
    };
    fc.assert(
      fc.property(amount, amount, (first, second) => {
        const apart = unroundedOf(first, 0).plus(unroundedOf(second, first));
        expect(apart.eq(unroundedOf(first + second, 0))).toBe(true);
      }),
    );
  });
});
