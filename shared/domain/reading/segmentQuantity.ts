import type { Decimal } from '../money.ts';
import { type MeterFacts, registerLimit } from './meterFacts.ts';
import { type RegisterCode, showsHighest } from './registers.ts';

export type SegmentQuantity = {
  /** kWh; with one rollover where the register went back. */
  readonly quantity: Decimal;
  /** The register shows less than before: the quantity holds only if it rolled over, once. */
  readonly isBack: boolean;
};

/**
 * Quantity between two readings of one register of one meter: (current - previous) x multiplier,
 * exact. Where the register went back, current + 10^digits - previous, digits being the meter's
 * (999950 -> 000030 of six digits is 80); whether that may be billed is for a person or the history
 * to say, see `judgeRollover`. A demand register does not count: it shows the highest power since it was
 * last set back, in kW, so its quantity is what it shows times the multiplier.
 */
export function segmentQuantity(
  registerCode: RegisterCode,
  previous: Decimal,
  current: Decimal,
  meter: MeterFacts,
): SegmentQuantity {
  if (showsHighest(registerCode)) return { quantity: measured(current, meter), isBack: false };
  const difference = current.minus(previous);
  const isBack = difference.isNegative();
  const shown = isBack ? difference.plus(registerLimit(meter)) : difference;
  return { quantity: measured(shown, meter), isBack };
}

/** Most meters have no transformers, and multiplying takes as long as all the rest. */
function measured(shown: Decimal, { multiplier }: MeterFacts): Decimal {
  return multiplier.eq(1) ? shown : shown.times(multiplier);
}

/**
 * Whether a register that went back may be taken to have rolled over. `plausible`: the history of
 * the service point makes it likely (at most `factor` times what was to be expected); `several`: it
 * could have rolled over more than once; `doubtful`: a person has to say.
 */
export function judgeRollover(
  quantity: Decimal,
  meter: MeterFacts,
  expected: Decimal | null,
  factor: Decimal,
): 'plausible' | 'several' | 'doubtful' {
  if (expected === null || expected.isZero()) return 'doubtful';
  const most = expected.times(factor);
  if (most.gte(registerLimit(meter).times(meter.multiplier))) return 'several';
  return quantity.lte(most) ? 'plausible' : 'doubtful';
}
