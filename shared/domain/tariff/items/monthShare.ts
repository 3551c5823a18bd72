import {
  addMonths,
  type DateSpan,
  daysBetween,
  earlierOf,
  type LocalDate,
  periodOf,
  spanOfPeriod,
} from '../../localDate.ts';
import type { Decimal } from '../../money.ts';
import type { CalculationInput } from '../types.ts';

/** How many months a monthly figure counts on a bill, as a fraction: 2/1, 15/31. */
export type MonthShare = {
  readonly numerator: number;
  readonly denominator: number;
  /** Appended to a formula: empty for one month, ` × 2`, ` × 15 ÷ 31`. */
  readonly formula: string;
};

export const PART_MONTHS = ['whole', 'days'] as const;
export const DAY_COUNTS = ['thirtieths', 'month_days'] as const;

export type PartMonthPolicy = {
  readonly partMonth: (typeof PART_MONTHS)[number];
  readonly dayCount: (typeof DAY_COUNTS)[number];
};

/** For charges that a first or final bill pays for a whole month, whatever part of it the bill covers. */
export const WHOLE_MONTHS: PartMonthPolicy = { partMonth: 'whole', dayCount: 'month_days' };

export const ONE_MONTH: MonthShare = { numerator: 1, denominator: 1, formula: '' };

/**
 * The share of a monthly figure that belongs to this bill: its months; by days where the bill is only the part
 * under one price; by the days of a first or final month where the item says so.
 */
export function monthShare(
  input: Pick<CalculationInput, 'span' | 'whole' | 'months' | 'isPartMonth'>,
  policy: PartMonthPolicy,
): MonthShare {
  const { span, whole, months, isPartMonth } = input;
  if (isPartMonth && policy.partMonth === 'days') return daysShare(span, policy.dayCount);
  if (whole === undefined) return months === 1 ? ONE_MONTH : fraction(months, 1);
  const wholeDays = daysBetween(whole.span.startOn, whole.span.endOn);
  return partOf(months, daysBetween(span.startOn, span.endOn), wholeDays);
}

/** Days of the bill as a share of its months: `months × days ÷ ofDays`. */
export function partOf(months: number, days: number, ofDays: number): MonthShare {
  if (days === ofDays) return months === 1 ? ONE_MONTH : fraction(months, 1);
  const formula = months === 1 ? ` × ${days} ÷ ${ofDays}` : ` × ${months} × ${days} ÷ ${ofDays}`;
  return { numerator: months * days, denominator: ofDays, formula };
}

/** Days as thirtieths of a month (供电营业规则), or as parts of the calendar months in which they lie. */
export function daysShare(span: DateSpan, dayCount: PartMonthPolicy['dayCount']): MonthShare {
  if (dayCount === 'thirtieths') return fraction(daysBetween(span.startOn, span.endOn), 30);
  let [numerator, denominator] = [0, 1];
  let from: LocalDate = span.startOn;
  while (from < span.endOn) {
    const next = spanOfPeriod(addMonths(periodOf(from), 1)).startOn;
    const monthDays = daysBetween(spanOfPeriod(periodOf(from)).startOn, next);
    const days = daysBetween(from, earlierOf(next, span.endOn));
    numerator = numerator * monthDays + days * denominator;
    denominator *= monthDays;
    const divisor = greatestCommonDivisor(numerator, denominator);
    // 10 of 30 days stay 10 ÷ 30 as people say it; only sums over several months are reduced.
    if (days < numerator) [numerator, denominator] = [numerator / divisor, denominator / divisor];
    from = next;
  }
  return fraction(numerator, denominator);
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

function fraction(numerator: number, denominator: number): MonthShare {
  if (numerator === denominator) return ONE_MONTH;
  const formula = denominator === 1 ? ` × ${numerator}` : ` × ${numerator} ÷ ${denominator}`;
  return { numerator, denominator, formula };
}

/**
 * A monthly figure as it counts for this bill. Multiplied before it is divided: 1/28 is cut somewhere, and
 * 2.10 times the cut figure is just below 0.075.
 */
export function ofMonths(monthly: Decimal, { numerator, denominator }: MonthShare): Decimal {
  if (numerator === denominator) return monthly;
  return denominator === 1 ? monthly.times(numerator) : monthly.times(numerator).div(denominator);
}
