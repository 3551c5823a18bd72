import { addDays, daysBetween, type LocalDate, localDate } from '../localDate.ts';
import {
  type DecimalText,
  decimalOf,
  decimalText,
  type Minor,
  minor,
  roundToMinor,
  sumMinor,
  ZERO_MINOR,
} from '../money.ts';
import type { LateFeeRates } from './collectionSettings.ts';

/** A late fee over the days `[fromOn, untilOn)`; the next one starts at `untilOn`. */
export type LateFeeCharge = {
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate;
  /** Unpaid principal on these days. */
  readonly baseMinor: Minor;
  readonly dailyRate: DecimalText;
  readonly amountMinor: Minor;
};

export type LateFeeFacts = {
  readonly dueOn: LocalDate;
  readonly unpaidMinor: Minor;
  /** What was charged on this bill before, in the order of its days. */
  readonly charged: readonly LateFeeCharge[];
  readonly rates: LateFeeRates;
  readonly leastMinor: Minor;
};

/** Base x rate x days, rounded once. Without the least fee, this is the amount of a charge. */
function accrued(charge: Omit<LateFeeCharge, 'amountMinor'>): Minor {
  const days = daysBetween(charge.fromOn, charge.untilOn);
  return roundToMinor(decimalOf(charge.dailyRate).times(charge.baseMinor).times(days).dividedBy(100));
}

/**
 * Late fee (违约金) that has come up since the last charge: for each day from the day after the due date to
 * `paidOn` included, on the unpaid principal and never on a late fee; 电力供应与使用条例 art. 39. Days that
 * were charged before are not charged again, however often this is asked. A new year may have another
 * rate and is a charge of its own.
 */
export function dueLateFee(facts: LateFeeFacts, paidOn: LocalDate): readonly LateFeeCharge[] {
  const { dueOn, unpaidMinor, charged, rates, leastMinor } = facts;
  if (unpaidMinor <= 0) return [];
  const untilOn = addDays(paidOn, 1);
  let fromOn = charged.at(-1)?.untilOn ?? addDays(dueOn, 1);
  const charges: LateFeeCharge[] = [];
  while (fromOn < untilOn) {
    const nextYear = localDate(`${String(Number(fromOn.slice(0, 4)) + 1).padStart(4, '0')}-01-01`);
    const endOn = nextYear <= paidOn ? nextYear : untilOn;
    const isSameYear = fromOn.slice(0, 4) === dueOn.slice(0, 4);
    const charge = {
      fromOn,
      untilOn: endOn,
      baseMinor: unpaidMinor,
      dailyRate: decimalText(isSameYear ? rates.sameYear : rates.laterYears),
    };
    charges.push({ ...charge, amountMinor: accrued(charge) });
    fromOn = endOn;
  }
  return withLeast(charges, charged, leastMinor);
}

/** Corrects the charges where the bill's late fees together stay under the least one. */
function withLeast(
  charges: readonly LateFeeCharge[],
  charged: readonly LateFeeCharge[],
  leastMinor: Minor,
): readonly LateFeeCharge[] {
  const all = sumMinor([...charged, ...charges].map(accrued));
  if (charges.length === 0 || all === 0) return [];
  const owedNow = Math.max(all, leastMinor) - sumMinor(charged.map(({ amountMinor }) => amountMinor));
  if (owedNow === sumMinor(charges.map(({ amountMinor }) => amountMinor))) return charges;
  // The days count as charged; the amount, which no longer is theirs alone, stands in the last.
  return charges.map((charge, index) => ({
    ...charge,
    amountMinor: index === charges.length - 1 ? minor(owedNow) : ZERO_MINOR,
  }));
}
