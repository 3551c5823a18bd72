import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, localDate, parseLocalDate, weekdayOf } from '#shared/domain/localDate.ts';

const days = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 })
  .map((day) => localDate(new Date(day * 86_400_000).toISOString().slice(0, 10)));

test('days are counted as the calendar counts them, over leap years and the turns of centuries', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
      const to = addDays(from, count);
      expect(daysBetween(from, to)).toBe(count);
      expect(weekdayOf(to)).toBe(new Date(to).getUTCDay() || 7);
    }),
  );
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '2026-01-01 ', '20260101', ''])(
  '%j is no day',
  (text) => {
    expect(parseLocalDate(text)).toBeNull();
  },
);
