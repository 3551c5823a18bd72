import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { unfitValue } from '#shared/domain/reading/meterFacts.ts';
import { judgeRollover, segmentQuantity } from '#shared/domain/reading/segmentQuantity.ts';
import { meterFacts } from './build.ts';

describe('quantity between two readings', () => {
  test.each([
    // digits, decimals, multiplier, previous, current, quantity, isBack
    [6, 0, '1', '8865', '9975', '1110', false], // jcpb.com
    [5, 0, '1', '99950', '30', '80', true], // GSAN
    [6, 0, '1', '999950', '30', '80', true],
    [6, 2, '1', '999999.99', '0.01', '0.02', true],
    [6, 2, '40', '123.45', '124.56', '44.4', false],
    [6, 0, '1500', '1', '1', '0', false],
    [8, 4, '1', '0.0001', '99999999.9999', '99999999.9998', false],
  ])('%i.%i x %s: %s -> %s is %s', (digits, decimals, multiplier, before, after, quantity, isBack) => {
    const result = segmentQuantity(
      'total',
      decimalOf(before),
      decimalOf(after),
      meterFacts(digits, decimals, multiplier),
    );
    expect(result.quantity.toFixed()).toBe(quantity);
    expect(result.isBack).toBe(isBack);
  });

  test('R10: the length of the number says nothing: 000999 -> 000001 of six digits is not 2', () => {
    const meter = meterFacts(6);
    const { quantity, isBack } = segmentQuantity('total', decimalOf('000999'), decimalOf('000001'), meter);
    expect(quantity.toFixed()).toBe('999002');
    expect(isBack).toBe(true);
    expect(judgeRollover(quantity, meter, decimalOf('300'), new Decimal(2))).toBe('doubtful');
  });
});

describe('judging a register that went back', () => {
  test.each([
    ['80', '300', 'plausible'],
    ['600', '300', 'plausible'],
    ['601', '300', 'doubtful'],
    ['80', '0', 'doubtful'],
    ['80', null, 'doubtful'],
    // Twice what is expected is a whole turn of the register: it may have turned more than once.
    ['80', '50000', 'several'],
  ])('%s kWh where %s were expected is %s', (quantity, expected, verdict) => {
    const expectation = expected === null ? null : decimalOf(expected);
    expect(judgeRollover(decimalOf(quantity), meterFacts(5), expectation, new Decimal(2))).toBe(verdict);
  });
});

test.each([
  ['999999', null],
  ['1000000', 'digit_overflow'],
  ['999999.9', null],
  ['0.12', 'too_many_decimals'],
  ['-0.1', 'value_negative'],
  ['0', null],
])('a register of 6.1 digits and %s: %s', (value, rejection) => {
  expect(unfitValue(decimalOf(value), meterFacts(6, 1))).toBe(rejection);
});

test('a quantity is never negative, below one turn, and turns the register to the current value', () => {
  const cents = fc.integer({ min: 0, max: 99_999_999 });
  fc.assert(
    fc.property(cents, cents, fc.integer({ min: 1, max: 4000 }), (before, after, multiplier) => {
      const meter = meterFacts(6, 2, String(multiplier));
      const [previous, current] = [new Decimal(before).div(100), new Decimal(after).div(100)];
      const { quantity } = segmentQuantity('total', previous, current, meter);
      expect(quantity.gte(0)).toBe(true);
      expect(quantity.lt(new Decimal(1_000_000).times(multiplier))).toBe(true);
      expect(previous.plus(quantity.div(multiplier)).mod(1_000_000).eq(current)).toBe(true);
    }),
  );
});

test('a demand register shows the highest power since it was set back: less than before is no rollover', () => {
  const meter = { digits: 6, decimals: 3, multiplier: decimalOf('40') };
  const { quantity, isBack } = segmentQuantity('demand', decimalOf('3.2'), decimalOf('2.51'), meter);
  expect([quantity.toFixed(), isBack]).toEqual(['100.4', false]);
});
