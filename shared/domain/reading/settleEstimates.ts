import { daysBetween, type LocalDate } from '../localDate.ts';
import type { Decimal } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import type { PointSeries, StoredReading } from './pointSeries.ts';
import { type RegisterCode, showsHighest } from './registers.ts';

/** How a value is marked that was put between two real readings. */
export const BETWEEN_READINGS = 'between_readings';

/** An estimate, and what the register must have shown on its day. */
export type SettledReading = { readonly reading: StoredReading; readonly value: Decimal };

export type Shown = { readonly readOn: LocalDate; readonly value: Decimal };

/**
 * What a register showed on a day between two real readings, had every day used the same: at the number of places
 * that the register has. Neither real reading may be below the other; a rollover is nobody's guess.
 */
export function valueBetween(before: Shown, after: Shown, readOn: LocalDate, decimals: number): Decimal {
  const days = daysBetween(before.readOn, after.readOn);
  const share = after.value.minus(before.value).times(daysBetween(before.readOn, readOn)).div(days);
  return roundQuantity(before.value.plus(share), decimals);
}

/**
 * The estimates of a register between a real reading and the real one before it that are not what they should be, each
 * with its right value, the earliest first (domain rule: a real reading that contradicts an estimate). Empty where none
 * lies between, and where the real reading is below the one before the estimates: then it is itself in doubt. A demand
 * register shows the highest of a month, which the next one says nothing about.
 */
export function contradictedEstimates(
  series: PointSeries,
  meterId: string,
  registerCode: RegisterCode,
  readOn: LocalDate,
  decimals: number,
): readonly SettledReading[] {
  if (showsHighest(registerCode)) return [];
  const current = series.versionsOf(meterId, registerCode).filter((one) => one.isCurrent);
  const at = current.findIndex((one) => one.readOn === readOn && one.source !== 'estimated');
  const after = current[at];
  if (!after) return [];
  const lastReal = current.slice(0, at).findLastIndex((one) => one.source !== 'estimated');
  const before = current[lastReal];
  if (!before || before.kind === 'removal' || after.value.lt(before.value)) return [];
  return current
    .slice(lastReal + 1, at)
    .map((reading) => ({ reading, value: valueBetween(before, after, reading.readOn, decimals) }))
    .filter(({ reading, value }) => !value.eq(reading.value));
}
