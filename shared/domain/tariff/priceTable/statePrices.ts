import { ok, type Result, refused } from '../../../lib/result.ts';
import { Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { TariffContent } from '../content.ts';
import { conditionalItems, type PricedItems, type PriceKey, pricedItems } from './priceRow.ts';

export type StatedPrices = Readonly<Partial<Record<PriceKey, DecimalText>>>;

/** What a price table says of a tariff: yuan, funds included. */
export type StatedRow = {
  readonly prices: StatedPrices;
  /** Absolute prices; empty where the tariff has no tiers. */
  readonly tiers: readonly { readonly upToKwh: DecimalText | null; readonly prices: StatedPrices }[];
};

/** The row of a price table that `applyPriceRow` turns into these prices again; or why no row of a table can say them. */
export function statePrices(
  content: TariffContent,
): Result<StatedRow, 'item_conditional' | 'template_ambiguous'> {
  const sorts = pricedItems(content);
  const { main, parts, funds, increments, capacity, demand } = sorts;
  if (conditionalItems(sorts).length > 0) return refused('item_conditional');
  const charges = [capacity, demand].map((items) => new Set(items.map(({ price }) => price)));
  if (main.length > 1 || increments.length > 1 || charges.some((prices) => prices.size > 1)) {
    return refused('template_ambiguous');
  }
  const fundTotal = sumOf(funds.map(({ price }) => price));
  const others = sumOf([...parts.keys()].map(({ price }) => price)).plus(fundTotal);
  const [capacityPrice, demandPrice] = [capacity[0]?.price, demand[0]?.price];
  const common: StatedPrices = {
    ...Object.fromEntries([...parts].map(([{ price }, part]) => [part, price])),
    ...(funds.length > 0 && { funds: decimalText(fundTotal) }),
    ...(capacityPrice !== undefined && { capacity: capacityPrice }),
    ...(demandPrice !== undefined && { demand: demandPrice }),
  };
  const kwh = kwhPrices(main[0], others);
  const tiers = kwh.tiers.length > 0 ? kwh.tiers : incrementTiers(increments[0], kwh.prices);
  return ok({ prices: { ...common, ...(tiers.length === 0 && kwh.prices) }, tiers });
}

function kwhPrices(item: PricedItems['main'][number] | undefined, others: Decimal): StatedRow {
  const whole = (price: DecimalText) => decimalText(decimalOf(price).plus(others));
  const byPeriod = (prices: Readonly<Partial<Record<PeriodCode, DecimalText>>>): StatedPrices =>
    Object.fromEntries(
      PERIOD_CODES.flatMap((code) => {
        const price = prices[code];
        return price === undefined ? [] : [[code, whole(price)]];
      }),
    );
  if (item === undefined) return { prices: { energy: decimalText(others) }, tiers: [] };
  if (item.kind === 'energy') return { prices: { energy: whole(item.price) }, tiers: [] };
  if (item.kind === 'time_of_use') return { prices: byPeriod(item.prices), tiers: [] };
  const tiers = item.tiers.map((tier) => {
    const prices = 'prices' in tier && tier.prices !== undefined ? byPeriod(tier.prices) : null;
    return { upToKwh: tier.upToKwh, prices: prices ?? { energy: whole(tier.price as DecimalText) } };
  });
  return { prices: {}, tiers };
}

function incrementTiers(increment: PricedItems['increments'][number] | undefined, base: StatedPrices) {
  return (increment?.tiers ?? []).map(({ upToKwh, price }) => ({
    upToKwh,
    prices: Object.fromEntries(
      Object.entries(base).map(([key, value]) => [key, decimalText(decimalOf(value).plus(decimalOf(price)))]),
    ) as StatedPrices,
  }));
}

const sumOf = (prices: readonly DecimalText[]) =>
  prices.reduce((sum, price) => sum.plus(decimalOf(price)), new Decimal(0));
