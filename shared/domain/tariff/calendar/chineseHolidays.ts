import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type LocalDate, weekdayOf } from '../../localDate.ts';
import type { TariffCalendar } from './calendarSchema.ts';
import {
  type DayKind,
  type DayOverride,
  type HolidayCalendar,
  type HolidayCode,
  NO_OFFICE_DAYS,
  type OfficeDays,
} from './holidays.ts';

const CODES: Readonly<Record<string, HolidayCode>> = {
  元旦: 'new_year',
  春节: 'spring_festival',
  清明: 'tomb_sweeping',
  劳动节: 'labour_day',
  端午: 'dragon_boat',
  中秋: 'mid_autumn',
  国庆节: 'national_day',
};

/*
 * The list is read, the functions of the library are not called: they take days through the clock of the
 * computer, and west of Greenwich each day is then another.
 */
const HOLIDAYS: ReadonlyMap<string, string> = new Map(Object.entries(published.holidays));
const MAKE_UP_WORKDAYS: ReadonlyMap<string, string> = new Map(Object.entries(published.workdays));
const PUBLISHED_YEARS: ReadonlySet<string> = new Set([...HOLIDAYS.keys()].map(yearOf));

/** The longest break there ever was is shorter. */
export const LONGEST_BREAK = 15;

/**
 * The holidays and make-up workdays that the State Council published (国务院办公厅关于节假日安排的通知), with
 * what an office sets differently. A year without a published list is unknown unless the office sets a day of it.
 */
export function chineseHolidays(overrides: ReadonlyMap<LocalDate, DayOverride> = new Map()): HolidayCalendar {
  const kinds = new Map<LocalDate, DayKind | null>();
  const ownYears = new Set([...overrides.keys()].map(yearOf));
  const plainOf = (day: LocalDate): DayOverride => overrides.get(day) ?? publishedDay(day);
  const isHoliday = (day: LocalDate) => plainOf(day).type === 'holiday';
  const read = (day: LocalDate): DayKind | null => {
    if (!PUBLISHED_YEARS.has(yearOf(day)) && !ownYears.has(yearOf(day))) return null;
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

/** The same with what the office says of days, and before that what the tariff's own calendar says. */
export function holidaysOf(
  { days }: Pick<TariffCalendar, 'days'>,
  officeDays: OfficeDays = NO_OFFICE_DAYS,
): HolidayCalendar {
  return chineseHolidays(new Map([...officeDays, ...(Object.entries(days) as [LocalDate, DayOverride][])]));
}

function publishedDay(day: LocalDate): DayOverride {
  if (MAKE_UP_WORKDAYS.has(day)) return { type: 'workday', holiday: null };
  // A holiday is named in English, in Chinese and by its days.
  const holidayName = HOLIDAYS.get(day)?.split(',')[1];
  if (holidayName !== undefined) return { type: 'holiday', holiday: CODES[holidayName] ?? null };
  return { type: weekdayOf(day) >= 6 ? 'rest_day' : 'workday', holiday: null };
}

function yearOf(day: string): string {
  return day.slice(0, 4);
}

/** Days in a row of which something is so, next to a day in one direction. */
function run(day: LocalDate, step: 1 | -1, holds: (day: LocalDate) => boolean): number {
  let count = 0;
  while (count < LONGEST_BREAK && holds(addDays(day, step * (count + 1)))) count += 1;
  return count;
}
