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
import { isOfKwh } from './foundPrices.ts';
import { RowSeasons, type SeasonPart } from './rowSeasons.ts';
import type { SeasonLabel } from './seasonWords.ts';
import type { SheetFacts } from './sheetFacts.ts';

/** What a line of a sheet says of a class: of all its kWh, or of one tier. */
export type SheetLine = {
  /** The cell of its first figure. */
  readonly cell: string;
  readonly priceClass: PriceClass;
  readonly voltageText: string;
  /** Whether all that it states could be read. */
  readonly isReadable: boolean;
  /** The months of which it is; `null`: of all. */
  readonly season: SeasonLabel | null;
  readonly tier: number | null;
  /** Upper limit of the tier in kWh, `null` without one; absent where the line does not say. */
  readonly upToKwh?: string | null;
  readonly isIncrement: boolean;
  readonly prices: PriceFigures;
  readonly funds: Readonly<Record<string, PriceFigure>>;
};

type Part = SeasonPart & { readonly tiers: Map<number, PriceTier> };
type Collected = Pick<PriceRow, 'cell' | 'priceClass' | 'voltageText' | 'isReadable' | 'funds'> & {
  readonly parts: ReadonlyMap<string, Part>;
};

/** Brings lines of one class together: its seasons, its tiers, or its periods where each has a line. */
export class RowCollector {
  readonly errors: PriceError[] = [];
  readonly #facts: Pick<SheetFacts, 'includesFunds' | 'demandByLoad' | 'seasons'>;
  readonly #rows = new Map<string, Collected>();

  constructor(facts: Pick<SheetFacts, 'includesFunds' | 'demandByLoad' | 'seasons'>) {
    this.#facts = facts;
  }

  add(line: SheetLine): void {
    const key = priceClassKey(line.priceClass);
    const { cell, priceClass, voltageText, isReadable, season, funds } = line;
    const fresh = { cell, priceClass, voltageText, isReadable, funds, parts: new Map<string, Part>() };
    const found = this.#rows.get(key) ?? fresh;
    const label = JSON.stringify(season);
    const known = found.parts.get(label) ?? { label: season, cell, prices: {}, tiers: new Map() };
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
    const part = line.tier === null ? { ...known, prices: { ...known.prices, ...line.prices } } : known;
    if (line.tier !== null) part.tiers.set(line.tier, tierOf(line, known.tiers.get(line.tier)));
    this.#rows.set(key, {
      ...found,
      isReadable: found.isReadable && isReadable,
      parts: new Map(found.parts).set(label, part),
    });
  }

  rows(): readonly PriceRow[] {
    const { includesFunds, demandByLoad, seasons: named } = this.#facts;
    return [...this.#rows.values()].map(({ parts, ...row }) => {
      const base = parts.get(JSON.stringify(null));
      const tiers = base?.tiers ?? new Map<number, PriceTier>();
      const numbers = [...tiers.keys()].sort((left, right) => left - right);
      if (numbers.some((number, index) => number !== index + 1))
        this.#fail('tier_out_of_order', row.cell, {});
      const seasons = new RowSeasons(named);
      const ofSeasons = seasons.of([...parts.values()], tiers);
      this.errors.push(...seasons.errors);
      return {
        ...row,
        prices: base?.prices ?? {},
        includesFunds: includesFunds ?? true,
        demandByLoad,
        tiers: numbers.flatMap((number) => tiers.get(number) ?? []),
        seasons: ofSeasons,
      };
    });
  }

  #fail(code: PriceErrorCode, cell: string, detail: PriceError['detail']): void {
    this.errors.push({ code, cell, detail });
  }
}

function tierOf({ cell, isIncrement, upToKwh, prices }: SheetLine, known: PriceTier | undefined): PriceTier {
  return {
    cell: known?.cell ?? cell,
    isIncrement,
    ...(known?.upToKwh !== undefined && { upToKwh: known.upToKwh }),
    ...(upToKwh !== undefined && { upToKwh }),
    prices: { ...known?.prices, ...prices },
  };
}

/** What is no price of a kWh, such as the basic charge, may stand on each line of a class, as long as it is the same. */
function isSame(name: string, left: PriceFigures, right: PriceFigures): boolean {
  const key = name as PriceKey;
  return isOfKwh(key) ? left[key]?.cell === right[key]?.cell : left[key]?.value === right[key]?.value;
}
