import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, period } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { CyclePlaces, cycleDayOf, periodOfChange, placeInCycle } from '#shared/domain/reading/cycle.ts';
import { estimatedValue } from '#shared/domain/reading/estimate.ts';
import { meterFacts, textOf } from './build.ts';

test.each([
  ['2026-02', 31, '2026-02-28'],
  ['2024-02', 30, '2024-02-29'],
  ['2026-12', 1, '2026-12-01'],
])('the cycle day of %s and %i is %s', (month, day, date) => {
  expect(cycleDayOf(period(month), day)).toBe(date);
});

describe('the period of a reading', () => {
  test.each([
    // read on, stated period, cycle day, period, other, outside
    ['2026-10-25', '2026-10', 25, '2026-10', false, false],
    ['2026-11-01', '2026-10', 25, '2026-10', false, false],
    ['2026-11-02', '2026-10', 25, '2026-10', false, true],
    ['2026-03-01', '2026-03', 31, '2026-02', true, false], // R6: start and
    ['2026-03-31', '2026-03', 31, '2026-03', false, false], // end of one month
    ['2027-01-02', '2026-12', 2, '2027-01', true, false],
  ] as const)('%s stated for %s with cycle day %i', (readOn, stated, cycleDay, place, other, outside) => {
    expect(placeInCycle(localDate(readOn), period(stated), cycleDay, 7)).toEqual({
      period: place,
      isOtherPeriod: other,
      isOutsideCycle: outside,
    });
  });

  test('is the same where many are asked for in any order', () => {
    const stated = period('2026-10');
    const places = new CyclePlaces(stated);
    const day = fc.constantFrom('2026-09-24', '2026-10-25', '2026-11-02', '2026-11-20').map(localDate);
    const asked = fc.tuple(day, fc.constantFrom(1, 25, 31), fc.constantFrom(0, 7));
    fc.assert(
      fc.property(asked, ([readOn, cycleDay, windowDays]) => {
        const alone = placeInCycle(readOn, stated, cycleDay, windowDays);
        expect(places.of(readOn, cycleDay, windowDays)).toEqual(alone);
      }),
    );
  });

  test.each([
    ['2026-10-25', '2026-10'],
    ['2026-10-26', '2026-11'],
    ['2026-12-31', '2027-01'],
  ])('a meter changed on %s belongs to %s', (changedOn, month) => {
    expect(periodOfChange(localDate(changedOn), 25)).toBe(month);
  });
});

describe('estimates', () => {
  const history = { dailyAverage: decimalOf('10.5'), sameMonthLastYear: decimalOf('400') };
  test.each([
    ['daily_average', '1000', 30, 6, '1', '1315'],
    ['daily_average', '1000', 30, 6, '40', '1008'],
    ['same_month_last_year', '1000', 30, 6, '1', '1400'],
    ['same_month_last_year', '999900', 30, 6, '1', '300'],
  ] as const)('%s from %s over %i days', (method, before, days, digits, multiplier, value) => {
    const meter = meterFacts(digits, 0, multiplier);
    expect(textOf(estimatedValue(method, decimalOf(before), history, days, meter))).toBe(value);
  });

  test('without history there is no estimate', () => {
    const none = { dailyAverage: null, sameMonthLastYear: null };
    expect(estimatedValue('daily_average', decimalOf('1'), none, 30, meterFacts())).toBeNull();
    expect(estimatedValue('same_month_last_year', decimalOf('1'), none, 30, meterFacts())).toBeNull();
  });
});
