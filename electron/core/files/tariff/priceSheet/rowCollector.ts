import { PERIOD_CODES } from '#shared/domain/reading/registers.ts';
import {
  type PriceClass,
  type PriceError,
  type PriceErrorCode,
  type PriceFigure,
  type PriceFigures,
  type PriceKey,
  type PriceRow,
  type PriceTier,
  priceClassKey,
} from '#shared/domain/tariff/index.ts';

/** What a line of a sheet says of a class: of all its kWh, or of one tier. */
export type SheetLine = {
  /** The cell of its first figure. */
  readonly cell: string;
  readonly priceClass: PriceClass;
  readonly voltageText: string;
  /** Whether all that it states could be read. */
  readonly isReadable: boolean;
  readonly tier: number | null;
  /** Upper limit of the tier in kWh, `null` without one; absent where the line does not say. */
  readonly upToKwh?: string | null;
  readonly isIncrement: boolean;
  readonly prices: PriceFigures;
  readonly funds: Readonly<Record<string, PriceFigure>>;
};

type Collected = Omit<PriceRow, 'tiers' | 'includesFunds'> & { readonly tiers: Map<number, PriceTier> };

/** Brings lines of one class together: its tiers, or its periods where each has a line. */
export class RowCollector {
  readonly errors: PriceError[] = [];
  readonly #includesFunds: boolean;
  readonly #rows = new Map<string, Collected>();

  constructor(includesFunds: boolean) {
    this.#includesFunds = includesFunds;
  }

  add(line: SheetLine): void {
    const key = priceClassKey(line.priceClass);
    const { cell, priceClass, voltageText, isReadable, funds } = line;
    const fresh = { cell, priceClass, voltageText, isReadable, prices: {}, funds, tiers: new Map() };
    const found = this.#rows.get(key) ?? fresh;
    const known = { ...found, isReadable: found.isReadable && isReadable };
    const isRepeated =
      line.tier === null
        ? Object.keys(line.prices).some(
            (name) => name in known.prices && !isSame(name, line.prices, known.prices),
          )
        : Object.keys(line.prices).some((name) => name in (known.tiers.get(line.tier ?? 0)?.prices ?? {}));
    if (isRepeated) {
      this.#fail('class_twice', cell, { category: priceClass.category.join(' '), otherCell: known.cell });
      return;
    }
    if (line.tier === null) {
      this.#rows.set(key, { ...known, prices: { ...known.prices, ...line.prices } });
      return;
    }
    const tier = known.tiers.get(line.tier);
    known.tiers.set(line.tier, {
      cell: tier?.cell ?? cell,
      isIncrement: line.isIncrement,
      ...(tier?.upToKwh !== undefined && { upToKwh: tier.upToKwh }),
      ...(line.upToKwh !== undefined && { upToKwh: line.upToKwh }),
      prices: { ...tier?.prices, ...line.prices },
    });
    this.#rows.set(key, known);
  }

  rows(): readonly PriceRow[] {
    return [...this.#rows.values()].map(({ tiers, ...row }) => {
      const numbers = [...tiers.keys()].sort((left, right) => left - right);
      if (numbers.some((number, index) => number !== index + 1))
        this.#fail('tier_out_of_order', row.cell, {});
      const sorted = numbers.flatMap((number) => tiers.get(number) ?? []);
      return { ...row, includesFunds: this.#includesFunds, tiers: sorted };
    });
  }

  #fail(code: PriceErrorCode, cell: string, detail: PriceError['detail']): void {
    this.errors.push({ code, cell, detail });
  }
}

/** What is no price of a kWh, such as the basic charge, may stand on each line of a class, as long as it is the same. */
function isSame(name: string, left: PriceFigures, right: PriceFigures): boolean {
  const key = name as PriceKey;
  const isOfKwh = key === 'energy' || (PERIOD_CODES as readonly string[]).includes(key);
  return isOfKwh ? left[key]?.cell === right[key]?.cell : left[key]?.value === right[key]?.value;
}
