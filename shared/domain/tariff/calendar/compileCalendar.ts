import { assert } from '../../../lib/assert.ts';
import { ok, type Result, refused } from '../../../lib/result.ts';
import { addDays, type LocalDate } from '../../localDate.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { CalculationStop } from '../types.ts';
import type { TariffCalendar } from './calendarSchema.ts';
import type { HolidayCalendar } from './holidays.ts';
import {
  asksForHolidays,
  type CustomerFacts,
  factsOf,
  fitsCustomer,
  fitsDay,
  MINUTES_A_DAY,
  paintDay,
  type ReadyRule,
  readyRules,
} from './rules.ts';

/** The periods of one day. Days that no rule tells apart share one profile. */
export type DayProfile = {
  /** Places in `PERIOD_CODES`, one for each minute of the local day. */
  readonly minutes: Uint8Array;
  /** The minute up to which the period of a minute lasts. */
  readonly until: Uint16Array;
  readonly stretches: readonly { readonly from: number; readonly to: number; readonly period: PeriodCode }[];
};

/** A calendar made ready for one kind of customer: a day is looked up, not worked out again. */
export type CalendarPlan = {
  readonly profileOf: (day: LocalDate) => Result<DayProfile, CalculationStop>;
  readonly holidays: HolidayCalendar;
};

/**
 * Makes a calendar ready for a kind of customer. Stops: customer_class_missing and capacity_missing where a rule asks
 * for them, calendar_not_for_customer where none fits; and day by day holidays_unknown where a rule asks for holidays
 * of a year that are not published.
 */
export function compileCalendar(
  calendar: TariffCalendar,
  holidays: HolidayCalendar,
  customer: CustomerFacts,
): Result<CalendarPlan, CalculationStop> {
  const unknown = missingFact(calendar, customer);
  if (unknown !== null) return refused({ code: unknown, detail: { item: 'calendar' } });
  const rules = readyRules(calendar.rules).filter(({ rule }) => fitsCustomer(rule, customer));
  if (rules.length === 0) return refused({ code: 'calendar_not_for_customer', detail: { item: 'calendar' } });
  const usesHolidays = rules.some(({ rule }) => asksForHolidays(rule));
  const conditionsOn = conditionsByDay(calendar);
  const profiles = new Map<string, DayProfile>();
  const days = new Map<LocalDate, Result<DayProfile, CalculationStop>>();

  const rulesOn = (day: LocalDate): readonly ReadyRule[] | null => {
    const kind = usesHolidays ? holidays.kindOf(day) : null;
    if (usesHolidays && kind === null) return null;
    const facts = factsOf(day, kind, conditionsOn.get(day) ?? NONE);
    return rules.filter(({ rule }) => fitsDay(rule, facts));
  };
  const work = (day: LocalDate): Result<DayProfile, CalculationStop> => {
    const before = addDays(day, -1);
    const [ofDayBefore, ofDay] = [rulesOn(before), rulesOn(day)];
    if (ofDay === null) return refused({ code: 'holidays_unknown', detail: { on: day } });
    if (ofDayBefore === null) return refused({ code: 'holidays_unknown', detail: { on: before } });
    const key = `${ofDay.map(({ index }) => index)}|${ofDayBefore.map(({ index }) => index)}`;
    const known = profiles.get(key) ?? profileOf(paintDay(ofDay, ofDayBefore).periods);
    profiles.set(key, known);
    return ok(known);
  };
  return ok({
    holidays,
    profileOf: (day) => {
      const known = days.get(day) ?? work(day);
      days.set(day, known);
      return known;
    },
  });
}

/** The period of a minute of a day, counted from midnight of the local clock. */
export function periodAt(profile: DayProfile, minute: number): PeriodCode {
  const code = PERIOD_CODES[profile.minutes[minute] ?? -1];
  assert(code !== undefined, `a minute without period: ${minute}`);
  return code;
}

const NONE: ReadonlySet<string> = new Set();

function missingFact(
  { rules }: TariffCalendar,
  { customerClass, capacityKva }: CustomerFacts,
): 'customer_class_missing' | 'capacity_missing' | null {
  if (customerClass === null && rules.some((rule) => rule.customerClasses !== undefined))
    return 'customer_class_missing';
  const asksForCapacity = rules.some((rule) => (rule.capacityFromKva ?? rule.capacityBelowKva) !== undefined);
  return capacityKva === null && asksForCapacity ? 'capacity_missing' : null;
}

function conditionsByDay({ conditions }: TariffCalendar): ReadonlyMap<LocalDate, ReadonlySet<string>> {
  const byDay = new Map<LocalDate, Set<string>>();
  for (const [code, { days }] of Object.entries(conditions)) {
    for (const day of days as LocalDate[]) byDay.set(day, (byDay.get(day) ?? new Set()).add(code));
  }
  return byDay;
}

function profileOf(minutes: Uint8Array): DayProfile {
  const stretches: { from: number; to: number; period: PeriodCode }[] = [];
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    const period = PERIOD_CODES[minutes[minute] ?? -1];
    assert(period !== undefined, `the calendar was checked and has a minute without period: ${minute}`);
    const last = stretches.at(-1);
    if (last?.period === period) last.to = minute + 1;
    else stretches.push({ from: minute, to: minute + 1, period });
  }
  const until = new Uint16Array(MINUTES_A_DAY);
  for (const { from, to } of stretches) until.fill(to, from, to);
  return { minutes, until, stretches };
}
