import { Decimal } from '../money.ts';
import type { LineRejection } from './lineStates.ts';

/** What a meter's arithmetic depends on; each meter has its own, also within one billing period. */
export type MeterFacts = {
  /** Digits before the point: the register shows 0 again at 10^digits. */
  readonly digits: number;
  /** Digits after the point. */
  readonly decimals: number;
  /** CT x PT. */
  readonly multiplier: Decimal;
};

/** The first value that the register cannot show. By the meter, never by the length of a number. */
export function registerLimit(meter: MeterFacts): Decimal {
  return POWERS_OF_TEN[meter.digits] ?? new Decimal(10).pow(meter.digits);
}

const POWERS_OF_TEN = Array.from({ length: 13 }, (_, exponent) => new Decimal(10).pow(exponent));
const UNITS = POWERS_OF_TEN.map((power) => new Decimal(1).div(power));

/** The kWh that one unit of the last digit stands for. */
export function displayUnit(meter: MeterFacts): Decimal {
  const unit = UNITS[meter.decimals] ?? new Decimal(10).pow(-meter.decimals);
  return unit.times(meter.multiplier);
}

/** Why the register of this meter cannot show the value; `null` where it can. */
export function unfitValue(value: Decimal, meter: MeterFacts): LineRejection | null {
  if (value.isNegative() && !value.isZero()) return 'value_negative';
  if (value.gte(registerLimit(meter))) return 'digit_overflow';
  return value.decimalPlaces() > meter.decimals ? 'too_many_decimals' : null;
}
