import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import type { PriceFigure, PriceFigures, PriceKey } from '#shared/domain/tariff/index.ts';
import type { Meaning } from './headingWords.ts';
import type { SheetColumn } from './sheetHeader.ts';

export type PriceColumn = SheetColumn & { readonly meaning: Extract<Meaning, { kind: 'price' }> };

/** What a line states in a column; `figure` is `null` where that was refused. */
export type Found = {
  readonly column: PriceColumn;
  readonly figure: PriceFigure | null;
  readonly origin: string;
};

const KWH_KEYS: readonly PriceKey[] = ['energy', ...PERIOD_CODES];

/** Whether a price is one of a kWh. */
export const isOfKwh = (key: PriceKey) => KWH_KEYS.includes(key);

/** Those of some prices that are wanted. */
export function pricesAmong(prices: PriceFigures, isWanted: (key: PriceKey) => boolean): PriceFigures {
  return Object.fromEntries(Object.entries(prices).filter(([key]) => isWanted(key as PriceKey)));
}

/** Prices by what they are; one that is merged over the columns of periods holds for every kWh. */
export function pricesOf(found: readonly Found[], period: PriceKey | null): PriceFigures {
  const kwh = found.filter(({ column }) => isOfKwh(column.meaning.key));
  const columnsOf = new Map<string, number>();
  for (const { origin } of kwh) columnsOf.set(origin, (columnsOf.get(origin) ?? 0) + 1);
  return Object.fromEntries(
    found.flatMap(({ column, figure, origin }) => {
      const { key } = column.meaning;
      if (figure === null) return [];
      if (!isOfKwh(key)) return [[key, figure]];
      if ((columnsOf.get(origin) ?? 0) > 1) return [['energy', figure]];
      return [[key === 'energy' && period !== null ? period : key, figure]];
    }),
  );
}
