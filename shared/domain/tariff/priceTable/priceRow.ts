import type { DecimalText } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffContent, TariffItem, TariffItemOf } from '../content.ts';
import type { PriceClass } from './priceClass.ts';

/** Parts of which the monthly tables of grid companies that buy for customers (代理购电) make up the price of a kWh. */
export const PRICE_PARTS = ['purchase', 'loss', 'network', 'system'] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

/** What a column of a price table states: yuan a kWh, in total, by period or in parts; yuan a kW or kVA and month. */
export type PriceKey = 'energy' | PeriodCode | PricePart | 'funds' | 'demand' | 'capacity';

/** A figure of the table in yuan, and the cell in which it stands, e.g. `D12`. */
export type PriceFigure = { readonly value: DecimalText; readonly cell: string };
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
};

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

/**
 * The items that price a kWh under a condition, such as a season: a table has one price for the whole year and says
 * nothing of them.
 */
export function conditionalItems({
  main,
  parts,
  funds,
  increments,
}: PricedItems): readonly (KwhItem | TariffItem)[] {
  return [...main, ...parts.keys(), ...funds, ...increments].filter(({ when }) => when !== undefined);
}
