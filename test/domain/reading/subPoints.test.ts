import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#shared/domain/money.ts';
import { DEFAULT_READING_POLICY } from '#shared/domain/reading/policy.ts';
import type { BilledQuantities } from '#shared/domain/reading/registers.ts';
import { deductSubPoints, type SubPoint } from '#shared/domain/reading/subPoints.ts';
import { ONE_MONTH } from '#shared/domain/tariff/items/monthShare.ts';

const kwh = (total: number, periods: Record<string, number> = {}): BilledQuantities => ({
  total: new Decimal(total),
  periods: Object.fromEntries(Object.entries(periods).map(([code, value]) => [code, new Decimal(value)])),
});
const metered = (quantities: BilledQuantities): SubPoint => ({
  servicePointNo: 'a',
  kind: 'metered',
  quantities,
});
const fixed = (amount: number, months = ONE_MONTH): SubPoint => ({
  servicePointNo: 'b',
  kind: 'fixed_quantity',
  kwh: new Decimal(amount),
  months,
});
const ratio = (percent: string): SubPoint => ({
  servicePointNo: 'c',
  kind: 'fixed_ratio',
  percent: new Decimal(percent),
});

function rest(from: BilledQuantities, ...subs: readonly SubPoint[]) {
  const result = deductSubPoints(from, subs, DEFAULT_READING_POLICY);
  if (!result.ok) return result.error;
  const { total, periods } = result.value.quantities;
  return [total.toFixed(), ...Object.entries(periods).map(([code, value]) => `${code} ${value.toFixed()}`)];
}

test.each([
  ['nothing behind', rest(kwh(100, { peak: 60, valley: 40 })), ['100', 'peak 60', 'valley 40']],
  [
    'by period',
    rest(kwh(100, { peak: 60, valley: 40 }), metered(kwh(30, { peak: 10, valley: 20 }))),
    ['70', 'peak 50', 'valley 20'],
  ],
  [
    'a meter without periods, in proportion',
    rest(kwh(100, { peak: 60, flat: 40 }), metered(kwh(10))),
    ['90', 'peak 54', 'flat 36'],
  ],
  [
    'a period that only the one behind counts',
    rest(kwh(100, { peak: 60, flat: 40 }), metered(kwh(30, { peak: 10, valley: 20 }))),
    ['70', 'peak 39', 'flat 31'],
  ],
  ['a fixed quantity', rest(kwh(100), fixed(30)), ['70']],
  [
    'a fixed quantity of two months',
    rest(kwh(100), fixed(30, { numerator: 2, denominator: 1, formula: ' × 2' })),
    ['40'],
  ],
  [
    'a fixed quantity of 10 days of 31: 9.7 kWh',
    rest(kwh(100), fixed(30, { numerator: 10, denominator: 31, formula: ' × 10 ÷ 31' })),
    ['90'],
  ],
  ['a ratio is of the whole meter, whatever else is behind', rest(kwh(105), fixed(5), ratio('10')), ['89']],
])('%s', (_name, actual, expected) => {
  expect(actual).toEqual(expected);
});

test('less than nothing stops and says whose and where', () => {
  expect(rest(kwh(10), fixed(11))).toEqual({
    code: 'negative_remainder',
    detail: { servicePointNo: 'b', registerCode: 'total', kwh: '-1' },
  });
  expect(rest(kwh(100, { peak: 5, flat: 95 }), metered(kwh(6, { peak: 6, flat: 0 })))).toMatchObject({
    detail: { servicePointNo: 'a', registerCode: 'peak' },
  });
});

test('what is left and what is behind make what was metered, and the periods make the total', () => {
  const amount = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(amount, amount, amount, amount, (peak, flat, taken, percent) => {
      const result = deductSubPoints(
        kwh(peak + flat, { peak, flat }),
        [fixed(taken), ratio(String(percent / 100))],
        DEFAULT_READING_POLICY,
      );
      if (!result.ok) return;
      const { quantities, steps } = result.value;
      const behind = steps.reduce((sum, step) => sum.plus(step.quantity), new Decimal(0));
      expect(quantities.total.minus(behind).toNumber()).toBe(peak + flat);
      const periods = Object.values(quantities.periods).reduce((sum, one) => sum.plus(one), new Decimal(0));
      expect(periods.toFixed()).toBe(quantities.total.toFixed());
    }),
  );
});
