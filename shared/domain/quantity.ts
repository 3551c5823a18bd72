import { Decimal, type DecimalText, decimalText } from './money.ts';

/**
 * Rounds a quantity in kWh to `places`, half away from zero. Billed quantities are whole kWh
 * unless the tariff says otherwise (domain rule: default whole kWh HALF_UP).
 */
export function roundQuantity(quantity: Decimal, places: number): Decimal {
  return quantity.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** Sums quantities exactly and writes the canonical text. */
export function sumQuantities(quantities: Iterable<Decimal>): DecimalText {
  let total = new Decimal(0);
  for (const quantity of quantities) total = total.plus(quantity);
  return decimalText(total);
}
