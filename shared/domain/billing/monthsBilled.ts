import { isPartOfMonth, type SupplyTerm, supplyLife } from '../customers/supplyTerms.ts';
import { type DateSpan, daysBetween, type LocalDate, monthsBetween, type Period } from '../localDate.ts';
import { type MonthShare, monthShare, type PartMonthPolicy } from '../tariff/items/monthShare.ts';
import type { BillingPoint } from './trialBill.ts';

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

/** What the months of a bill go by. */
export type MonthsSource = Pick<BillingPoint, 'period' | 'previous' | 'supplyTerms'>;

/** For how many months a bill of these days counts, by what was billed before it. */
export function monthsOf({ period, previous, supplyTerms }: MonthsSource, span: DateSpan): number {
  return monthsBilled(period, span, previous?.period ?? null, supplyTerms);
}

/** For how many months a bill takes a quantity that is stated for one: its months, or the days of a part of one. */
export function quantityMonths(source: MonthsSource, span: DateSpan, policy: PartMonthPolicy): MonthShare {
  const isPartMonth = isPartOfMonth(source.supplyTerms, span);
  return monthShare({ span, months: monthsOf(source, span), isPartMonth }, policy);
}

/**
 * The same for a fixed quantity behind a meter (定量). Its days are those of the meter's bill, unless its own supply began
 * or ended within them; both bills, of the meter and of what is behind it, take the same.
 */
export function fixedQuantityMonths(
  meter: MonthsSource,
  span: DateSpan,
  ownTerms: MonthsSource['supplyTerms'],
  policy: PartMonthPolicy,
): MonthShare {
  const { begun, ended } = supplyLife(ownTerms);
  const isInside = (day: LocalDate | null): day is LocalDate =>
    day !== null && day > span.startOn && day < span.endOn;
  if (!isInside(begun) && !isInside(ended)) return quantityMonths(meter, span, policy);
  const own = {
    startOn: isInside(begun) ? begun : span.startOn,
    endOn: isInside(ended) ? ended : span.endOn,
  };
  return quantityMonths({ period: meter.period, previous: null, supplyTerms: ownTerms }, own, policy);
}

/** Days as months of 365 ÷ 12 days, rounded half up. */
function monthsOfDays({ startOn, endOn }: DateSpan): number {
  return Math.max(1, Math.floor((daysBetween(startOn, endOn) * 24 + 365) / 730));
}
