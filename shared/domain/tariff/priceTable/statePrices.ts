import { ok, type Result, refused } from '../../../lib/result.ts';
import { Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { TariffContent } from '../content.ts';
import {
  type BasicKey,
  basicKeyOf,
  conditionalItems,
  monthsOf,
  type PricedItems,
  type PriceKey,
  pricedItems,
} from './priceRow.ts';

/** What a table states of a price: yuan, funds included. */
export type StatedPrice = { readonly value: DecimalText; readonly kwhPerKva?: DecimalText };
export type StatedPrices = Readonly<Partial<Record<PriceKey, StatedPrice>>>;

/** What a price table says of a tariff in a month. */
export type StatedMonth = {
  /** Which items apply: months of other items are another season, at the same prices too. */
  readonly season: string;
  readonly prices: StatedPrices;
  /** Absolute prices; empty where the tariff has no tiers. */
  readonly tiers: readonly { readonly upToKwh: DecimalText | null; readonly prices: StatedPrices }[];
};

type Stated = Omit<StatedMonth, 'season'>;

/** The same of some months, or of all where it states none. */
export type StatedRow = StatedMonth & { readonly months?: readonly number[] };

/**
 * What a price table says of a tariff from January to December, of which `applyPriceRow` makes its prices again; or why no
 * row of a table can say them.
 */
export function statePrices(
  content: TariffContent,
): Result<readonly StatedMonth[], 'item_conditional' | 'template_ambiguous'> {
  const sorts = pricedItems(content);
  if (conditionalItems(sorts, { hasSeasons: true }).length > 0) return refused('item_conditional');
  const months: StatedMonth[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const items = content.items.filter((item) => monthsOf(item).includes(month));
    const stated = stateMonth(pricedItems({ ...content, items }));
    if (stated === null) return refused('template_ambiguous');
    const ofMonths = items.filter(({ when }) => when?.months !== undefined);
    months.push({ ...stated, season: ofMonths.map(({ code }) => code).join(' ') });
  }
  return ok(months);
}

/** Months of which the same is stated, together. */
export function rowsOfMonths<Of extends StatedMonth>(months: readonly Of[]): readonly (Of & StatedRow)[] {
  const groups = new Map<string, { readonly stated: Of; readonly months: number[] }>();
  months.forEach((stated, index) => {
    const key = JSON.stringify(stated);
    const group = groups.get(key) ?? { stated, months: [] };
    group.months.push(index + 1);
    groups.set(key, group);
  });
  return [...groups.values()].map(({ stated, months: of }) =>
    groups.size === 1 ? stated : { ...stated, months: of },
  );
}

/** `null` where several items of a kind have different prices. */
function stateMonth({ main, parts, funds, increments, capacity, demand }: PricedItems): Stated | null {
  const charges = [...basicPrices('capacity', capacity), ...basicPrices('demand', demand)];
  const basic = new Map<string, StatedPrice>();
  for (const [key, stated] of charges) {
    const known = basic.get(key);
    if (known && JSON.stringify(known) !== JSON.stringify(stated)) return null;
    basic.set(key, stated);
  }
  if (main.length > 1 || increments.length > 1) return null;
  const fundTotal = sumOf(funds.map(({ price }) => price));
  const others = sumOf([...parts.keys()].map(({ price }) => price)).plus(fundTotal);
  const common: StatedPrices = {
    ...Object.fromEntries([...parts].map(([{ price }, part]) => [part, { value: price }])),
    ...(funds.length > 0 && { funds: { value: decimalText(fundTotal) } }),
    ...Object.fromEntries(basic),
  };
  const kwh = kwhPrices(main[0], others);
  const tiers = kwh.tiers.length > 0 ? kwh.tiers : incrementTiers(increments[0], kwh.prices);
  return { prices: { ...common, ...(tiers.length === 0 && kwh.prices) }, tiers };
}

function basicPrices(
  key: BasicKey,
  items: PricedItems['capacity'] | PricedItems['demand'],
): readonly (readonly [string, StatedPrice])[] {
  return items.flatMap((item) => {
    const sort = basicKeyOf(key, item);
    if (sort === null || item.price === undefined) return [];
    const { key: stated, ...load } = sort;
    return [[stated, { value: item.price, ...load }] as const];
  });
}

function kwhPrices(item: PricedItems['main'][number] | undefined, others: Decimal): Stated {
  const whole = (price: DecimalText) => ({ value: decimalText(decimalOf(price).plus(others)) });
  const byPeriod = (prices: Readonly<Partial<Record<PeriodCode, DecimalText>>>): StatedPrices =>
    Object.fromEntries(
      PERIOD_CODES.flatMap((code) => {
        const price = prices[code];
        return price === undefined ? [] : [[code, whole(price)]];
      }),
    );
  if (item === undefined) return { prices: { energy: { value: decimalText(others) } }, tiers: [] };
  if (item.kind === 'energy') return { prices: { energy: whole(item.price) }, tiers: [] };
  if (item.kind === 'time_of_use') return { prices: byPeriod(item.prices), tiers: [] };
  const tiers = item.tiers.map((tier) => {
    const prices = 'prices' in tier && tier.prices !== undefined ? byPeriod(tier.prices) : null;
    return { upToKwh: tier.upToKwh, prices: prices ?? { energy: whole(tier.price as DecimalText) } };
  });
  return { prices: {}, tiers };
}

function incrementTiers(
  increment: PricedItems['increments'][number] | undefined,
  base: StatedPrices,
): StatedMonth['tiers'] {
  return (increment?.tiers ?? []).map(({ upToKwh, price }) => ({
    upToKwh,
    prices: Object.fromEntries(
      Object.entries(base).map(([key, { value }]) => [
        key,
        { value: decimalText(decimalOf(value).plus(decimalOf(price))) },
      ]),
    ),
  }));
}

const sumOf = (prices: readonly DecimalText[]) =>
  prices.reduce((sum, price) => sum.plus(decimalOf(price)), new Decimal(0));
