import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateFormula } from '#shared/domain/billing/formula.ts';
import { Decimal } from '#shared/domain/money.ts';
import { addShared, type LossTerms, withLosses } from '#shared/domain/reading/losses.ts';
import { DEFAULT_READING_POLICY } from '#shared/domain/reading/policy.ts';
import { NO_POWER } from '#shared/domain/reading/powerQuantities.ts';
import type { BilledQuantities } from '#shared/domain/reading/registers.ts';
import { ONE_MONTH } from '#shared/domain/tariff/items/monthShare.ts';

const d = (value: number | string) => new Decimal(value);
const kwh = (total: number, periods: Record<string, number> = {}): BilledQuantities => ({
  total: d(total),
  periods: Object.fromEntries(Object.entries(periods).map(([code, value]) => [code, d(value)])),
});
const texts = ({ total, periods }: BilledQuantities) => ({
  total: total.toFixed(),
  ...Object.fromEntries(Object.entries(periods).map(([code, value]) => [code, value.toFixed()])),
});

/** S9-315/10: 0.67 kW without load, 3.65 kW at full load, 1.1 % no-load current, 4 % impedance (GB/T 6451). */
const plate: LossTerms = {
  linePercent: null,
  transformer: {
    by: 'formula',
    ratedKva: d(315),
    noLoadKw: d('0.67'),
    loadLossKw: d('3.65'),
    noLoadCurrentPercent: d('1.1'),
    impedancePercent: d(4),
    loadFactor: d(1),
    hoursPerDay: d(24),
  },
};
const table: LossTerms = {
  linePercent: null,
  transformer: {
    by: 'table',
    noLoadKwh: d(304),
    noLoadKvarh: null,
    bands: [
      { upToKwh: d(5000), loadKwh: d(20), loadKvarh: null },
      { upToKwh: d(10000), loadKwh: d(60), loadKvarh: null },
    ],
  },
};

const row = (noLoadKwh: number) => ({
  noLoadKwh: d(noLoadKwh),
  noLoadKvarh: null,
  bands: [{ upToKwh: d(5000), loadKwh: d(20), loadKvarh: null }],
});

function lossesOf(
  quantities: BilledQuantities,
  terms: LossTerms | null,
  kvarh: number | null = 0,
  days = 30,
  months = ONE_MONTH,
  capacityKva: number | null = null,
) {
  const power = { ...NO_POWER, reactiveKvarh: kvarh === null ? null : d(kvarh) };
  const capacity = capacityKva === null ? null : d(capacityKva);
  const metered = { quantities, power, days, months, capacityKva: capacity };
  return withLosses(metered, terms, DEFAULT_READING_POLICY);
}

function stepsOf(...args: Parameters<typeof lossesOf>) {
  const result = lossesOf(...args);
  if (!result.ok) return [result.error.code];
  return result.value.steps.map(({ code, quantity }) => [code, quantity]);
}

describe('by the plate of the transformer', () => {
  test('without load only the no-load loss remains: 0.67 kW for 720 hours', () => {
    expect(stepsOf(kwh(0), plate)).toEqual([
      ['transformer_loss', '482'], // 482.4
      ['transformer_loss_reactive', '2495'], // 0.011 × 315 × 720 = 2494.8
    ]);
  });

  test('at full load for the whole period the loss is P0 + Pk, and I0 % + Uk % of the rating', () => {
    expect(stepsOf(kwh(315 * 720), plate)).toEqual([
      ['transformer_loss', '3110'], // (0.67 + 3.65) × 720 = 3110.4
      ['transformer_loss_reactive', '11567'], // (0.011 + 0.04) × 315 × 720 = 11566.8
    ]);
  });

  test('reactive power counts like active: at half of each, Pk counts by a half', () => {
    const half = 315 * 720 * 0.5;
    expect(stepsOf(kwh(half), plate, half)[0]).toEqual(['transformer_loss', '1796']); // (0.67 + 3.65 × 0.5) × 720 = 1796.4
  });

  test('the reactive loss joins the reactive consumption; without a register the bill stops', () => {
    const result = lossesOf(kwh(0), plate, 100);
    expect(result.ok && result.value.power.reactiveKvarh?.toFixed()).toBe('2595');
    expect(stepsOf(kwh(0), plate, null)).toEqual(['reactive_missing']);
  });
});

describe('by a table', () => {
  test.each([
    [0, '324'],
    [5000, '324'],
    [5001, '364'],
    [10000, '364'],
  ])('%i kWh lose %s', (total, loss) => {
    expect(stepsOf(kwh(total), table)).toEqual([['transformer_loss', loss]]);
  });

  test('what lies beyond the table stops and is never nothing', () => {
    const result = lossesOf(kwh(10001), table);
    expect(result).toEqual({
      ok: false,
      error: { code: 'loss_table_exceeded', detail: { kwh: '10001', upToKwh: '10000' } },
    });
  });

  const TWO_MONTHS = { numerator: 2, denominator: 1, formula: ' × 2' };
  const TEN_DAYS = { numerator: 10, denominator: 31, formula: ' × 10 ÷ 31' };

  test.each([
    [10000, TWO_MONTHS, '648'], // 2 × (304 + 20): 5000 a month
    [10001, TWO_MONTHS, '728'], // 2 × (304 + 60)
    [20000, TWO_MONTHS, '728'],
    [1612, TEN_DAYS, '105'], // (304 + 20) × 10 ÷ 31 = 104.5; up to 1612.9
    [1613, TEN_DAYS, '117'], // (304 + 60) × 10 ÷ 31 = 117.4
  ])('the figures are those of a month: %i kWh in other than one (%o) lose %s', (total, months, loss) => {
    const result = lossesOf(kwh(total), table, 0, 30, months);
    if (!result.ok) throw new Error(result.error.code);
    const [step] = result.value.steps;
    expect(step?.quantity).toBe(loss);
    expect(
      evaluateFormula(step?.formula ?? '')
        ?.toDecimalPlaces(0)
        .toFixed(),
    ).toBe(loss);
  });

  test.each([
    [20001, TWO_MONTHS, '20000'],
    [5000, { numerator: 1, denominator: 2, formula: ' × 15 ÷ 30' }, null],
    [5001, { numerator: 1, denominator: 2, formula: ' × 15 ÷ 30' }, '5000'],
  ])('where the table ends goes by the months too: %i', (total, months, upToKwh) => {
    const result = lossesOf(kwh(total), table, 0, 30, months);
    expect(result.ok ? null : result.error.detail.upToKwh).toBe(upToKwh);
  });

  const reactive: LossTerms = {
    linePercent: null,
    transformer: {
      by: 'table',
      noLoadKwh: d(304),
      noLoadKvarh: d(1890),
      bands: [{ upToKwh: d(5000), loadKwh: d(20), loadKvarh: d(110) }],
    },
  };

  test('a reactive loss that the table states joins the reactive consumption, by the months of the bill', () => {
    const result = lossesOf(kwh(5000), reactive, 500);
    expect(result.ok && result.value.power.reactiveKvarh?.toFixed()).toBe('2500');
    expect(stepsOf(kwh(5000), reactive, 500, 61, TWO_MONTHS)).toEqual([
      ['transformer_loss', '648'],
      ['transformer_loss_reactive', '4000'],
    ]);
    expect(stepsOf(kwh(5000), reactive, null)).toEqual([['transformer_loss', '324']]);
  });

  const capacities: LossTerms = {
    linePercent: null,
    transformer: {
      by: 'capacity_table',
      rows: [
        { capacityKva: d(315), ...row(304) },
        { capacityKva: d(630), ...row(540) },
      ],
    },
  };

  test.each([
    [315, 100, [['transformer_loss', '324']]],
    [630, 100, [['transformer_loss', '560']]],
    [800, 100, ['loss_table_exceeded']],
    [400, 100, ['loss_table_exceeded']],
    [null, 100, ['loss_table_exceeded']],
    [0, 100, ['loss_table_exceeded']],
    [0, 0, []],
  ])('of several capacities that of the supply holds, another one stops: %s kVA', (kva, total, expected) => {
    expect(stepsOf(kwh(total), capacities, 0, 30, ONE_MONTH, kva)).toEqual(expected);
  });

  test('a capacity beyond the table is named with where the table ends', () => {
    expect(lossesOf(kwh(1), capacities, 0, 30, ONE_MONTH, 800)).toEqual({
      ok: false,
      error: { code: 'loss_table_exceeded', detail: { capacityKva: '800', upToKva: '630' } },
    });
  });
});

test('line loss is a percentage of the metered quantity, beside the transformer', () => {
  const result = lossesOf(kwh(5000), { ...table, linePercent: d('3.5') });
  expect(result.ok && texts(result.value.quantities)).toEqual({ total: String(5000 + 324 + 175) });
});

test('losses are shared over the periods in proportion, the remainder to flat', () => {
  const metered = kwh(1000, { peak: 333, flat: 333, valley: 334 });
  const result = lossesOf(metered, { transformer: null, linePercent: d(10) });
  expect(result.ok && texts(result.value.quantities)).toEqual({
    total: '1100',
    peak: '366',
    flat: '367',
    valley: '367',
  });
  const withoutFlat = lossesOf(kwh(1000, { peak: 501, valley: 499 }), {
    transformer: null,
    linePercent: d(1),
  });
  expect(withoutFlat.ok && texts(withoutFlat.value.quantities)).toEqual({
    total: '1010',
    peak: '506',
    valley: '504',
  });
});

test('no terms change nothing', () => {
  const metered = kwh(10, { peak: 10 });
  expect(lossesOf(metered, null)).toMatchObject({ ok: true, value: { quantities: metered, steps: [] } });
});

test('periods add up to the total, and every step is its formula rounded', () => {
  const amount = fc.integer({ min: 0, max: 200_000 });
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      amount,
      fc.constantFrom(plate, { ...plate, linePercent: d('2.7') }),
      (peak, flat, valley, kvarh, terms) => {
        const result = lossesOf(kwh(peak + flat + valley, { peak, flat, valley }), terms, kvarh);
        if (!result.ok) throw new Error(result.error.code);
        const { quantities, steps } = result.value;
        const sum = Object.values(quantities.periods).reduce((left, right) => left.plus(right), d(0));
        expect(sum.toFixed()).toBe(quantities.total.toFixed());
        for (const { formula, quantity } of steps) {
          expect(evaluateFormula(formula)?.toDecimalPlaces(0).toFixed()).toBe(quantity);
        }
      },
    ),
  );
  const one = addShared(kwh(0, { peak: 0, flat: 0 }), d(7), DEFAULT_READING_POLICY);
  expect(texts(one)).toEqual({ total: '7', peak: '0', flat: '7' });
});
