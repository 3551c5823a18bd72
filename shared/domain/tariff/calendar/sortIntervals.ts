import { ok, type Result, refused } from '../../../lib/result.ts';
import { DecimalSum } from '../../decimalSum.ts';
import { addDays, type DateSpan, type LocalDate } from '../../localDate.ts';
import { Decimal } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { CalculationStop, MaximumDemand } from '../types.ts';
import { type CalendarPlan, periodAt } from './compileCalendar.ts';
import type { LocalClock } from './localClock.ts';
import { MINUTES_A_DAY } from './rules.ts';

/** Consumption over some minutes. It belongs to the day and the period in which it begins (amsreader#640). */
export type Interval = {
  /** Milliseconds since 1970 in UTC. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly kwh: Decimal;
};

/** Where a series is not whole, in UTC: nothing measured, or measured more than once. */
export type SeriesFault = {
  readonly code: 'gap' | 'overlap';
  readonly from: string;
  readonly to: string;
};

export type SortedIntervals = {
  readonly total: Decimal;
  readonly periods: Readonly<Partial<Record<PeriodCode, Decimal>>>;
  /** The highest mean power of an interval, of all and of those that begin in a period; `null` without any. */
  readonly demand: MaximumDemand | null;
  readonly count: number;
  readonly faults: readonly SeriesFault[];
};

const MINUTE = 60_000;
const DAY = MINUTES_A_DAY * MINUTE;

/**
 * Sorts interval data of a span of local days into the periods of the day. Intervals are counted, not assumed: a day
 * of 23 or 25 hours loses and doubles nothing (home-assistant#102986), in whatever order they come. One that passes
 * from one period into another is divided by minutes, exactly. Intervals outside of the span are left alone. Gaps
 * and overlaps are reported, nothing is filled in. Stops as the calendar does.
 */
export function sortIntervals(
  intervals: readonly Interval[],
  span: DateSpan,
  plan: CalendarPlan,
  clock: LocalClock,
): Result<SortedIntervals, CalculationStop> {
  const [from, to] = [clock.startOf(span.startOn), clock.startOf(span.endOn)];
  const inSpan = inOrderOfTime(intervals.filter(({ startsAt }) => startsAt >= from && startsAt < to));
  const sums = new Map<PeriodCode, DecimalSum>();
  const peaks = new Map<PeriodCode, Decimal>();
  let next = 0;
  let endsAt = from;
  let day = span.startOn;
  while (next < inSpan.length) {
    const ofDay = plan.profileOf(day);
    if (!ofDay.ok) return ofDay;
    const startsAt = endsAt;
    const nextDay = addDays(day, 1);
    endsAt = clock.startOf(nextDay);
    for (; next < inSpan.length; next += 1) {
      const interval = inSpan[next] as Interval;
      if (interval.startsAt >= endsAt) break;
      // Only where the clock is set does it show something else than the minutes that have passed.
      const passed = Math.floor((interval.startsAt - startsAt) / MINUTE);
      const minute = endsAt - startsAt === DAY ? passed : clock.at(interval.startsAt).minute;
      const period = periodAt(ofDay.value, minute);
      const kw = powerOf(interval);
      const peak = peaks.get(period);
      if (peak === undefined || kw.gt(peak)) peaks.set(period, kw);
      if (minute + interval.minutes <= (ofDay.value.until[minute] ?? 0))
        sumIn(sums, period).add(interval.kwh);
      else {
        const shares = minutesByPeriod(interval, plan, clock);
        if (!shares.ok) return shares;
        addShares(interval, shares.value, sums);
      }
    }
    day = nextDay;
  }
  const maxima = [...peaks.values()];
  const kwh = new Map([...sums].map(([period, sum]) => [period, sum.value] as const));
  return ok({
    total: [...kwh.values()].reduce((sum, one) => sum.plus(one), new Decimal(0)),
    periods: inOrderOfPeriods(kwh),
    demand: maxima.length === 0 ? null : { max: Decimal.max(...maxima), periods: inOrderOfPeriods(peaks) },
    count: inSpan.length,
    faults: faultsOf(inSpan, from, to),
  });
}

function inOrderOfTime(intervals: readonly Interval[]): readonly Interval[] {
  const inOrder = intervals.every(
    (one, index) => index === 0 || one.startsAt >= (intervals[index - 1]?.startsAt ?? 0),
  );
  return inOrder ? intervals : intervals.toSorted((left, right) => left.startsAt - right.startsAt);
}

function sumIn(sums: Map<PeriodCode, DecimalSum>, period: PeriodCode): DecimalSum {
  const known = sums.get(period);
  if (known !== undefined) return known;
  const fresh = new DecimalSum();
  sums.set(period, fresh);
  return fresh;
}

/** The mean power of an interval in kW. */
function powerOf({ kwh, minutes }: Interval): Decimal {
  return minutes === 60 ? kwh : kwh.times(60).div(minutes);
}

/** The intervals of one local day as files give them: equally long, from midnight on. Refuses a wrong number. */
export function intervalsOfDay(
  day: LocalDate,
  minutes: number,
  values: readonly Decimal[],
  clock: LocalClock,
): Result<readonly Interval[], CalculationStop> {
  const startsAt = clock.startOf(day);
  const expected = (clock.startOf(addDays(day, 1)) - startsAt) / (minutes * MINUTE);
  if (values.length !== expected) {
    const detail = { on: day, needed: String(expected), found: String(values.length) };
    return refused({ code: 'intervals_incomplete', detail });
  }
  return ok(values.map((kwh, index) => ({ startsAt: startsAt + index * minutes * MINUTE, minutes, kwh })));
}

/** How many minutes of an interval lie in which period. */
function minutesByPeriod(
  { startsAt, minutes }: Interval,
  plan: CalendarPlan,
  clock: LocalClock,
): Result<ReadonlyMap<PeriodCode, number>, CalculationStop> {
  const counts = new Map<PeriodCode, number>();
  for (let index = 0; index < minutes; index += 1) {
    const { day, minute } = clock.at(startsAt + index * MINUTE);
    const profile = plan.profileOf(day);
    if (!profile.ok) return profile;
    const period = periodAt(profile.value, minute);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return ok(counts);
}

/** Divides kWh by minutes; what a division cannot give exactly is the last part's, so that nothing is lost. */
function addShares(
  { kwh, minutes }: Interval,
  counts: ReadonlyMap<PeriodCode, number>,
  sums: Map<PeriodCode, DecimalSum>,
): void {
  let rest = kwh;
  const parts = [...counts];
  parts.forEach(([code, count], index) => {
    const part = index === parts.length - 1 ? rest : kwh.times(count).div(minutes);
    rest = rest.minus(part);
    sumIn(sums, code).add(part);
  });
}

function faultsOf(inSpan: readonly Interval[], from: number, to: number): readonly SeriesFault[] {
  const faults: SeriesFault[] = [];
  const note = (code: SeriesFault['code'], begin: number, end: number) =>
    faults.push({ code, from: new Date(begin).toISOString(), to: new Date(end).toISOString() });
  let covered = from;
  for (const { startsAt, minutes } of inSpan) {
    const end = startsAt + minutes * MINUTE;
    if (startsAt > covered) note('gap', covered, startsAt);
    if (startsAt < covered) note('overlap', startsAt, Math.min(covered, end));
    covered = Math.max(covered, end);
  }
  if (covered < to) note('gap', covered, to);
  return faults;
}

function inOrderOfPeriods(values: ReadonlyMap<PeriodCode, Decimal>): Partial<Record<PeriodCode, Decimal>> {
  return Object.fromEntries(
    PERIOD_CODES.flatMap((code) => (values.has(code) ? [[code, values.get(code)]] : [])),
  );
}
