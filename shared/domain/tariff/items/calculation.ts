import type { Result } from '../../../lib/result.ts';
import type { Minor } from '../../money.ts';
import type { CalculationInput, CalculationStop, DraftLine } from '../types.ts';

/** Amounts of the items before, by code: what percent, minimum and power factor go by. */
export type EarlierAmounts = ReadonlyMap<string, readonly Minor[]>;

/**
 * One charge item made ready for many bills: prices are read once, and what remains is the arithmetic of the
 * bill. Gives the lines of the item, none where it does not apply.
 */
export type ItemCalculation = (
  input: CalculationInput,
  earlier: EarlierAmounts,
) => Result<readonly DraftLine[], CalculationStop>;
