import { ok, type Result, refused } from '../../lib/result.ts';
import { Decimal } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import { displayUnit } from './meterFacts.ts';
import type { ReadingPolicy } from './policy.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode, type RegisterCode } from './registers.ts';
import type { Segment } from './segments.ts';

export type QuantityRefusal = {
  /**
   * `total_missing`: nothing counts the total. `negative`: a register went back and nobody confirmed
   * a rollover. `several_rollovers`: more than one in the period. `periods_exceed_total`: the periods
   * of the day leave less than nothing of the total.
   */
  readonly code: 'total_missing' | 'negative' | 'several_rollovers' | 'periods_exceed_total';
  readonly detail: Readonly<Record<string, string>>;
};

type Periods = Partial<Record<PeriodCode, Decimal>>;

/**
 * Billed kWh of one service point from its segments of one period. Every register is rounded on its
 * own (default whole kWh, half away from zero); then the flat period is what the others leave of the
 * total, so that the periods always add up to it.
 */
export function billedQuantities(
  segments: readonly Segment[],
  policy: Pick<ReadingPolicy, 'places' | 'restPeriod'>,
): Result<BilledQuantities, QuantityRefusal> {
  const exact = new Map<RegisterCode, Decimal>();
  const rolledOver = new Set<RegisterCode>();
  for (const segment of segments) {
    const { registerCode } = segment;
    if (segment.quantity === null) {
      return refused({ code: 'negative', detail: { registerCode, readingId: segment.to.readingId } });
    }
    if (segment.isRollover && rolledOver.has(registerCode)) {
      return refused({ code: 'several_rollovers', detail: { registerCode } });
    }
    if (segment.isRollover) rolledOver.add(registerCode);
    exact.set(registerCode, (exact.get(registerCode) ?? new Decimal(0)).plus(segment.quantity));
  }
  const exactTotal = exact.get('total');
  if (exactTotal === undefined) return refused({ code: 'total_missing', detail: {} });
  const total = roundQuantity(exactTotal, policy.places);
  const rounded: Periods = {};
  let periodSum = new Decimal(0);
  for (const code of PERIOD_CODES) {
    const quantity = exact.get(code);
    if (quantity === undefined) continue;
    rounded[code] = roundQuantity(quantity, policy.places);
    periodSum = periodSum.plus(quantity);
  }
  // A meter that counts one period only leaves the other one to the total.
  const leavesRest =
    rounded[policy.restPeriod] !== undefined ||
    Object.keys(rounded).length === 1 ||
    exactTotal.minus(periodSum).gt(periodSumTolerance(segments));
  const periods = givePeriodsTheTotal(rounded, total, leavesRest ? policy.restPeriod : null, segments);
  return periods === null
    ? refused({
        code: 'periods_exceed_total',
        detail: { total: total.toFixed(), periodSum: periodSum.toFixed() },
      })
    : ok({ total, periods });
}

/**
 * How far the periods' sum may be from the total, in kWh: every register shows whole units of its
 * last digit, and may hide up to one.
 */
export function periodSumTolerance(segments: readonly Segment[]): Decimal {
  let tolerance = new Decimal(0);
  for (const { registerCode, meter } of segments) {
    if (registerCode === 'total' || isPeriod(registerCode)) tolerance = tolerance.plus(displayUnit(meter));
  }
  return tolerance;
}

function isPeriod(code: RegisterCode): code is PeriodCode {
  return (PERIOD_CODES as readonly string[]).includes(code);
}

/** `rest` takes the difference; where it would fall below zero by no more than rounding, the largest does. */
function givePeriodsTheTotal(
  rounded: Periods,
  total: Decimal,
  rest: PeriodCode | null,
  segments: readonly Segment[],
): Periods | null {
  const codes = PERIOD_CODES.filter((code) => rounded[code] !== undefined);
  if (codes.length === 0) return {};
  const sumWithout = (left: PeriodCode | null) =>
    codes.reduce((sum, code) => (code === left ? sum : sum.plus(rounded[code] ?? 0)), new Decimal(0));
  if (rest !== null) {
    const remainder = total.minus(sumWithout(rest));
    if (!remainder.isNegative()) return { ...rounded, [rest]: remainder };
  }
  const others = codes.filter((code) => code !== rest);
  const largest = others.reduce<PeriodCode | null>(
    (best, code) => (best === null || (rounded[code] ?? total).gt(rounded[best] ?? total) ? code : best),
    null,
  );
  const excess = sumWithout(rest).minus(total);
  if (largest === null || excess.gt(periodSumTolerance(segments).plus(codes.length))) return null;
  const adjusted = (rounded[largest] ?? total).minus(excess);
  if (adjusted.isNegative()) return null;
  return { ...rounded, ...(rest === null ? {} : { [rest]: new Decimal(0) }), [largest]: adjusted };
}
