import { Decimal, decimalOf, type Minor, minorToText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { DraftLine } from '../types.ts';

/** The line that makes a total a whole multiple; `null` where it is one. */
export type RoundingLine = (totalMinor: Minor) => DraftLine | null;

const MODES = {
  nearest: Decimal.ROUND_HALF_UP,
  down: Decimal.ROUND_DOWN,
  up: Decimal.ROUND_UP,
} as const;

/**
 * Rounds the total of a bill (尾数取整) to a multiple of major units: to the nearest one, half away from zero, towards zero
 * or away from it, so that a reversal mirrors its bill.
 */
export function roundingItem({ to, mode }: TariffItemOf<'rounding'>): RoundingLine {
  const step = decimalOf(to);
  const rule = `rounding.${mode}`;
  return (totalMinor) => {
    const base = minorToText(totalMinor);
    const total = new Decimal(base);
    const rounded = total.div(step).toDecimalPlaces(0, MODES[mode]).times(step);
    const unrounded = rounded.minus(total);
    if (unrounded.isZero()) return null;
    return {
      quantity: null,
      unit: '',
      price: null,
      unrounded,
      rule,
      formula: `${rounded.toFixed(2)} - ${totalMinor < 0 ? `(${base})` : base}`,
      inputs: { base, roundTo: to },
    };
  };
}
