import type { DecimalText } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffContent, TariffItem, TariffItemOf } from '../content.ts';
import type { PriceClass } from './priceClass.ts';

/** Parts of which the monthly tables of grid companies that buy for customers (代理购电) make up the price of a kWh. */
export const PRICE_PARTS = ['purchase', 'loss', 'network', 'system'] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

/** Charges a kW or kVA and month. */
export const BASIC_KEYS = ['demand', 'capacity'] as const;
export type BasicKey = (typeof BASIC_KEYS)[number];

/**
 * Two prices of one charge by how much of it is used (发改价格〔2023〕526号: 月每千伏安用电量达到260千瓦时及以上的，需量电价按90%
 * 执行): from so many kWh a month for each kVA on, and below.
 */
export const LOADS = ['from', 'below'] as const;
export type Load = (typeof LOADS)[number];
export type LoadKey = `${BasicKey}_${Load}`;

/** What a column of a price table states: yuan a kWh, in total, by period or in parts; yuan a kW or kVA and month. */
export type PriceKey = 'energy' | PeriodCode | PricePart | 'funds' | BasicKey | LoadKey;

/** A figure of the table in yuan, and the cell in which it stands, e.g. `D12`. */
export type PriceFigure = {
  readonly value: DecimalText;
  readonly cell: string;
  /** Of a price by load: kWh a month for each kVA from which, or below which, it holds. */
  readonly kwhPerKva?: DecimalText;
};
export type PriceFigures = Readonly<Partial<Record<PriceKey, PriceFigure>>>;

/** A tier (第一档 …) of a class. */
export type PriceTier = {
  readonly cell: string;
  /** `null`: no upper limit; absent where the table does not say. */
  readonly upToKwh?: string | null;
  /** Price of a kWh in all, or what comes on top of the first tier's. */
  readonly isIncrement: boolean;
  readonly prices: PriceFigures;
};

/** What a table states for some months of the year (夏季、7-8月): it takes the place of what has no months. */
export type PriceSeason = {
  /** The cell of its first figure. */
  readonly cell: string;
  readonly months: readonly number[];
  readonly prices: PriceFigures;
  readonly tiers: readonly PriceTier[];
};

/** One class of use at one voltage level, as a price table states it. */
export type PriceRow = {
  /** The cell of its first figure: by it people and commands name the row. */
  readonly cell: string;
  readonly priceClass: PriceClass;
  /** The voltage level as it stands in the table. */
  readonly voltageText: string;
  /** Whether all that it states could be read; otherwise it goes into no tariff. */
  readonly isReadable: boolean;
  readonly prices: PriceFigures;
  /** Whether the prices of the table hold the government's funds, as most do. */
  readonly includesFunds: boolean;
  /** Single funds by their names. */
  readonly funds: Readonly<Record<string, PriceFigure>>;
  /** The first tier first; empty where the class has none. */
  readonly tiers: readonly PriceTier[];
  /** No two have a month in common; empty where the table says the same of all months. */
  readonly seasons: readonly PriceSeason[];
  /** What a note says of the demand price by load; `null` without one. */
  readonly demandByLoad: DemandByLoad | null;
};

/** From so many kWh a month for each kVA on the price of demand counts so many percent. */
export type DemandByLoad = { readonly kwhPerKva: DecimalText; readonly percent: DecimalText };

/** Why a table, a row of it, or a row together with its tariff does not fit. */
export const PRICE_ERROR_CODES = [
  'unit_missing',
  'unit_unknown',
  'column_twice',
  'not_a_price',
  'too_many_places',
  'voltage_unknown',
  'category_missing',
  'category_too_deep',
  'class_twice',
  'row_without_price',
  'tier_out_of_order',
  'limit_unknown',
  'funds_unclear',
  'no_tariff',
  'row_unknown',
  'tariff_unknown',
  'tariff_twice',
  'code_taken',
  'code_too_long',
  'item_conditional',
  'template_ambiguous',
  'price_missing',
  'price_without_item',
  'price_below_parts',
  'parts_differ',
  'funds_differ',
  'tiers_differ',
  'tier_count_differs',
  'calendar_header_missing',
  'period_unknown',
  'time_unknown',
  'months_unknown',
  'seasons_overlap',
  'seasons_differ',
  'load_unknown',
  'load_differs',
  'content_invalid',
  'bills_issued',
] as const;
export type PriceErrorCode = (typeof PRICE_ERROR_CODES)[number];

export type PriceError = {
  readonly code: PriceErrorCode;
  /** The cell of the sheet; `null` where it is about no cell. */
  readonly cell: string | null;
  readonly detail: Readonly<Record<string, string>>;
};

type KwhItem = TariffItemOf<'energy' | 'time_of_use' | 'tiered_energy' | 'slab' | 'surcharge'>;

/** The items of a tariff by what a price table says of them. */
export type PricedItems = {
  /** Those that take what is left of the price of a kWh; one, or none where parts make up the whole price. */
  readonly main: readonly TariffItemOf<'energy' | 'time_of_use' | 'tiered_energy' | 'slab'>[];
  readonly parts: ReadonlyMap<TariffItemOf<'energy'>, PricePart>;
  readonly funds: readonly TariffItemOf<'surcharge'>[];
  readonly increments: readonly TariffItemOf<'tier_increment'>[];
  readonly capacity: readonly TariffItemOf<'capacity'>[];
  readonly demand: readonly (TariffItemOf<'contract_demand' | 'actual_demand'> | TariffItemOf<'demand'>)[];
};

/** Names that the parts of the price have in the published tables; the item of a part is called by one of them. */
const PART_NAMES: Readonly<Record<PricePart, RegExp>> = {
  purchase: /代理(工商业)?购电/,
  loss: /线损/,
  network: /输配电/,
  system: /系统运行/,
};

/** The part of the price that a column or an item is called after; `null` for any other name. */
export function pricePartOf(name: string): PricePart | null {
  // 上网环节线损 is named before 代理购电 in some tables: 代理工商业上网环节线损费用.
  const order: readonly PricePart[] = ['loss', 'network', 'system', 'purchase'];
  return order.find((part) => PART_NAMES[part].test(name)) ?? null;
}

/** Sorts the items of a tariff by what a price table says of them; those of other kinds it leaves alone. */
export function pricedItems({ items }: TariffContent): PricedItems {
  const of = <Kind extends TariffItem['kind']>(...kinds: readonly Kind[]) =>
    items.filter((item): item is TariffItemOf<Kind> => (kinds as readonly string[]).includes(item.kind));
  const parts = new Map(
    of('energy').flatMap((item) => {
      const part = pricePartOf(item.name);
      return part === null ? [] : [[item, part] as const];
    }),
  );
  const isPart = (item: TariffItem) => item.kind === 'energy' && parts.has(item);
  return {
    main: of('energy', 'time_of_use', 'tiered_energy', 'slab').filter((item) => !isPart(item)),
    parts,
    funds: of('surcharge'),
    increments: of('tier_increment'),
    capacity: of('capacity'),
    demand: [
      ...of('contract_demand', 'actual_demand'),
      ...of('demand').filter(({ price }) => price !== undefined),
    ],
  };
}

const ALL_MONTHS: readonly number[] = Array.from({ length: 12 }, (_none, index) => index + 1);

/** The months in which an item applies. */
export const monthsOf = ({ when }: TariffItem): readonly number[] => when?.months ?? ALL_MONTHS;

/** The items that price a kWh under a condition that a table cannot say; months it can, where it has seasons. */
export function conditionalItems(
  { main, parts, funds, increments }: PricedItems,
  { hasSeasons }: { readonly hasSeasons: boolean },
): readonly (KwhItem | TariffItem)[] {
  return [...main, ...parts.keys(), ...funds, ...increments].filter(
    ({ when }) =>
      when !== undefined && !(hasSeasons && Object.keys(when).every((condition) => condition === 'months')),
  );
}

/** The price of a table that an item of basic charge takes, by the load on which it depends. */
export function basicKeyOf(
  key: BasicKey,
  { when }: TariffItem,
): { readonly key: BasicKey | LoadKey; readonly kwhPerKva?: DecimalText } | null {
  const { kwhPerKvaFrom: from, kwhPerKvaBelow: below } = when ?? {};
  if (from !== undefined && below !== undefined) return null;
  if (from !== undefined) return { key: `${key}_from`, kwhPerKva: from };
  return below === undefined ? { key } : { key: `${key}_below`, kwhPerKva: below };
}
