export { type CalendarRule, calendarSchema, type TariffCalendar } from './calendarSchema.ts';
export { chineseHolidays, holidaysOf } from './chineseHolidays.ts';
export { type CalendarPlan, compileCalendar, type DayProfile, periodAt } from './compileCalendar.ts';
export { type HeatCell, type HeatMonth, heatMap, yearToShow } from './heatMap.ts';
export {
  DAY_TYPES,
  type DayKind,
  type DayOverride,
  type DayType,
  HOLIDAY_CODES,
  type HolidayCalendar,
  type HolidayCode,
  NO_OFFICE_DAYS,
  type OfficeDays,
} from './holidays.ts';
export { type LocalClock, localClock } from './localClock.ts';
export {
  type BillOfDays,
  daysConcerned,
  decideOfficeDays,
  OFFICE_DAY_TYPES,
  type OfficeDayType,
  officeDaysOf,
  type StatedDay,
} from './officeDays.ts';
export { asksForHolidays, type CustomerFacts } from './rules.ts';
export {
  type Interval,
  intervalsOfDay,
  type SeriesFault,
  type SortedIntervals,
  sortIntervals,
} from './sortIntervals.ts';
