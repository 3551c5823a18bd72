import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBillRule } from '#shared/domain/billing/billRules.ts';
import { evaluateFormula, negatedFormula } from '#shared/domain/billing/formula.ts';
import { calculateBill } from '#shared/domain/tariff/index.ts';
import { anyBill, anyTariff } from '../../support/anyTariff.ts';
import { planOf } from '../../support/billInput.ts';

describe('a formula is worked out as it is read', () => {
  test.each([
    ['140 × 0.05', '7'],
    ['315 × 30 × 15 ÷ 30', '4725'],
    ['(650 - 600 × 105%) × 40 × 2', '1600'],
    ['10 - 2 - 3', '5'],
    ['100 ÷ 10 ÷ 5', '2'],
    ['500.00 × -0.75%', '-3.75'],
    ['-(140 × 0.05)', '-7'],
    ['-1000', '-1000'],
    ['12.00', '12'],
    ['2 + 3 × 4', '14'],
  ])('%s = %s', (text, expected) => {
    expect(evaluateFormula(text)?.toFixed()).toBe(expected);
  });

  test.each(['', '1 ×', '(1', '1)', '1 2', '1 ÷ 0', 'x × 2', '1 + alert(1)', '×', '1..2'])(
    '"%s" is none',
    (text) => {
      expect(evaluateFormula(text)).toBeNull();
    },
  );
});

test.each([
  ['', ''],
  ['1000', '-1000'],
  ['50.25', '-50.25'],
  ['200 × 0.5', '-(200 × 0.5)'],
  ['(2 - 1) × (3 - 1)', '-((2 - 1) × (3 - 1))'],
  ['-(2) - (1)', '-(-(2) - (1))'],
])('"%s" with its sign turned is "%s", and back again', (formula, negated) => {
  expect(negatedFormula(formula)).toBe(negated);
  expect(negatedFormula(negated)).toBe(formula);
});

test('a number alone in brackets, as older bills have it, is turned too', () => {
  expect(negatedFormula('-(4000)')).toBe('4000');
});

test('the formula of every line of every bill is its amount before rounding, to the last digit', () => {
  fc.assert(
    fc.property(anyTariff, anyBill, (content, input) => {
      const result = calculateBill(planOf(content), input);
      if (!result.ok) return;
      for (const line of result.value.lines) {
        expect(isBillRule(line.trace.rule)).toBe(true);
        const value = evaluateFormula(line.trace.formula);
        expect([line.trace.formula, value?.toFixed()]).toEqual([line.trace.formula, line.unrounded]);
      }
    }),
    { numRuns: 1000 },
  );
});
