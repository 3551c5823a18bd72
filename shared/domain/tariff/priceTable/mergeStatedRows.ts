import { type PriceClass, priceClassKey } from './priceClass.ts';
import type { StatedPrices, StatedRow } from './statePrices.ts';

export type StatedTariff = StatedRow & {
  readonly tariffCode: string;
  readonly name: string;
  readonly priceClass: PriceClass;
};

type Row = StatedRow & { readonly priceClass: PriceClass };
type Named = { readonly tariffCode: string; readonly name: string };

/**
 * The rows of a price table for these tariffs: several of one class, such as those with and without time of use, have a
 * row together. One that says something else than those before it in its row is a conflict.
 */
export function mergeStatedRows(tariffs: readonly StatedTariff[]): {
  readonly rows: readonly Row[];
  readonly conflicts: readonly Named[];
} {
  const rows = new Map<string, Row>();
  const conflicts: Named[] = [];
  for (const { tariffCode, name, priceClass, prices, tiers } of tariffs) {
    const key = priceClassKey(priceClass);
    const known = rows.get(key);
    const row = { priceClass, prices, tiers };
    const merged = known === undefined ? row : merge(known, row);
    if (merged === null) conflicts.push({ tariffCode, name });
    else rows.set(key, merged);
  }
  return { rows: [...rows.values()], conflicts };
}

function merge(known: Row, row: Row): Row | null {
  const prices = mergePrices(known.prices, row.prices);
  if (prices === null || known.tiers.length !== row.tiers.length) return null;
  const tiers = known.tiers.map(({ upToKwh, prices: old }, index) => {
    const other = row.tiers[index];
    const merged = other?.upToKwh === upToKwh ? mergePrices(old, other.prices) : null;
    return merged === null ? null : { upToKwh, prices: merged };
  });
  if (tiers.some((tier) => tier === null)) return null;
  return { priceClass: known.priceClass, prices, tiers: tiers.flatMap((tier) => tier ?? []) };
}

function mergePrices(left: StatedPrices, right: StatedPrices): StatedPrices | null {
  const both = (Object.keys(left) as (keyof StatedPrices)[]).filter((key) => right[key] !== undefined);
  return both.some((key) => left[key] !== right[key]) ? null : { ...left, ...right };
}
