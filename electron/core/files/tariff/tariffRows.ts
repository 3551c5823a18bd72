import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import type { TariffContent, TariffItem } from '#shared/domain/tariff/index.ts';
import {
  KIND_WORDS,
  limitKeyOf,
  limitUnitOf,
  PERIOD_WORDS,
  priceKeyOf,
  SECTIONS,
  TARIFF_COLUMNS,
  type TariffColumn,
  unitOf,
} from './tariffColumns.ts';

export type TariffRow = Readonly<Partial<Record<TariffColumn, string>>>;
type Prices = Readonly<Partial<Record<PeriodCode, string>>>;

/** Cells of a row in the order of the columns. */
export function cellsOf(row: TariffRow): readonly string[] {
  return (Object.keys(TARIFF_COLUMNS) as TariffColumn[]).map((column) => row[column] ?? '');
}

/** A tariff version as the rows of a price table, nothing left out: what has no column stands as JSON in the last one. */
export function tariffRows(content: TariffContent): readonly TariffRow[] {
  const { tax, seasonBy, priceClass, calendar, items, cases } = content;
  return [
    { section: SECTIONS.tariff, rest: JSON.stringify({ tax, seasonBy, priceClass }) },
    ...items.flatMap(itemRows),
    ...(calendar?.rules ?? []).map(({ code, period, priority, windows, ...rest }) => ({
      section: SECTIONS.rule,
      code,
      kind: PERIOD_WORDS[period],
      windows: windows.map(({ from, to }) => `${from}-${to}`).join(' '),
      priority: String(priority),
      rest: restOf(rest),
    })),
    ...Object.entries(calendar?.conditions ?? {}).map(([code, { name, days }]) => ({
      section: SECTIONS.condition,
      code,
      name,
      rest: JSON.stringify(days),
    })),
    ...Object.entries(calendar?.days ?? {}).map(([code, day]) => ({
      section: SECTIONS.day,
      code,
      rest: JSON.stringify(day),
    })),
    ...cases.map(({ name, ...rest }) => ({ section: SECTIONS.case, name, rest: JSON.stringify(rest) })),
  ];
}

function itemRows(item: TariffItem): readonly TariffRow[] {
  const { kind, code, name, ...facts } = item;
  const { tiers, prices, ...others } = facts as { tiers?: readonly object[]; prices?: Prices };
  const priceKey = priceKeyOf(kind);
  const rest: Record<string, unknown> = { ...others };
  const price = priceKey === null ? undefined : (rest[priceKey] as string | undefined);
  if (priceKey !== null) delete rest[priceKey];
  const row = {
    section: SECTIONS.item,
    code,
    name,
    kind: KIND_WORDS[kind],
    unit: unitOf(item),
    ...(price === undefined ? {} : { price }),
    ...periodCells(prices),
    rest: restOf(rest),
  };
  return [row, ...(tiers ?? []).map((tier) => tierRow(item, tier))];
}

type Tier = {
  readonly upToKwh?: string | null;
  readonly upToKw?: string | null;
  readonly upToKva?: string | null;
  readonly price?: string;
  readonly prices?: Prices;
};

function tierRow(item: TariffItem, tier: Tier): TariffRow {
  const limit = tier[limitKeyOf(item.kind)] ?? '';
  const price = tier.price === undefined ? {} : { price: tier.price };
  return {
    section: SECTIONS.tier,
    code: item.code,
    unit: limitUnitOf(item),
    limit,
    ...price,
    ...periodCells(tier.prices),
  };
}

function periodCells(prices: Prices | undefined): TariffRow {
  return Object.fromEntries(
    PERIOD_CODES.flatMap((code) => (prices?.[code] === undefined ? [] : [[code, prices[code]]])),
  );
}

function restOf(rest: object): string {
  const text = JSON.stringify(rest);
  return text === '{}' ? '' : text;
}
