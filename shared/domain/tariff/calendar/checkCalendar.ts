import { addDays, localDate } from '../../localDate.ts';
import { Decimal, decimalOf } from '../../money.ts';
import type { CalendarRule, TariffCalendar } from './calendarSchema.ts';
import type { DayKind } from './holidays.ts';
import {
  asksForHolidays,
  type CustomerFacts,
  clockOf,
  type DayFacts,
  factsOf,
  fitsCustomer,
  fitsDay,
  NO_PERIOD,
  paintDay,
  type ReadyRule,
  readyRules,
} from './rules.ts';

/** What is wrong with a calendar: minutes of the year without a period, or with two of equal priority. */
export type CalendarFault = {
  readonly code: 'hours_without_period' | 'periods_overlap';
  readonly rule: number | null;
  readonly detail: Readonly<Record<string, string>>;
};

/** A leap year, so that 29 February is looked at as well. */
const FIRST_DAY = localDate('2024-01-01');
const DAYS = 366;

/**
 * Looks at every kind of day that a year can have, for every kind of customer that the rules tell apart, and
 * gives the first fault of each sort. Days that the rules cannot tell apart are looked at once.
 */
export function calendarFaults(calendar: TariffCalendar): readonly CalendarFault[] {
  const faults = new Map<CalendarFault['code'], CalendarFault>();
  const note = (fault: CalendarFault) => !faults.has(fault.code) && faults.set(fault.code, fault);
  for (const customer of customersToldApart(calendar.rules)) {
    const rules = readyRules(calendar.rules).filter(({ rule }) => fitsCustomer(rule, customer));
    if (rules.length > 0) for (const fault of faultsOf(rules, calendar)) note(fault);
  }
  return [...faults.values()];
}

function* faultsOf(rules: readonly ReadyRule[], calendar: TariffCalendar): Generator<CalendarFault> {
  const seen = new Set<string>();
  for (const [before, today] of pairsOfDays(rules, calendar)) {
    const ofDay = rules.filter(({ rule }) => fitsDay(rule, today));
    const ofDayBefore = rules.filter(({ rule, nextDay }) => nextDay.length > 0 && fitsDay(rule, before));
    const key = `${ofDay.map((one) => one.index)}|${ofDayBefore.map((one) => one.index)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { periods, clash } = paintDay(ofDay, ofDayBefore);
    const detail = {
      monthDay: today.monthDay,
      weekday: String(today.weekday),
      dayType: today.kind?.type ?? '',
    };
    if (clash !== null) {
      const [first, second] = clash.rules.map((index) => calendar.rules[index]?.code ?? '');
      const rulesText = `${first} ${second}`;
      yield {
        code: 'periods_overlap',
        rule: clash.rules[1],
        detail: { ...detail, time: clockOf(clash.minute), rules: rulesText },
      };
    }
    const gap = periods.indexOf(NO_PERIOD);
    if (gap >= 0)
      yield { code: 'hours_without_period', rule: null, detail: { ...detail, time: clockOf(gap) } };
  }
}

/** Every two days that can follow each other, as far as the rules tell them apart. */
function* pairsOfDays(
  rules: readonly ReadyRule[],
  { conditions }: TariffCalendar,
): Generator<readonly [DayFacts, DayFacts]> {
  const kinds = kindsToldApart(rules.map(({ rule }) => rule));
  const moods = [
    new Set<string>(),
    ...Object.keys(conditions).map((one) => new Set([one])),
    new Set(Object.keys(conditions)),
  ];
  const crossing = rules.some(({ nextDay }) => nextDay.length > 0);
  const dates = datesToldApart(rules);
  for (const [before, date] of dates) {
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      for (const kind of kinds.filter((one) => fitsWeekday(one, weekday))) {
        for (const mood of moods) {
          const today = { ...factsOf(date, kind, mood), weekday };
          if (!crossing) {
            yield [today, today];
            continue;
          }
          const yesterday = weekday === 1 ? 7 : weekday - 1;
          for (const kindBefore of kinds.filter((one) => fitsWeekday(one, yesterday))) {
            for (const moodBefore of moods) {
              yield [{ ...factsOf(before, kindBefore, moodBefore), weekday: yesterday }, today];
            }
          }
        }
      }
    }
  }
}

/** A free weekend falls on a weekend; workdays and holidays fall on any day. */
function fitsWeekday(kind: DayKind | null, weekday: number): boolean {
  return kind?.type !== 'rest_day' || weekday >= 6;
}

/** Days of the year with the day before, one for each set of months and seasons that they belong to. */
function datesToldApart(rules: readonly ReadyRule[]) {
  const told = new Map<string, readonly [ReturnType<typeof localDate>, ReturnType<typeof localDate>]>();
  const dated = rules.map(({ rule: { months, seasons } }) => ({ months, seasons }) as CalendarRule);
  const keyOf = (date: ReturnType<typeof localDate>) => {
    const facts = factsOf(date, null, new Set());
    return dated.map((rule) => (fitsDay(rule, facts) ? '1' : '0')).join('');
  };
  for (let index = 0; index < DAYS; index += 1) {
    const date = addDays(FIRST_DAY, index);
    const before = addDays(FIRST_DAY, index === 0 ? DAYS - 1 : index - 1);
    const key = `${keyOf(before)} ${keyOf(date)}`;
    if (!told.has(key)) told.set(key, [before, date]);
  }
  return told.values();
}

/** Kinds of days that the rules tell apart; only `null` where they ask for no holidays. */
function kindsToldApart(rules: readonly CalendarRule[]): readonly (DayKind | null)[] {
  if (!rules.some(asksForHolidays)) return [null];
  const lengths = new Set([
    1,
    ...rules.flatMap(({ holidayAtLeastDays: days }) => (days === undefined ? [] : [days, days - 1])),
  ]);
  const names = new Set([null, ...rules.flatMap(({ holidays }) => holidays ?? [])]);
  const holidays = [...names].flatMap((holiday) =>
    [...lengths]
      .filter((days) => days > 0)
      .map((breakDays) => ({ type: 'holiday' as const, holiday, breakDays })),
  );
  const plain = (['workday', 'rest_day'] as const).map((type) => ({ type, holiday: null, breakDays: 0 }));
  return [...plain, ...holidays];
}

/** Customers that the rules tell apart: every class and size that is named, and one that is not. */
function customersToldApart(rules: readonly CalendarRule[]): readonly CustomerFacts[] {
  const classes = new Set([null, ...rules.flatMap(({ customerClasses }) => customerClasses ?? [])]);
  const limits = rules.flatMap(({ capacityFromKva, capacityBelowKva }) =>
    [capacityFromKva ?? [], capacityBelowKva ?? []].flat(),
  );
  const sizes: (Decimal | null)[] = [...new Set(limits)].map((limit) => decimalOf(limit));
  return [...classes].flatMap((customerClass) =>
    [...sizes, new Decimal(0), null].map((capacityKva) => ({ customerClass, capacityKva })),
  );
}
