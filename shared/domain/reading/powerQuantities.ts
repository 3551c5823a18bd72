import { Decimal } from '../money.ts';
import type { Segment } from './segments.ts';

/** What a bill goes by besides energy; `null` where no register counts it. */
export type PowerQuantities = {
  readonly reactiveKvarh: Decimal | null;
  /** The highest demand of the period in kW. */
  readonly demandKw: Decimal | null;
};

/** Reactive consumption, added up over meters, and the highest demand of the segments of one period. Nothing is rounded. */
export function powerQuantities(segments: readonly Segment[]): PowerQuantities {
  let reactiveKvarh: Decimal | null = null;
  let demandKw: Decimal | null = null;
  for (const { registerCode, quantity } of segments) {
    if (quantity === null) continue;
    if (registerCode === 'reactive') reactiveKvarh = (reactiveKvarh ?? new Decimal(0)).plus(quantity);
    if (registerCode === 'demand') demandKw = higherOf(demandKw, quantity);
  }
  return { reactiveKvarh, demandKw };
}

function higherOf(left: Decimal | null, right: Decimal): Decimal {
  return left?.gt(right) ? left : right;
}
