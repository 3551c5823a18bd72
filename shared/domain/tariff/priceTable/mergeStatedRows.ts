import { type PriceClass, priceClassKey } from './priceClass.ts';
import {
  rowsOfMonths,
  type StatedMonth,
  type StatedPrice,
  type StatedPrices,
  type StatedRow,
} from './statePrices.ts';

export type StatedTariff = {
  readonly tariffCode: string;
  readonly name: string;
  readonly priceClass: PriceClass;
  /** From January to December. */
  readonly months: readonly StatedMonth[];
};

export type ClassRow = StatedRow & { readonly priceClass: PriceClass };
type Named = { readonly tariffCode: string; readonly name: string };

/**
 * The rows of a price table for these tariffs: several of one class, such as those with and without time of use, have a
 * row together, one for each season where they have some. One that says something else than those before it in its row is
 * a conflict.
 */
export function mergeStatedRows(tariffs: readonly StatedTariff[]): {
  readonly rows: readonly ClassRow[];
  readonly conflicts: readonly Named[];
} {
  const classes = new Map<
    string,
    { readonly priceClass: PriceClass; readonly months: readonly StatedMonth[] }
  >();
  const conflicts: Named[] = [];
  for (const { tariffCode, name, priceClass, months } of tariffs) {
    const key = priceClassKey(priceClass);
    const known = classes.get(key)?.months;
    const merged = months.map((month, index) => mergeMonth(known?.[index], month));
    const whole = merged.flatMap((month) => month ?? []);
    if (whole.length < merged.length) conflicts.push({ tariffCode, name });
    else classes.set(key, { priceClass, months: whole });
  }
  const rows = [...classes.values()].flatMap(({ priceClass, months }) =>
    rowsOfMonths(months).map((row) => ({ ...row, priceClass })),
  );
  return { rows, conflicts };
}

function mergeMonth(known: StatedMonth | undefined, month: StatedMonth): StatedMonth | null {
  if (known === undefined) return month;
  const prices = mergePrices(known.prices, month.prices);
  if (prices === null || known.tiers.length !== month.tiers.length) return null;
  const tiers = known.tiers.map(({ upToKwh, prices: old }, index) => {
    const other = month.tiers[index];
    const merged = other?.upToKwh === upToKwh ? mergePrices(old, other.prices) : null;
    return merged === null ? null : { upToKwh, prices: merged };
  });
  if (tiers.some((tier) => tier === null)) return null;
  const season = `${known.season}+${month.season}`;
  return { season, prices, tiers: tiers.flatMap((tier) => tier ?? []) };
}

function mergePrices(left: StatedPrices, right: StatedPrices): StatedPrices | null {
  const both = (Object.keys(left) as (keyof StatedPrices)[]).filter((key) => right[key] !== undefined);
  return both.some((key) => !isSame(left[key], right[key])) ? null : { ...left, ...right };
}

const isSame = (left: StatedPrice | undefined, right: StatedPrice | undefined) =>
  left?.value === right?.value && left?.kwhPerKva === right?.kwhPerKva;
