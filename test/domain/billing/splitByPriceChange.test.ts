import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByPriceChange } from '#shared/domain/billing/splitByPriceChange.ts';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';

const startOn = localDate('2026-10-01');

describe('a price change inside the span', () => {
  it('divides 100 kWh of 45 days at day 16 into 33 and 67 (Oracle rate guide)', () => {
    const parts = splitByPriceChange(
      { startOn, endOn: addDays(startOn, 45) },
      { total: decimalOf('100'), periods: {} },
      [addDays(startOn, 15)],
      0,
    );
    expect(
      parts.map(({ span, quantities }) => [span.startOn, span.endOn, quantities.total.toFixed()]),
    ).toEqual([
      ['2026-10-01', '2026-10-16', '33'],
      ['2026-10-16', '2026-11-15', '67'],
    ]);
  });

  it.each([
    [1, '33.3', '66.7'],
    [2, '33.33', '66.67'],
  ])('divides at %i places where the office says so', (places, before, after) => {
    const parts = splitByPriceChange(
      { startOn, endOn: addDays(startOn, 45) },
      { total: decimalOf('100'), periods: { flat: decimalOf('100') } },
      [addDays(startOn, 15)],
      places,
    );
    expect(parts.map(({ quantities }) => quantities.total.toFixed())).toEqual([before, after]);
    expect(parts.map(({ quantities }) => quantities.periods.flat?.toFixed())).toEqual([before, after]);
  });

  it('leaves a bill without change as it is', () => {
    const quantities = { total: decimalOf('10.5'), periods: { peak: decimalOf('10.5') } };
    const span = { startOn, endOn: addDays(startOn, 31) };
    expect(splitByPriceChange(span, quantities, [], 0)).toEqual([{ span, quantities }]);
  });

  it('loses nothing, and keeps the periods equal to the total in every part', () => {
    const kwh = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        kwh,
        kwh,
        fc.integer({ min: 3, max: 62 }),
        fc.integer({ min: 1, max: 61 }),
        fc.integer({ min: 0, max: 3 }),
        (peak, flat, days, at, places) => {
          fc.pre(at < days);
          const periods = { peak: new Decimal(peak), flat: new Decimal(flat) };
          const parts = splitByPriceChange(
            { startOn, endOn: addDays(startOn, days) },
            { total: new Decimal(peak + flat), periods },
            [addDays(startOn, at)],
            places,
          );
          const sum = (of: (part: (typeof parts)[number]) => Decimal | undefined) =>
            parts.reduce((total, part) => total.plus(of(part) ?? 0), new Decimal(0)).toNumber();
          expect(sum((part) => part.quantities.total)).toBe(peak + flat);
          expect(sum((part) => part.quantities.periods.peak)).toBe(peak);
          for (const { quantities } of parts) {
            const inPeriods = (quantities.periods.peak ?? new Decimal(0)).plus(quantities.periods.flat ?? 0);
            expect(inPeriods.eq(quantities.total)).toBe(true);
            expect(quantities.total.isNegative() && !quantities.total.isZero()).toBe(false);
          }
        },
      ),
    );
  });
});
