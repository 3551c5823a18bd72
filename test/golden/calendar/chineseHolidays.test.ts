import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate } from '#shared/domain/localDate.ts';
import { chineseHolidays, type HolidayCode } from '#shared/domain/tariff/calendar/index.ts';

/** The arrangements as the State Council published them: breaks with their first and last day, and make-up workdays. */
const ARRANGEMENTS: readonly {
  readonly document: string;
  readonly breaks: readonly (readonly [HolidayCode, string, string])[];
  readonly makeUp: readonly string[];
}[] = [
  {
    document: '国办发明电〔2023〕7号',
    breaks: [
      ['spring_festival', '2024-02-10', '2024-02-17'],
      ['tomb_sweeping', '2024-04-04', '2024-04-06'],
      ['labour_day', '2024-05-01', '2024-05-05'],
      ['mid_autumn', '2024-09-15', '2024-09-17'],
      ['national_day', '2024-10-01', '2024-10-07'],
    ],
    makeUp: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    document: '国办发明电〔2024〕12号',
    breaks: [
      ['new_year', '2025-01-01', '2025-01-01'],
      ['spring_festival', '2025-01-28', '2025-02-04'],
      ['tomb_sweeping', '2025-04-04', '2025-04-06'],
      ['labour_day', '2025-05-01', '2025-05-05'],
      ['dragon_boat', '2025-05-31', '2025-06-02'],
    ],
    makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    document: '国办发明电〔2025〕7号',
    breaks: [
      ['new_year', '2026-01-01', '2026-01-03'],
      ['spring_festival', '2026-02-15', '2026-02-23'],
      ['tomb_sweeping', '2026-04-04', '2026-04-06'],
      ['labour_day', '2026-05-01', '2026-05-05'],
      ['dragon_boat', '2026-06-19', '2026-06-21'],
      ['mid_autumn', '2026-09-25', '2026-09-27'],
      ['national_day', '2026-10-01', '2026-10-07'],
    ],
    makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

describe.each(ARRANGEMENTS)('$document', ({ breaks, makeUp }) => {
  const holidays = chineseHolidays();
  test.each(breaks)('%s from %s to %s', (holiday, first, last) => {
    const [from, to] = [localDate(first), localDate(last)];
    const breakDays = daysBetween(from, to) + 1;
    for (let day = from; day <= to; day = addDays(day, 1)) {
      expect([day, holidays.kindOf(day)]).toEqual([day, { type: 'holiday', holiday, breakDays }]);
    }
    expect(holidays.kindOf(addDays(from, -1))?.type).not.toBe('holiday');
    expect(holidays.kindOf(addDays(to, 1))?.type).not.toBe('holiday');
  });

  test.each(makeUp)('%s is a workday on a weekend', (day) => {
    expect(holidays.kindOf(localDate(day))?.type).toBe('workday');
  });
});

test('the eight days of National Day and Mid-autumn 2025 are one break of two holidays', () => {
  const holidays = chineseHolidays();
  const days = Array.from({ length: 8 }, (_none, index) => addDays(localDate('2025-10-01'), index));
  expect(days.map((day) => holidays.kindOf(day)?.breakDays)).toEqual(days.map(() => 8));
  expect(new Set(days.map((day) => holidays.kindOf(day)?.holiday))).toEqual(
    new Set(['national_day', 'mid_autumn']),
  );
});

test('weekends are free, a year without a published list is unknown, and an office may set a day itself', () => {
  const published = chineseHolidays();
  expect(published.kindOf(localDate('2026-11-28'))).toEqual({
    type: 'rest_day',
    holiday: null,
    breakDays: 0,
  });
  expect(published.kindOf(localDate('2026-11-27'))?.type).toBe('workday');
  expect(published.kindOf(localDate('2099-10-01'))).toBeNull();
  const own = chineseHolidays(new Map([[localDate('2026-11-27'), { type: 'holiday', holiday: null }]]));
  expect(own.kindOf(localDate('2026-11-27'))).toEqual({ type: 'holiday', holiday: null, breakDays: 1 });
});
