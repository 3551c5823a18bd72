import { type Decimal, decimalOf, decimalText } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import { calendarMonths } from '../content/checkPeriods.ts';
import type { TariffContent, TariffItem } from '../content.ts';
import {
  monthsOf,
  type PriceErrorCode,
  type PriceFigure,
  type PriceFigures,
  type PriceKey,
  type PriceRow,
  type PriceTier,
} from './priceRow.ts';

export type Fail = (code: PriceErrorCode, detail: Readonly<Record<string, string>>, cell?: string) => void;

/** A figure, and what is left of it. */
export type Rest = { readonly figure: PriceFigure; readonly value: Decimal };

/** What a row of a price table says of each month of the year. */
export class MonthlyFigures {
  readonly #row: PriceRow;
  readonly #calendar: TariffContent['calendar'];
  readonly #fail: Fail;
  readonly #prices: readonly PriceFigures[];
  readonly #tiers: readonly (readonly PriceTier[])[];

  constructor(row: PriceRow, calendar: TariffContent['calendar'], fail: Fail) {
    this.#row = row;
    this.#calendar = calendar;
    this.#fail = fail;
    const seasons = Array.from({ length: 12 }, (_none, index) =>
      row.seasons.find(({ months }) => months.includes(index + 1)),
    );
    this.#tiers = seasons.map((season) => (season && season.tiers.length > 0 ? season.tiers : row.tiers));
    // What a row with tiers says of a kWh without them is its first tier.
    this.#prices = seasons.map((season, index) => ({
      ...this.#tiers[index]?.[0]?.prices,
      ...row.prices,
      ...season?.prices,
    }));
  }

  /** What cells of the table state. */
  pricesIn(month: number): PriceFigures {
    return this.#prices[month - 1] ?? {};
  }

  tiersIn(month: number): readonly PriceTier[] {
    return this.#tiers[month - 1] ?? [];
  }

  figure(key: PriceKey, month: number): PriceFigure | undefined {
    const prices = this.pricesIn(month);
    return prices[key] ?? this.#byLoad(key, prices);
  }

  /** The prices by load where a note alone says them: so many percent of the price from so many kWh for each kVA on. */
  #byLoad(key: PriceKey, { demand }: PriceFigures): PriceFigure | undefined {
    const { demandByLoad } = this.#row;
    if (!demandByLoad || !demand) return undefined;
    const { kwhPerKva, percent } = demandByLoad;
    if (key === 'demand_below') return { ...demand, kwhPerKva };
    if (key !== 'demand_from') return undefined;
    const value = decimalText(decimalOf(demand.value).times(decimalOf(percent)).div(100));
    return { ...demand, value, kwhPerKva };
  }

  /**
   * What a price comes to for an item, the same in each of its months; `null` with an error where the table has none, or
   * says different things of these months. `restOf` takes off what other items charge in a month; `tier` counts from 0.
   */
  rest(
    item: TariffItem,
    key: PriceKey,
    restOf: (figure: PriceFigure, month: number) => Decimal = ({ value }) => decimalOf(value),
    tier?: number,
  ): Rest | null {
    const months = this.#monthsFor(item, key);
    const detail = { itemName: item.name, ...(isPeriod(key) && { dayPeriods: key }) };
    const found = months.flatMap((month) => {
      const figure = tier === undefined ? this.figure(key, month) : this.tiersIn(month)[tier]?.prices[key];
      return figure === undefined ? [] : [{ month, figure, value: restOf(figure, month) }];
    });
    const [first] = found;
    const without = months.filter((month) => !found.some((one) => one.month === month));
    if (first === undefined || without.length > 0) {
      const open = first === undefined ? {} : { monthsOfYear: without.join(' ') };
      this.#fail('price_missing', { ...detail, ...open }, first?.figure.cell);
      return null;
    }
    const other = found.find(({ value }) => !value.eq(first.value));
    if (other === undefined) return first;
    this.#fail('seasons_differ', { ...detail, otherCell: first.figure.cell }, other.figure.cell);
    return null;
  }

  /** The tiers of an item, in each of its months the same by what is to be the `same` of them. */
  tiers(
    item: TariffItem & { readonly tiers: readonly unknown[] },
    same: (tiers: readonly PriceTier[]) => unknown,
  ): readonly PriceTier[] | null {
    const [tiers = [], ...others] = monthsOf(item).map((month) => this.tiersIn(month));
    const detail = { itemName: item.name };
    const wanted = JSON.stringify(same(tiers));
    const other = others.find((one) => JSON.stringify(same(one)) !== wanted);
    if (other !== undefined) {
      this.#fail('seasons_differ', detail, other[0]?.cell ?? tiers[0]?.cell);
      return null;
    }
    if (tiers.length === item.tiers.length) return tiers;
    const counts = { expected: String(item.tiers.length), found: String(tiers.length) };
    this.#fail('tier_count_differs', { ...detail, ...counts }, tiers[0]?.cell);
    return null;
  }

  /**
   * Prices of periods of the day that an item does not take: of a period that it has no price for, or of months in which
   * its calendar has no such period while the table says that they have.
   */
  unpriced(item: TariffItem, known: readonly string[]): readonly PriceFigure[] {
    return PERIOD_CODES.flatMap((code) => {
      // Of the whole year a table states what some calendars have in some months only.
      const isOfYear = this.#prices.every((prices) => prices[code] !== undefined);
      if (known.includes(code) && isOfYear) return [];
      const months = known.includes(code) ? this.#monthsFor(item, code) : [];
      const open = monthsOf(item).filter((month) => !months.includes(month));
      return open.flatMap((month) => this.figure(code, month) ?? []).slice(0, 1);
    });
  }

  /** The months in which an item needs a price: those of a period only where its calendar has that period. */
  #monthsFor(item: TariffItem, key: PriceKey): readonly number[] {
    const own = monthsOf(item);
    if (this.#calendar === null || !isPeriod(key)) return own;
    const ofPeriod = calendarMonths(this.#calendar, key);
    return own.filter((month) => ofPeriod.includes(month));
  }
}

function isPeriod(key: PriceKey): key is PeriodCode {
  return (PERIOD_CODES as readonly string[]).includes(key);
}
