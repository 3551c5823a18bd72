import { ok, type Result, refused } from '../../lib/result.ts';
import { negatedFormula } from '../billing/formula.ts';
import { Decimal, decimalText } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import { type MonthShare, ofMonths } from '../tariff/items/monthShare.ts';
import { addShared, type QuantityStep } from './losses.ts';
import type { ReadingPolicy } from './policy.ts';
import { type BilledQuantities, PERIOD_CODES } from './registers.ts';

/**
 * How a service point hangs behind another one: with a meter of its own (套扣), or without one, for a fixed quantity a
 * month (定量) or a fixed percentage (定比) of what the other's meter counted.
 */
export const SUB_SUPPLY_KINDS = ['metered', 'fixed_quantity', 'fixed_ratio'] as const;
export type SubSupplyKind = (typeof SUB_SUPPLY_KINDS)[number];

/** What a service point behind this one takes of its quantity: `kwh` a month for so many months. */
export type SubPoint = { readonly servicePointNo: string } & (
  | { readonly kind: 'metered'; readonly quantities: BilledQuantities }
  | { readonly kind: 'fixed_quantity'; readonly kwh: Decimal; readonly months: MonthShare }
  | { readonly kind: 'fixed_ratio'; readonly percent: Decimal }
);

export type SubPointStop = {
  readonly code: 'negative_remainder';
  readonly detail: Readonly<Record<string, string>>;
};

type Policy = Pick<ReadingPolicy, 'places' | 'restPeriod'>;

/**
 * Takes the quantities of the service points behind a meter off it, period by period, before losses. A quantity that does
 * not know periods is shared over them in proportion. A remainder below zero stops: negative_remainder.
 */
export function deductSubPoints(
  metered: BilledQuantities,
  subPoints: readonly SubPoint[],
  policy: Policy,
): Result<{ readonly quantities: BilledQuantities; readonly steps: readonly QuantityStep[] }, SubPointStop> {
  let rest = metered;
  const steps: QuantityStep[] = [];
  for (const sub of subPoints) {
    const taken = quantitiesOfSub(sub, metered, policy);
    rest = minus(rest, taken, policy);
    steps.push({
      code: sub.kind,
      of: sub.servicePointNo,
      formula: negatedFormula(formulaOfSub(sub, metered)),
      quantity: decimalText(taken.total.neg()),
      unit: 'kWh',
    });
    const below = [['total', rest.total] as const, ...Object.entries(rest.periods)].find(([, kwh]) =>
      kwh?.lt(0),
    );
    if (below !== undefined) {
      const [registerCode, kwh] = below;
      const detail = {
        servicePointNo: sub.servicePointNo,
        registerCode,
        kwh: decimalText(kwh ?? rest.total),
      };
      return refused({ code: 'negative_remainder', detail });
    }
  }
  return ok({ quantities: rest, steps });
}

/** What belongs to a service point behind a meter that counted so much. */
export function quantitiesOfSub(sub: SubPoint, metered: BilledQuantities, policy: Policy): BilledQuantities {
  if (sub.kind === 'metered') return sub.quantities;
  if (sub.kind === 'fixed_quantity') {
    return { total: roundQuantity(ofMonths(sub.kwh, sub.months), policy.places), periods: {} };
  }
  return { total: roundQuantity(metered.total.times(sub.percent).div(100), policy.places), periods: {} };
}

/** How the quantity of such a service point is worked out; it gives the quantity before rounding. */
export function formulaOfSub(sub: SubPoint, metered: BilledQuantities): string {
  if (sub.kind === 'metered') return decimalText(sub.quantities.total);
  if (sub.kind === 'fixed_quantity') return `${decimalText(sub.kwh)}${sub.months.formula}`;
  return `${decimalText(metered.total)} × ${decimalText(sub.percent)}%`;
}

function minus(from: BilledQuantities, taken: BilledQuantities, policy: Policy): BilledQuantities {
  if (Object.keys(taken.periods).length === 0) return addShared(from, taken.total.neg(), policy);
  const periods = { ...from.periods };
  let known = new Decimal(0);
  for (const code of PERIOD_CODES) {
    const [kwh, off] = [from.periods[code], taken.periods[code]];
    if (kwh === undefined || off === undefined) continue;
    periods[code] = kwh.minus(off);
    known = known.plus(off);
  }
  // Periods that only the one behind counts are shared over those that this one counts.
  const unknown = taken.total.minus(known);
  return addShared({ total: from.total.minus(known), periods }, unknown.neg(), policy);
}
