import { daysBetween } from '../localDate.ts';
import { Decimal, decimalOf } from '../money.ts';
import type { TariffItemOf } from './content.ts';
import type { CalculationInput } from './types.ts';

type Tiered = Pick<TariffItemOf<'tiered_energy'>, 'tiers' | 'basis' | 'household'>;

/** A stretch of the consumption that lies in one tier; `tierNo` counts from 1. */
export type TierPart = {
  readonly tierNo: number;
  readonly price: string;
  readonly kwh: Decimal;
  readonly fromKwh: Decimal;
  readonly upToKwh: Decimal | null;
};

/** A limit of the basis as it counts for this bill: as it is, times days, or by the share of the month. */
function limitOfBill(limit: Decimal, basis: Tiered['basis'], input: CalculationInput): Decimal {
  if (basis === 'year') return limit;
  if (basis === 'day') return limit.times(daysBetween(input.span.startOn, input.span.endOn));
  return forMonthShare(limit, input);
}

/**
 * A monthly figure as it counts for this bill: all of it, or by days for its part under one price version.
 * Multiplied before it is divided: 1/28 is cut somewhere, and 2.10 times the cut figure is just below 0.075.
 */
export function forMonthShare(monthly: Decimal, { span, wholeSpan }: CalculationInput): Decimal {
  if (wholeSpan === undefined) return monthly;
  const whole = daysBetween(wholeSpan.startOn, wholeSpan.endOn);
  return whole === 0 ? monthly : monthly.times(daysBetween(span.startOn, span.endOn)).div(whole);
}

/** What a household's size adds to every limit of the basis. */
function householdAddition(item: Tiered, input: CalculationInput): Decimal {
  const { household, basis } = item;
  if (household === undefined || input.householdSize === null) return new Decimal(0);
  const people = Math.max(0, input.householdSize - household.above);
  const kwh = decimalOf(household.kwh).times(people);
  return basis === 'year' ? kwh.times(12) : kwh;
}

/** The tiers' upper limits in kWh for this bill. */
export function tierLimits(item: Tiered, input: CalculationInput): readonly (Decimal | null)[] {
  const addition = householdAddition(item, input);
  return item.tiers.map(({ upToKwh }) =>
    upToKwh === null ? null : limitOfBill(decimalOf(upToKwh).plus(addition), item.basis, input),
  );
}

/**
 * Cuts a bill's kWh along the tiers. On the basis of the year the consumption since January counts
 * before this bill, so that one bill may pass several tiers (field fault: yearly tiers with monthly bills).
 */
export function tierParts(item: Tiered, input: CalculationInput): readonly TierPart[] {
  const limits = tierLimits(item, input);
  const start = item.basis === 'year' ? input.usedThisYear : new Decimal(0);
  const end = start.plus(input.quantities.total);
  const parts: TierPart[] = [];
  let from = start;
  item.tiers.forEach(({ price }, index) => {
    const upTo = limits[index] ?? null;
    const to = upTo === null ? end : Decimal.min(end, upTo);
    if (to.gt(from)) {
      parts.push({ tierNo: index + 1, price, kwh: to.minus(from), fromKwh: from, upToKwh: upTo });
      from = to;
    }
  });
  return parts;
}
