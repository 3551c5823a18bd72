import type {
  PriceError,
  PriceFigures,
  PriceKey,
  PriceSeason,
  PriceTier,
} from '#shared/domain/tariff/index.ts';
import { isOfKwh } from './foundPrices.ts';
import type { SeasonLabel } from './seasonWords.ts';

/** What the lines of a class say of the same months: of those of a label, or of all. */
export type SeasonPart = {
  readonly label: SeasonLabel | null;
  readonly cell: string;
  readonly prices: PriceFigures;
  readonly tiers: ReadonlyMap<number, PriceTier>;
};

type Dated = SeasonPart & { readonly months: readonly number[] };
type Month = { prices: PriceFigures; readonly tiers: Map<number, PriceTier> };
type Group = Omit<PriceSeason, 'months'> & { readonly months: number[] };

const MONTHS = Array.from({ length: 12 }, (_none, index) => index + 1);

/**
 * The seasons of a class by the month. What is of 其他月份 holds in the months of which nothing else states the same price;
 * where nothing does, or a season has no months, that is an error, and so are two prices for one month.
 */
export class RowSeasons {
  readonly errors: PriceError[] = [];
  readonly #named: ReadonlyMap<string, readonly number[]>;

  constructor(named: ReadonlyMap<string, readonly number[]>) {
    this.#named = named;
  }

  of(parts: readonly SeasonPart[], base: ReadonlyMap<number, PriceTier>): readonly PriceSeason[] {
    const explicit = parts.flatMap((part) => this.#dated(part) ?? []);
    const others = parts.filter(({ label }) => label?.kind === 'others');
    for (const part of others) this.#checkOthers(part, explicit);
    const months = MONTHS.map((month) => {
      const own: Month = { prices: {}, tiers: new Map() };
      for (const part of explicit) if (part.months.includes(month)) this.#take(own, part);
      for (const part of others) fill(own, part);
      return { prices: own.prices, tiers: this.#tiers(own.tiers, base) };
    });
    const groups = new Map<string, Group>();
    months.forEach(({ prices, tiers }, index) => {
      if (Object.keys(prices).length + tiers.length === 0) return;
      const key = JSON.stringify([prices, tiers]);
      const [figure] = [...Object.values(prices), ...tiers];
      const group: Group = groups.get(key) ?? { cell: figure?.cell ?? '', months: [], prices, tiers };
      group.months.push(index + 1);
      groups.set(key, group);
    });
    return [...groups.values()];
  }

  #dated(part: SeasonPart): Dated | null {
    const { label, cell } = part;
    if (label === null || label.kind === 'others') return null;
    const months = label.kind === 'months' ? label.months : this.#named.get(label.name);
    if (months !== undefined) return { ...part, months };
    this.#fail('months_unknown', cell, { value: label.kind === 'named' ? label.name : '' });
    return null;
  }

  /** Other months than which, is said by the months of which the same price is stated. */
  #checkOthers({ cell, prices, tiers }: SeasonPart, explicit: readonly Dated[]): void {
    const isBeside =
      Object.keys(prices).every((key) => explicit.some((part) => key in part.prices)) &&
      [...tiers.keys()].every((number) => explicit.some((part) => part.tiers.has(number)));
    if (!isBeside) this.#fail('months_unknown', cell, { value: '' });
  }

  #take(own: Month, { prices, tiers }: Dated): void {
    for (const [name, figure] of Object.entries(prices)) {
      const key = name as PriceKey;
      const known = own.prices[key];
      const isSame = known?.cell === figure.cell || (known?.value === figure.value && !isOfKwh(key));
      if (known && !isSame) this.#fail('seasons_overlap', figure.cell, { otherCell: known.cell });
    }
    own.prices = { ...own.prices, ...prices };
    for (const [number, tier] of tiers) {
      const known = own.tiers.get(number);
      const both = Object.keys(tier.prices).some((key) => known && key in known.prices);
      if (known && both) this.#fail('seasons_overlap', tier.cell, { otherCell: known.cell });
      own.tiers.set(number, mergeTier(known, tier));
    }
  }

  /** With what is of all months, such as the prices of tiers whose limits alone are of a season. */
  #tiers(own: ReadonlyMap<number, PriceTier>, base: ReadonlyMap<number, PriceTier>): readonly PriceTier[] {
    if (own.size === 0) return [];
    const numbers = [...new Set([...base.keys(), ...own.keys()])].sort((left, right) => left - right);
    const tiers = numbers.flatMap((number) => {
      const tier = own.get(number) ?? base.get(number);
      return tier === undefined ? [] : [mergeTier(base.get(number), tier)];
    });
    if (numbers.some((number, index) => number !== index + 1))
      this.#fail('tier_out_of_order', tiers[0]?.cell ?? '', {});
    return tiers;
  }

  #fail(code: PriceError['code'], cell: string, detail: PriceError['detail']): void {
    if (this.errors.some((error) => error.code === code && error.cell === cell)) return;
    this.errors.push({ code, cell, detail });
  }
}

/** Takes what the months of no label state. */
function fill(own: Month, { prices, tiers }: SeasonPart): void {
  own.prices = { ...prices, ...own.prices };
  for (const [number, tier] of tiers) {
    const known = own.tiers.get(number);
    own.tiers.set(number, known === undefined ? tier : mergeTier(tier, known));
  }
}

function mergeTier(under: PriceTier | undefined, over: PriceTier): PriceTier {
  return { ...under, ...over, prices: { ...under?.prices, ...over.prices } };
}
