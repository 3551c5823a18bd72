import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { valueBetween } from '#shared/domain/reading/settleEstimates.ts';

const shown = (readOn: string, value: string) => ({ readOn: localDate(readOn), value: new Decimal(value) });

test.each([
  // 20 over 61 days, 31 of them before the estimate.
  ['130', '150', '2026-11-20', 3, '140.164'],
  ['130', '150', '2026-11-20', 0, '140'],
  ['130', '130', '2026-11-20', 3, '130'],
  ['0', '61', '2026-10-21', 0, '1'],
] as const)('between %s and %s, on %s with %i places: %s', (before, after, readOn, decimals, value) => {
  const found = valueBetween(
    shown('2026-10-20', before),
    shown('2026-12-20', after),
    localDate(readOn),
    decimals,
  );
  expect(found.toString()).toBe(value);
});

test('a later day never shows less, and no day less or more than the readings around it', () => {
  fc.assert(
    fc.property(
      fc.record({ before: fc.nat(999_999), used: fc.nat(99_999), days: fc.integer({ min: 2, max: 800 }) }),
      fc.nat(3),
      ({ before, used, days }, decimals) => {
        const first = localDate('2026-01-01');
        const from = { readOn: first, value: new Decimal(before) };
        const to = { readOn: addDays(first, days), value: new Decimal(before + used) };
        let last = from.value;
        for (let day = 1; day < days; day += Math.ceil(days / 20)) {
          const value = valueBetween(from, to, addDays(first, day), decimals);
          expect(value.gte(last) && value.lte(to.value)).toBe(true);
          last = value;
        }
      },
    ),
  );
});
