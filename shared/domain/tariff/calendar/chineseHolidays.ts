import chineseDays from 'chinese-days';
import { addDays, type LocalDate, weekdayOf } from '../../localDate.ts';
import type { DayKind, DayOverride, HolidayCalendar, HolidayCode } from './holidays.ts';

const CODES: Readonly<Record<string, HolidayCode>> = {
  元旦: 'new_year',
  春节: 'spring_festival',
  清明: 'tomb_sweeping',
  劳动节: 'labour_day',
  端午: 'dragon_boat',
  中秋: 'mid_autumn',
  国庆节: 'national_day',
};

/** The longest break there ever was is shorter. */
const LONGEST_BREAK = 15;

/**
 * The holidays and make-up workdays that the State Council published (国务院办公厅关于节假日安排的通知), with
 * what an office sets differently. A year without a published list is unknown unless the office sets a day of it.
 */
export function chineseHolidays(overrides: ReadonlyMap<LocalDate, DayOverride> = new Map()): HolidayCalendar {
  const kinds = new Map<LocalDate, DayKind | null>();
  const publishedYears = new Map<string, boolean>();
  const isPublished = (day: LocalDate) => {
    const year = day.slice(0, 4);
    const known =
      publishedYears.get(year) ??
      chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
    publishedYears.set(year, known);
    return known;
  };
  const ownYears = new Set([...overrides.keys()].map((day) => day.slice(0, 4)));
  const plainOf = (day: LocalDate): DayOverride => overrides.get(day) ?? publishedDay(day);
  const isHoliday = (day: LocalDate) => plainOf(day).type === 'holiday';
  const read = (day: LocalDate): DayKind | null => {
    if (!isPublished(day) && !ownYears.has(day.slice(0, 4))) return null;
    const plain = plainOf(day);
    if (plain.type !== 'holiday') return { ...plain, breakDays: 0 };
    const breakDays = 1 + run(day, -1, isHoliday) + run(day, 1, isHoliday);
    return { ...plain, breakDays };
  };
  return {
    kindOf: (day) => {
      const known = kinds.get(day);
      if (known !== undefined) return known;
      const kind = read(day);
      kinds.set(day, kind);
      return kind;
    },
  };
}

function publishedDay(day: LocalDate): DayOverride {
  const { work, name } = chineseDays.getDayDetail(day);
  // A holiday is named in English, in Chinese and by its days; other days bear the name of the weekday.
  const holidayName = name.split(',')[1];
  if (work) return { type: 'workday', holiday: null };
  if (holidayName !== undefined) return { type: 'holiday', holiday: CODES[holidayName] ?? null };
  return { type: weekdayOf(day) >= 6 ? 'rest_day' : 'workday', holiday: null };
}

/** Days in a row of which something is so, next to a day in one direction. */
function run(day: LocalDate, step: 1 | -1, holds: (day: LocalDate) => boolean): number {
  let count = 0;
  while (count < LONGEST_BREAK && holds(addDays(day, step * (count + 1)))) count += 1;
  return count;
}
