import { Decimal, decimalText } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import type { FindingDetail } from './finding.ts';
import type { ConsumptionBand, ReadingPolicy } from './policy.ts';
import type { UsageHistory } from './usageHistory.ts';

/** kWh that the history lets expect for so many days; `null` without history. */
export function expectedUsage(history: UsageHistory, days: number): Decimal | null {
  return history.dailyAverage === null || days <= 0 ? null : history.dailyAverage.times(days);
}

type Expectation = { readonly expected: Decimal | null; readonly history: UsageHistory };

/**
 * Whether a quantity is high: above what was to be expected by more than the band's percentage and
 * by more than the floor. The same month last year excuses it, where that was as high: winters and
 * summers are no anomaly.
 */
export function isHigh(
  quantity: Decimal,
  { expected, history }: Expectation,
  policy: ReadingPolicy,
): FindingDetail | null {
  return judge(quantity, expected, history, policy, (base, band) =>
    exceeds(quantity.minus(base), base, band.highPercent, policy.floorKwh),
  );
}

/** Whether a quantity is low, in the same way. Nothing at all is `zero` instead. */
export function isLow(
  quantity: Decimal,
  { expected, history }: Expectation,
  policy: ReadingPolicy,
): FindingDetail | null {
  if (quantity.isZero()) return null;
  return judge(quantity, expected, history, policy, (base, band) =>
    exceeds(base.minus(quantity), base, band.lowPercent, policy.floorKwh),
  );
}

function judge(
  quantity: Decimal,
  expected: Decimal | null,
  { sameMonthLastYear }: UsageHistory,
  policy: ReadingPolicy,
  isUnusual: (base: Decimal, band: ConsumptionBand) => boolean,
): FindingDetail | null {
  const base = expected ?? sameMonthLastYear;
  if (base === null) return null;
  const band = policy.bands.find(({ upTo }) => upTo === null || base.lte(upTo));
  if (!band || !isUnusual(base, band)) return null;
  if (sameMonthLastYear !== null && !isUnusual(sameMonthLastYear, band)) return null;
  return {
    ...usageDetail(quantity, base),
    ...(sameMonthLastYear ? { lastYear: decimalText(sameMonthLastYear) } : {}),
  };
}

function exceeds(difference: Decimal, base: Decimal, percent: Decimal, floor: Decimal): boolean {
  return difference.gt(floor) && difference.times(100).gt(base.times(percent));
}

/** Quantity and expectation as a person reads them; the expectation in whole kWh. */
export function usageDetail(quantity: Decimal | null, expected: Decimal | null): FindingDetail {
  return {
    quantity: decimalText(quantity ?? new Decimal(0)),
    ...(expected ? { expected: decimalText(roundQuantity(expected, 0)) } : {}),
  };
}
