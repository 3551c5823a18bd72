import { Decimal as DefaultDecimal } from 'decimal.js';
import { assert } from '../lib/assert.ts';
import type { Brand } from '../lib/brand.ts';

/**
 * Exact decimal arithmetic of the whole product. The library's default of 20 significant digits
 * rounds silently, so one clone with 40 digits is made here and nowhere else.
 */
export const Decimal = DefaultDecimal.clone({
  precision: 40,
  rounding: DefaultDecimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
});
export type Decimal = DefaultDecimal;

/** Canonical decimal text: no exponent, no plus sign, no trailing zeros, no `-0`. */
export type DecimalText = Brand<string, 'DecimalText'>;

/** Money in minor units (分, cents): a safe integer. */
export type Minor = Brand<number, 'Minor'>;

const DECIMAL_PATTERN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whole numbers of up to seven digits: the most of what registers show, and the library's fast way. */
const SMALL_WHOLE_PATTERN = /^(?:0|[1-9]\d{0,6})$/;

/** Characters of a decimal that people and files write, and of one that was calculated. */
const LONGEST_WRITTEN = 40;
const LONGEST_CALCULATED = 90;

/** Parses decimal text as people and files write it; `null` where it is not a plain number. */
export function parseDecimal(text: string): Decimal | null {
  if (SMALL_WHOLE_PATTERN.test(text)) return new Decimal(Number(text));
  // Most text comes from the ledger and is canonical already.
  if (DECIMAL_PATTERN.test(text)) return text.length <= LONGEST_WRITTEN ? new Decimal(text) : null;
  const trimmed = text
    .trim()
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1');
  return DECIMAL_PATTERN.test(trimmed) && trimmed.length <= LONGEST_WRITTEN ? new Decimal(trimmed) : null;
}

/**
 * Reads canonical text from the ledger or the wire; a malformed one is a bug. Text that was calculated is longer than
 * what people may write: forty digits with a point, zeros before them and a sign.
 */
export function decimalOf(text: string): Decimal {
  if (text.length > LONGEST_WRITTEN && text.length <= LONGEST_CALCULATED && DECIMAL_PATTERN.test(text)) {
    return new Decimal(text);
  }
  const value = parseDecimal(text);
  assert(value !== null, `not a decimal: ${text}`);
  return value;
}

/** In such parts, of seven digits each, the library keeps a value (`d`, with its exponent `e` and its sign `s`). */
const DIGITS_A_PART = 7;

/** Writes the canonical form. `toString` would turn to exponents, so it is never used. */
export function decimalText(value: Decimal): DecimalText {
  const [whole] = value.d ?? [];
  // Most values are small whole numbers, whose only part is the number itself.
  if (whole !== undefined && value.d.length === 1 && value.e >= 0 && value.e < DIGITS_A_PART) {
    return (value.s < 0 && whole !== 0 ? `-${whole}` : `${whole}`) as DecimalText;
  }
  const text = value.toFixed();
  return (text === '-0' ? '0' : text) as DecimalText;
}

/** The canonical form of decimal text as people and files write it; `null` where it is not a plain number. */
export function parseDecimalText(text: string): DecimalText | null {
  if (SMALL_WHOLE_PATTERN.test(text)) return text as DecimalText;
  const value = parseDecimal(text);
  return value === null ? null : decimalText(value);
}

/** Checks that a number from the ledger or the wire is a safe whole count of minor units. */
export function minor(value: number): Minor {
  assert(Number.isSafeInteger(value), `not a safe amount of minor units: ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

export const ZERO_MINOR = minor(0);

/**
 * Rounds an amount in major units (元) to minor units, half away from zero, so that a reversal
 * mirrors its bill exactly. The only rounding of money in the product.
 */
export function roundToMinor(amount: Decimal): Minor {
  const rounded = amount.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  assert(rounded.abs().lte(Number.MAX_SAFE_INTEGER), `amount too large: ${amount.toFixed()}`);
  return minor(rounded.toNumber());
}

/** Adds amounts exactly; leaving the safe range is a bug. */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return minor(total);
}

/** Minor units as decimal text in major units with two places: 12345 -> `123.45`. */
export function minorToText(amount: number): string {
  assert(Number.isSafeInteger(amount), `not a safe amount of minor units: ${amount}`);
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Parses an amount in major units as files and people write it (`1,234.50`, `-3`); `null` where
 * it is not a number, has more than two decimals that matter, or is beyond the safe range.
 */
export function parseMinor(text: string): Minor | null {
  const value = parseDecimal(text.trim().replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, ''));
  if (value === null) return null;
  const scaled = value.times(100);
  if (!scaled.isInteger() || scaled.abs().gt(Number.MAX_SAFE_INTEGER)) return null;
  return minor(scaled.toNumber());
}
