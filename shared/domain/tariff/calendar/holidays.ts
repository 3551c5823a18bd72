import type { LocalDate } from '../../localDate.ts';

/** Public holidays of the country (全国年节及纪念日放假办法). */
export const HOLIDAY_CODES = [
  'new_year',
  'spring_festival',
  'tomb_sweeping',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
] as const;
export type HolidayCode = (typeof HOLIDAY_CODES)[number];

/** `workday` with make-up days (调休上班), `rest_day` a free weekend, `holiday` every day of a holiday break. */
export const DAY_TYPES = ['workday', 'rest_day', 'holiday'] as const;
export type DayType = (typeof DAY_TYPES)[number];

/** What a day is, and on how many days in a row the holiday falls that it belongs to. */
export type DayKind = {
  readonly type: DayType;
  readonly holiday: HolidayCode | null;
  readonly breakDays: number;
};

/** Tells what days are; `null` for years whose holidays are not published yet. */
export type HolidayCalendar = { readonly kindOf: (day: LocalDate) => DayKind | null };

/** A day that an office sets differently from what was published, e.g. a holiday of its region. */
export type DayOverride = { readonly type: DayType; readonly holiday: HolidayCode | null };

/** What an office says of single days, for the calendars of all its tariffs. */
export type OfficeDays = ReadonlyMap<LocalDate, DayOverride>;

export const NO_OFFICE_DAYS: OfficeDays = new Map();
