import { type SupplyTerm, supplyLife } from '../customers/supplyTerms.ts';
import { type DateSpan, daysBetween, monthsBetween, type Period } from '../localDate.ts';

/**
 * For how many months a bill counts monthly limits and amounts: those since the month that was billed last. Where
 * meters are read every other month (双月抄表) that is 2, and a month that nobody billed comes with the next one. A
 * supply that began since then, and a first bill, count by their days.
 */
export function monthsBilled(
  period: Period,
  span: DateSpan,
  previousPeriod: Period | null,
  terms: readonly Pick<SupplyTerm, 'startOn' | 'kind'>[],
): number {
  const { begun } = supplyLife(terms);
  if (begun !== null && begun > span.startOn && begun < span.endOn) {
    return monthsOfDays({ startOn: begun, endOn: span.endOn });
  }
  if (previousPeriod !== null) return Math.max(1, monthsBetween(previousPeriod, period));
  return monthsOfDays(span);
}

/** Days as months of 365 ÷ 12 days, rounded half up. */
function monthsOfDays({ startOn, endOn }: DateSpan): number {
  return Math.max(1, Math.floor((daysBetween(startOn, endOn) * 24 + 365) / 730));
}
