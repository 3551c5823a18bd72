import { decimalOf, roundToMinor } from '../money.ts';
import { evaluateFormula } from './formula.ts';

/**
 * Whether the amount of an issued line is what its own calculation says: the formula of its trace gives the unrounded
 * amount, and that rounded to the cent the amount.
 */
export function lineFollows(line: {
  readonly formula: string;
  readonly unrounded: string;
  readonly amountMinor: number;
}): boolean {
  const unrounded = decimalOf(line.unrounded);
  return (
    evaluateFormula(line.formula)?.equals(unrounded) === true && roundToMinor(unrounded) === line.amountMinor
  );
}
