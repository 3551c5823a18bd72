import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, decimalOf, decimalText, parseDecimal, parseDecimalText } from '#shared/domain/money.ts';

test('whole numbers parse to themselves, whatever their length', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => {
      const text = value.toString();
      expect(parseDecimal(text)?.eq(new Decimal(text))).toBe(true);
      expect(parseDecimalText(text)).toBe(text);
    }),
  );
});

test('the canonical form is what the library writes without an exponent, for whole numbers and others', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 8), max: 10 ** 8 }),
      fc.integer({ min: -12, max: 12 }),
      (whole, exponent) => {
        const value = new Decimal(whole).times(new Decimal(10).pow(exponent));
        expect(decimalText(value)).toBe(value.isZero() ? '0' : value.toFixed());
      },
    ),
  );
});

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['007', '7'],
  ['9999999', '9999999'],
  ['10000000', '10000000'],
  [' 12.50 ', '12.5'],
  ['+3', '3'],
  ['1e3', null],
  ['12,5', null],
  ['', null],
])('%j is the canonical %j', (text, canonical) => {
  expect(parseDecimalText(text)).toBe(canonical);
  const value = parseDecimal(text);
  expect(value && decimalText(value)).toBe(canonical);
});

test('what was calculated is read back to the last digit, longer than people may write', () => {
  const amounts = ['10', '-10', '0.001'].map((text) => new Decimal(text).div(31));
  for (const amount of amounts) {
    const text = decimalText(amount);
    expect(text.length).toBeGreaterThan(40);
    expect(decimalOf(text).eq(amount)).toBe(true);
    expect(parseDecimal(text)).toBeNull();
  }
});
