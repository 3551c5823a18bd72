import { addDays, localDate, weekdayOf } from '../../localDate.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { CalendarPlan } from './compileCalendar.ts';
import type { DayType } from './holidays.ts';

/** The periods of one hour over the days of a month, the one with the most minutes first; empty without such days. */
export type HeatCell = readonly PeriodCode[];

export type HeatMonth = {
  readonly month: number;
  readonly hours: Readonly<Record<DayType, readonly HeatCell[]>>;
};

const HOURS = 24;

/** Lists of holidays come out a year at a time; further back than this nobody looks. */
const YEARS_BACK = 5;

/** A year, or the latest before it whose days are known, where the calendar asks for holidays that are not published yet. */
export function yearToShow({ profileOf }: CalendarPlan, year: number): number {
  for (let known = year; known > year - YEARS_BACK; known -= 1) {
    if (profileOf(localDate(`${known}-06-30`)).ok) return known;
  }
  return year;
}

/**
 * A year of a calendar for the eye: month by hour, for workdays, free weekends and holidays. Days of which holidays
 * are not published count as workdays and weekends where the calendar does not ask for holidays, else not at all.
 */
export function heatMap({ profileOf, holidays }: CalendarPlan, year: number): readonly HeatMonth[] {
  const counts = new Map<string, Map<PeriodCode, number>>();
  for (let day = localDate(`${year}-01-01`); day < `${year + 1}-01-01`; day = addDays(day, 1)) {
    const profile = profileOf(day);
    if (!profile.ok) continue;
    const type = holidays.kindOf(day)?.type ?? (weekdayOf(day) >= 6 ? 'rest_day' : 'workday');
    for (const { from, to, period } of profile.value.stretches) {
      for (let hour = Math.floor(from / 60); hour * 60 < to; hour += 1) {
        const key = `${Number(day.slice(5, 7))} ${type} ${hour}`;
        const cell = counts.get(key) ?? new Map<PeriodCode, number>();
        const minutes = Math.min(to, (hour + 1) * 60) - Math.max(from, hour * 60);
        counts.set(key, cell.set(period, (cell.get(period) ?? 0) + minutes));
      }
    }
  }
  const cellOf = (month: number, type: DayType, hour: number): HeatCell =>
    [...(counts.get(`${month} ${type} ${hour}`) ?? [])]
      .sort(([, left], [, right]) => right - left)
      .map(([period]) => period);
  const rowOf = (month: number, type: DayType) =>
    Array.from({ length: HOURS }, (_none, hour) => cellOf(month, type, hour));
  return Array.from({ length: 12 }, (_none, index) => {
    const month = index + 1;
    const hours = {
      workday: rowOf(month, 'workday'),
      rest_day: rowOf(month, 'rest_day'),
      holiday: rowOf(month, 'holiday'),
    };
    return { month, hours };
  });
}
