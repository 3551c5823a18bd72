import { ok, type Result, refused } from '../../../lib/result.ts';
import { addDays, type LocalDate } from '../../localDate.ts';
import { chineseHolidays, LONGEST_BREAK } from './chineseHolidays.ts';
import type { DayOverride, HolidayCalendar, HolidayCode, OfficeDays } from './holidays.ts';

/** A day as an office states it; `published`: it is again what the State Council published. */
export const OFFICE_DAY_TYPES = ['workday', 'rest_day', 'holiday', 'published'] as const;
export type OfficeDayType = (typeof OFFICE_DAY_TYPES)[number];

/** What was stated of a day. */
export type StatedDay = {
  readonly dayOn: LocalDate;
  readonly dayType: OfficeDayType;
  readonly holiday: HolidayCode | null;
};

type Refusal = {
  readonly code: 'day_twice' | 'not_a_holiday' | 'day_unchanged' | 'day_billed';
  readonly detail: Readonly<Record<string, string>>;
};

/** A standing bill, and its days. */
export type BillOfDays = { readonly billNo: string; readonly startOn: string; readonly endOn: string };

/** What holds of every day: the latest statement, none where it is again as published. `stated` are in their order. */
export function officeDaysOf(
  stated: readonly StatedDay[],
  before: OfficeDays = new Map<LocalDate, DayOverride>(),
): OfficeDays {
  const days = new Map(before);
  for (const { dayOn, dayType, holiday } of stated) {
    if (dayType === 'published') days.delete(dayOn);
    else days.set(dayOn, { type: dayType, holiday });
  }
  return days;
}

/**
 * The days whose periods another statement may change, in order: those that become something else, those of a break
 * that grows or shrinks where calendars count its days (`countsBreaks`), and the night after each.
 */
export function daysConcerned(
  stated: readonly StatedDay[],
  current: OfficeDays,
  countsBreaks: boolean,
): readonly LocalDate[] {
  const [before, after] = [chineseHolidays(current), chineseHolidays(officeDaysOf(stated, current))];
  const reach = countsBreaks ? LONGEST_BREAK : 0;
  const concerned = new Set<LocalDate>();
  for (const { dayOn } of stated) {
    for (let step = -reach; step <= reach; step += 1) {
      const day = addDays(dayOn, step);
      if (kindText(before, day, countsBreaks) === kindText(after, day, countsBreaks)) continue;
      concerned.add(day).add(addDays(day, 1));
    }
  }
  return [...concerned].sort();
}

function kindText(holidays: HolidayCalendar, day: LocalDate, countsBreaks: boolean): string {
  const kind = holidays.kindOf(day);
  return kind === null ? '' : `${kind.type} ${kind.holiday} ${countsBreaks ? kind.breakDays : ''}`;
}

/**
 * Whether days may be stated: each once, different from what holds, a name only for a holiday; and no standing bill was
 * made of what they would change.
 */
export function decideOfficeDays(
  stated: readonly StatedDay[],
  current: OfficeDays,
  billed: BillOfDays | null,
): Result<null, Refusal> {
  const seen = new Set<LocalDate>();
  for (const { dayOn, dayType, holiday } of stated) {
    const refuse = (code: Refusal['code'], detail: Refusal['detail'] = {}) =>
      refused({ code, detail: { dayOn, ...detail } });
    if (seen.has(dayOn)) return refuse('day_twice');
    seen.add(dayOn);
    if (holiday !== null && dayType !== 'holiday') return refuse('not_a_holiday');
    const known = current.get(dayOn);
    const isSame = (known?.type ?? 'published') === dayType && (known?.holiday ?? null) === holiday;
    if (isSame) return refuse('day_unchanged');
  }
  return billed === null ? ok(null) : refused({ code: 'day_billed', detail: { ...billed } });
}
