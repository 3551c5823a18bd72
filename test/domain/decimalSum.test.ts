import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalSum } from '#shared/domain/decimalSum.ts';
import { Decimal } from '#shared/domain/money.ts';

const sumOf = (values: readonly Decimal[]) => {
  const sum = new DecimalSum();
  for (const value of values) sum.add(value);
  return sum.value;
};

test.each([
  [[], '0'],
  [['0.1', '0.2'], '0.3'],
  [['9999999.9999999', '0.0000001'], '10000000'],
  [['-0.5', '0.25'], '-0.25'],
  [['0.0000001', '0.00000001'], '0.00000011'],
  [['12345678', '0.5'], '12345678.5'],
  [['1e12', '-1e12', '0.125'], '0.125'],
])('%j is %s', (values, expected) => {
  expect(sumOf(values.map((value) => new Decimal(value))).toFixed()).toBe(expected);
});

test('is what the library adds up, of whatever size and however many', () => {
  const digits = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
  const value = fc
    .tuple(digits, fc.integer({ min: 0, max: 14 }))
    .map(([whole, places]) => new Decimal(whole.toString()).div(new Decimal(10).pow(places)));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const expected = values.reduce((sum, one) => sum.plus(one), new Decimal(0));
      expect(sumOf(values).toFixed()).toBe(expected.toFixed());
    }),
    { numRuns: 500 },
  );
});
