import type { LocalDate } from '../../localDate.ts';
import { weekdayOf } from '../../localDate.ts';
import { type Decimal, decimalOf } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { CalendarRule } from './calendarSchema.ts';
import type { DayKind } from './holidays.ts';

export const MINUTES_A_DAY = 1440;

/** Minutes of a day from one on up to another. */
export type MinuteSpan = { readonly from: number; readonly to: number };

/** A rule made ready: its windows on the day itself, and what of them lies on the next day. */
export type ReadyRule = {
  readonly rule: CalendarRule;
  readonly index: number;
  readonly period: PeriodCode;
  readonly sameDay: readonly MinuteSpan[];
  readonly nextDay: readonly MinuteSpan[];
};

/** What of a day the rules ask for; `kind` is `null` where nobody asked for it. */
export type DayFacts = {
  readonly month: number;
  /** `mm-dd` */
  readonly monthDay: string;
  readonly weekday: number;
  readonly kind: DayKind | null;
  readonly conditions: ReadonlySet<string>;
};

/** Whom the calendar is applied to. */
export type CustomerFacts = { readonly customerClass: string | null; readonly capacityKva: Decimal | null };

export function readyRules(rules: readonly CalendarRule[]): readonly ReadyRule[] {
  return rules.map((rule, index) => {
    const spans = rule.windows.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
    return {
      rule,
      index,
      period: rule.period,
      sameDay: spans.map(({ from, to }) => ({ from, to: to > from ? to : MINUTES_A_DAY })),
      nextDay: spans.flatMap(({ from, to }) => (to > from ? [] : [{ from: 0, to }])),
    };
  });
}

/** `22:30` as minutes since midnight. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function asksForHolidays({ dayTypes, holidays, holidayAtLeastDays }: CalendarRule): boolean {
  return dayTypes !== undefined || holidays !== undefined || holidayAtLeastDays !== undefined;
}

export function fitsDate({ months, seasons }: CalendarRule, { month, monthDay }: DayFacts): boolean {
  if (months !== undefined && !months.includes(month)) return false;
  return seasons === undefined || seasons.some((season) => isWithin(season, monthDay));
}

function isWithin({ from, to }: { readonly from: string; readonly to: string }, monthDay: string): boolean {
  return from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to;
}

/** Whether a rule fits a day. A rule that asks for holidays fits no day of which they are unknown. */
export function fitsDay(rule: CalendarRule, facts: DayFacts): boolean {
  if (!fitsDate(rule, facts)) return false;
  const { weekdays, dayTypes, holidays, holidayAtLeastDays, condition } = rule;
  if (weekdays !== undefined && !weekdays.includes(facts.weekday)) return false;
  if (condition !== undefined && !facts.conditions.has(condition)) return false;
  const { kind } = facts;
  if (!asksForHolidays(rule)) return true;
  if (kind === null) return false;
  if (dayTypes !== undefined && !dayTypes.includes(kind.type)) return false;
  if (holidays !== undefined && (kind.holiday === null || !holidays.includes(kind.holiday))) return false;
  return holidayAtLeastDays === undefined || kind.breakDays >= holidayAtLeastDays;
}

/** Whether a rule is for a customer; one that is limited to what is not known of them is not. */
export function fitsCustomer(rule: CalendarRule, { customerClass, capacityKva }: CustomerFacts): boolean {
  const { customerClasses, capacityFromKva, capacityBelowKva } = rule;
  if (customerClasses !== undefined && (customerClass === null || !customerClasses.includes(customerClass)))
    return false;
  if (capacityFromKva === undefined && capacityBelowKva === undefined) return true;
  if (capacityKva === null) return false;
  if (capacityFromKva !== undefined && capacityKva.lt(decimalOf(capacityFromKva))) return false;
  return capacityBelowKva === undefined || capacityKva.lt(decimalOf(capacityBelowKva));
}

export function factsOf(day: LocalDate, kind: DayKind | null, conditions: ReadonlySet<string>): DayFacts {
  return {
    month: Number(day.slice(5, 7)),
    monthDay: day.slice(5),
    weekday: weekdayOf(day),
    kind,
    conditions,
  };
}

/** A minute without any period. */
export const NO_PERIOD = 255;

/** The period of every minute of a day, as places in `PERIOD_CODES`, and the minutes on which two rules disagree. */
export type PaintedDay = {
  readonly periods: Uint8Array;
  readonly clash: { readonly minute: number; readonly rules: readonly [number, number] } | null;
};

/**
 * Lays the windows of the rules over a day, the higher priority over the lower: those that fit the day itself,
 * and what the rules of the day before leave after midnight.
 */
export function paintDay(ofDay: readonly ReadyRule[], ofDayBefore: readonly ReadyRule[]): PaintedDay {
  const periods = new Uint8Array(MINUTES_A_DAY).fill(NO_PERIOD);
  const owners = new Int16Array(MINUTES_A_DAY).fill(-1);
  const priorities = new Int16Array(MINUTES_A_DAY).fill(-1);
  let clash: PaintedDay['clash'] = null;
  const paint = ({ rule, index, period }: ReadyRule, { from, to }: MinuteSpan) => {
    const place = PERIOD_CODES.indexOf(period);
    for (let minute = from; minute < to; minute += 1) {
      const before = priorities[minute] ?? -1;
      if (rule.priority < before) continue;
      if (rule.priority === before && periods[minute] !== place && clash === null) {
        clash = { minute, rules: [owners[minute] ?? -1, index] };
      }
      periods[minute] = place;
      owners[minute] = index;
      priorities[minute] = rule.priority;
    }
  };
  const byPriority = (left: ReadyRule, right: ReadyRule) => left.rule.priority - right.rule.priority;
  const painted = [
    ...ofDay.map((one) => ({ one, spans: one.sameDay })),
    ...ofDayBefore.map((one) => ({ one, spans: one.nextDay })),
  ].sort((left, right) => byPriority(left.one, right.one));
  for (const { one, spans } of painted) for (const span of spans) paint(one, span);
  return { periods, clash };
}
