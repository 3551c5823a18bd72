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

/** How often a limit of the basis counts for this bill: 1, days, or the share of a month under one price. */
function limitFactor(basis: Tiered['basis'], input: CalculationInput): Decimal {
  if (basis === 'year') return new Decimal(1);
  if (basis === 'day') return new Decimal(daysBetween(input.span.startOn, input.span.endOn));
  return monthShare(input);
}

/** 1 for a whole bill; by days for its part under one price version. */
export function monthShare({ span, wholeSpan }: CalculationInput): Decimal {
  if (wholeSpan === undefined) return new Decimal(1);
  const whole = daysBetween(wholeSpan.startOn, wholeSpan.endOn);
  return whole === 0 ? new Decimal(1) : new Decimal(daysBetween(span.startOn, span.endOn)).div(whole);
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
  const factor = limitFactor(item.basis, input);
  const addition = householdAddition(item, input);
  return item.tiers.map(({ upToKwh }) =>
    upToKwh === null ? null : decimalOf(upToKwh).plus(addition).times(factor),
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
