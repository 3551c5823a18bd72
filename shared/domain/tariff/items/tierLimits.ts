import { ok, type Result, refused } from '../../../lib/result.ts';
import { daysBetween } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText } from '../../money.ts';
import { roundQuantity } from '../../quantity.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, CalculationStop } from '../types.ts';
import { monthShare, ofMonths } from './monthShare.ts';

export type Tiered = TariffItemOf<'tier_increment' | 'tiered_energy' | 'slab'>;

/** The upper limits in kWh of one bill, by tier, and how they came of those in the tariff. */
export type TierLimits = {
  readonly upTo: readonly (Decimal | null)[];
  /** `200 × 4.5`, which gives the limit before rounding; empty where it is as the tariff says. */
  readonly formulaOf: (index: number) => string;
  /** What the limits were worked out with, e.g. the maximum demand. */
  readonly inputs: Readonly<Record<string, string>>;
};

const ONE = new Decimal(1);

/**
 * Makes the upper limits in kWh of a bill. A year of which the account had only some months scales yearly
 * limits by them; daily limits count the days of the bill (REopt.jl#538); those of hours of use count its maximum
 * demand. Stops: demand_missing where no register takes that.
 */
export function compileLimits(
  item: Tiered,
): (input: CalculationInput) => Result<TierLimits, CalculationStop> {
  const { basis, household, partYear, limitPlaces } = item;
  const limits = item.tiers.map(({ upToKwh }) => (upToKwh === null ? null : decimalOf(upToKwh)));
  const perPerson = decimalOf(household?.kwh ?? '0').times(basis === 'year' ? 12 : 1);
  const asWritten: TierLimits = { upTo: limits, formulaOf: () => '', inputs: {} };
  return (input) => {
    const people = household === undefined ? 0 : Math.max(0, (input.householdSize ?? 0) - household.above);
    const isWhole = basis === 'year' && (input.yearMonths === 12 || partYear === 'whole');
    if (isWhole && people === 0) return ok(asWritten);
    const kw = basis === 'demand' ? (input.demand?.max ?? null) : ONE;
    if (kw === null) return refused({ code: 'demand_missing', detail: { item: item.code, dayPeriods: '' } });
    const addition = perPerson.times(people);
    const share = basis === 'month' || basis === 'demand' ? monthShare(input, item) : null;
    const days = daysBetween(input.span.startOn, input.span.endOn);
    const exact = limits.map((limit) => {
      if (limit === null) return null;
      const own = basis === 'demand' ? limit.times(kw) : limit;
      const raised = people === 0 ? own : own.plus(addition);
      if (isWhole) return raised;
      if (share !== null) return ofMonths(raised, share);
      return basis === 'day' ? raised.times(days) : raised.times(input.yearMonths).div(12);
    });
    const isRounded = !isWhole && limitPlaces !== undefined;
    const upTo = isRounded
      ? exact.map((limit) => (limit === null ? null : roundQuantity(limit, limitPlaces)))
      : exact;
    const perKw = basis === 'demand' ? ` × ${decimalText(kw)}` : '';
    const added = people === 0 ? '' : ` + ${household?.kwh}${basis === 'year' ? ' × 12' : ''} × ${people}`;
    const scale = isWhole
      ? ''
      : (share?.formula ?? (basis === 'day' ? ` × ${days}` : ` × ${input.yearMonths} ÷ 12`));
    return ok({
      upTo,
      formulaOf: (index) => {
        const limit = item.tiers[index]?.upToKwh ?? null;
        if (limit === null || perKw + added + scale === '') return '';
        const raised = `${limit}${perKw}${added}`;
        return added === '' || scale === '' ? `${raised}${scale}` : `(${raised})${scale}`;
      },
      inputs: {
        ...(perKw === '' ? {} : { kw: decimalText(kw) }),
        ...(people === 0 ? {} : { people: String(people), personKwh: household?.kwh ?? '' }),
        ...(scale === '' ? {} : scaledBy(basis, scale, { days, yearMonths: input.yearMonths })),
        ...(isRounded ? { limitPlaces: String(limitPlaces) } : {}),
      },
    });
  };
}

function scaledBy(
  basis: Tiered['basis'],
  scale: string,
  { days, yearMonths }: { readonly days: number; readonly yearMonths: number },
): Record<string, string> {
  if (basis === 'day') return { days: String(days) };
  if (basis === 'year') return { yearMonths: String(yearMonths) };
  return { monthShare: scale.slice(' × '.length) };
}

/** How the limits of a tier came about; nothing where they are those of the tariff. `index` counts from 0. */
export function limitInputs(
  { formulaOf, inputs }: TierLimits,
  index: number,
  isFromLimit: boolean,
): Readonly<Record<string, string>> {
  const fromFormula = isFromLimit ? formulaOf(index - 1) : '';
  const upToFormula = formulaOf(index);
  if (fromFormula === '' && upToFormula === '') return {};
  return {
    ...(fromFormula === '' ? {} : { fromFormula }),
    ...(upToFormula === '' ? {} : { upToFormula }),
    ...inputs,
  };
}
