import { Decimal } from '../money.ts';
import { demandPeriodOf, isDemandCode, isReactiveCode, type PeriodCode } from './registers.ts';
import type { Segment } from './segments.ts';

/** What a bill goes by besides energy; `null` where no register counts it. */
export type PowerQuantities = {
  readonly reactiveKvarh: Decimal | null;
  /** The highest reactive demand of the period in kvar. */
  readonly reactiveDemandKvar: Decimal | null;
  /** The highest apparent demand of the period in kVA. */
  readonly apparentDemandKva: Decimal | null;
  /** The highest demand of the period in kW. */
  readonly demandKw: Decimal | null;
  /** The highest within periods of the day, where the meter has registers for them. */
  readonly demandPeriodsKw: Readonly<Partial<Record<PeriodCode, Decimal>>>;
};

export const NO_POWER: PowerQuantities = {
  reactiveKvarh: null,
  reactiveDemandKvar: null,
  apparentDemandKva: null,
  demandKw: null,
  demandPeriodsKw: {},
};

/**
 * Reactive consumption, added up over meters and over what was drawn and fed back, and the highest demand of the segments of one period: of the day it is at
 * least that of each of its periods. Nothing is rounded.
 */
export function powerQuantities(segments: readonly Segment[]): PowerQuantities {
  let reactiveKvarh: Decimal | null = null;
  let reactiveDemandKvar: Decimal | null = null;
  let apparentDemandKva: Decimal | null = null;
  let demandKw: Decimal | null = null;
  const demandPeriodsKw: Partial<Record<PeriodCode, Decimal>> = {};
  for (const { registerCode, quantity } of segments) {
    if (quantity === null) continue;
    if (isReactiveCode(registerCode)) reactiveKvarh = (reactiveKvarh ?? new Decimal(0)).plus(quantity);
    if (registerCode === 'reactive_demand') reactiveDemandKvar = higherOf(reactiveDemandKvar, quantity);
    if (registerCode === 'apparent_demand') apparentDemandKva = higherOf(apparentDemandKva, quantity);
    if (!isDemandCode(registerCode)) continue;
    demandKw = higherOf(demandKw, quantity);
    const period = demandPeriodOf(registerCode);
    if (period !== null) demandPeriodsKw[period] = higherOf(demandPeriodsKw[period] ?? null, quantity);
  }
  return { reactiveKvarh, reactiveDemandKvar, apparentDemandKva, demandKw, demandPeriodsKw };
}

function higherOf(left: Decimal | null, right: Decimal): Decimal {
  return left?.gt(right) ? left : right;
}
