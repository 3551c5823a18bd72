import { assert } from '../../lib/assert.ts';
import type { Period } from '../localDate.ts';

const SERIAL_DIGITS = 8;

/** The gapless series that numbers the bills of a period. */
export function billNoSequence(period: Period): string {
  return `bill.${period}`;
}

/** What the numbers of all bills of a period begin with. */
export function billNoPrefix(period: Period): string {
  return `${period.slice(0, 4)}${period.slice(5)}`;
}

/** A bill's number: the period as six digits and its place in the period's series. */
export function billNoOf(period: Period, serial: number): string {
  const digits = String(serial);
  assert(serial > 0 && digits.length <= SERIAL_DIGITS, `bill serial out of range: ${serial}`);
  return `${billNoPrefix(period)}${digits.padStart(SERIAL_DIGITS, '0')}`;
}
