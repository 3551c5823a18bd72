import { Decimal } from '../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';
import type { Segment } from '../reading/segments.ts';
import type { MeteredBetween } from './splitByPriceChange.ts';

const isPeriod = (code: string): code is PeriodCode => (PERIOD_CODES as readonly string[]).includes(code);

/**
 * What the segments of a bill counted from one of its days to another. `null` where a register went on over one of these
 * days without a reading: then nobody knows how much of it lies before.
 */
export function meteredBy(segments: readonly Segment[]): MeteredBetween {
  const energy = segments.filter(({ registerCode }) => registerCode === 'total' || isPeriod(registerCode));
  return (startOn, endOn) => {
    let total = new Decimal(0);
    const periods: Partial<Record<PeriodCode, Decimal>> = {};
    for (const { registerCode, from, to, quantity } of energy) {
      if (to.readOn <= startOn || from.readOn >= endOn) continue;
      if (from.readOn < startOn || to.readOn > endOn || quantity === null) return null;
      if (registerCode === 'total') total = total.plus(quantity);
      else if (isPeriod(registerCode))
        periods[registerCode] = (periods[registerCode] ?? new Decimal(0)).plus(quantity);
    }
    return { total, periods };
  };
}
