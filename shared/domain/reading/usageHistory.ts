import { addMonths, type LocalDate, type Period } from '../localDate.ts';
import { Decimal } from '../money.ts';
import type { RegisterCode } from './registers.ts';
import type { Segment } from './segments.ts';

/** What a register counted before, over all meters of the service point. */
export type UsageHistory = {
  /** kWh a day over the last periods; `null` without any. */
  readonly dailyAverage: Decimal | null;
  /** kWh of the same month last year; `null` where it was not read. */
  readonly sameMonthLastYear: Decimal | null;
};

/** A history with the number of periods that its average is of. */
export type AveragedHistory = UsageHistory & { readonly periodCount: number };

/**
 * History of one register before a day. It belongs to the service point, so that an exchange of the
 * meter does not cut it off. Segments that went back without explanation say nothing and are left out.
 */
export function usageHistory(
  segments: readonly Segment[],
  registerCode: RegisterCode,
  before: { readonly readOn: LocalDate; readonly period: Period },
  averagePeriods: number,
): AveragedHistory {
  const lastYear = addMonths(before.period, -12);
  const periods = new Set<Period>();
  let quantity = new Decimal(0);
  let days = 0;
  let sameMonthLastYear: Decimal | null = null;
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index];
    if (!segment || segment.registerCode !== registerCode || segment.quantity === null) continue;
    if (segment.to.readOn >= before.readOn || segment.period >= before.period) continue;
    if (segment.period === lastYear) {
      sameMonthLastYear = (sameMonthLastYear ?? new Decimal(0)).plus(segment.quantity);
    }
    if (!periods.has(segment.period) && periods.size === averagePeriods) continue;
    periods.add(segment.period);
    quantity = quantity.plus(segment.quantity);
    days += segment.days;
  }
  const dailyAverage = days > 0 ? quantity.div(days) : null;
  return { dailyAverage, sameMonthLastYear, periodCount: periods.size };
}
