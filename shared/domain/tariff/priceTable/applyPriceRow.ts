import { ok, type Result, refused } from '../../../lib/result.ts';
import { Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffContent, TariffItem, TariffItemOf } from '../content.ts';
import { fitBasicCharge } from './fitBasicCharge.ts';
import { MonthlyFigures } from './monthlyFigures.ts';
import {
  conditionalItems,
  monthsOf,
  type PricedItems,
  type PriceError,
  type PriceErrorCode,
  type PriceFigure,
  type PriceKey,
  type PriceRow,
  type PriceTier,
  pricedItems,
} from './priceRow.ts';

/**
 * The content of a tariff with the prices of a row of a price table in place of its own. All that a kWh costs comes to
 * what the table says: items called after a part of the price (代理购电, 线损, 输配电, 系统运行) take that column, funds take
 * theirs or stay, and the energy price is what is left. An item of some months takes what the table says of these. What a
 * table does not say stays as it is: tax, power factor, calendar, basis of tiers. Every figure that has no place, and
 * every place without a figure, is an error.
 */
export function applyPriceRow(
  content: TariffContent,
  row: PriceRow,
): Result<TariffContent, readonly PriceError[]> {
  const fitting = new RowFitting(content, row);
  const items = fitting.items();
  if (fitting.errors.length > 0) return refused(fitting.errors);
  return ok({ ...content, priceClass: row.priceClass, items: [...items] });
}

class RowFitting {
  readonly errors: PriceError[] = [];
  readonly #content: TariffContent;
  readonly #row: PriceRow;
  readonly #sorts: PricedItems;
  readonly #monthly: MonthlyFigures;
  /** Parts and funds at their new prices: what of a kWh the main item does not take. */
  #others: readonly TariffItem[] = [];

  constructor(content: TariffContent, row: PriceRow) {
    this.#content = content;
    this.#row = row;
    this.#sorts = pricedItems(content);
    this.#monthly = new MonthlyFigures(row, content.calendar, this.#fail);
  }

  /** The items with their new prices, in their order. */
  items(): readonly TariffItem[] {
    const { main, parts, funds, increments } = this.#sorts;
    const hasSeasons = this.#row.seasons.length > 0;
    for (const { name } of conditionalItems(this.#sorts, { hasSeasons }))
      this.#fail('item_conditional', { itemName: name });
    const fresh = new Map<TariffItem, TariffItem>();
    for (const [item, part] of parts) {
      const stated = this.#monthly.rest(item, part);
      if (stated) fresh.set(item, { ...item, price: stated.figure.value });
    }
    for (const item of funds) fresh.set(item, { ...item, price: this.#fundPrice(item) });
    this.#others = [...fresh.values()];
    this.#checkMonths();
    for (const item of main) fresh.set(item, this.#mainItem(item));
    for (const item of increments) fresh.set(item, this.#increments(item));
    for (const key of ['capacity', 'demand'] as const) {
      const charged = fitBasicCharge(key, this.#sorts, this.#monthly, this.#fail);
      for (const [item, priced] of charged) fresh.set(item, priced);
    }
    return this.#content.items.map((item) => fresh.get(item) ?? item);
  }

  /** In each month one item at most takes what is left, and funds and parts come to what the table says of them. */
  #checkMonths(): void {
    for (let month = 1; month <= 12; month += 1) {
      const main = this.#sorts.main.filter((item) => monthsOf(item).includes(month));
      if (main.length > 1) this.#fail('template_ambiguous', { itemName: namesOf(main) });
      const others = this.#others.filter((item) => monthsOf(item).includes(month));
      const funds = others.filter(({ kind }) => kind === 'surcharge');
      if (funds.length > 0)
        this.#checkSum('funds_differ', this.#monthly.figure('funds', month), sumOf(funds));
      // Parts that make up the whole price come to the price that the table states.
      if (main.length === 0)
        this.#checkSum('parts_differ', this.#monthly.figure('energy', month), this.#othersIn(month));
    }
  }

  #checkSum(code: PriceErrorCode, stated: PriceFigure | undefined, sum: Decimal): void {
    if (!stated || sum.eq(decimalOf(stated.value))) return;
    this.#fail(code, { expected: stated.value, found: decimalText(sum) }, stated.cell);
  }

  #othersIn(month: number): Decimal {
    const { includesFunds } = this.#row;
    return sumOf(
      this.#others.filter(
        (item) => monthsOf(item).includes(month) && (includesFunds || item.kind !== 'surcharge'),
      ),
    );
  }

  #mainItem(item: PricedItems['main'][number]): TariffItem {
    switch (item.kind) {
      case 'energy':
        return { ...item, price: this.#rest(item, 'energy') ?? item.price };
      case 'time_of_use':
        // A price for a period that the tariff has no price for would leave bills without one.
        for (const { cell } of this.#monthly.unpriced(item, Object.keys(item.prices)))
          this.#fail('price_without_item', { itemName: item.name }, cell);
        return { ...item, prices: this.#restByPeriod(item, item.prices) };
      case 'slab':
      case 'tiered_energy':
        return this.#tiered(item);
    }
  }

  #tiered(item: TariffItemOf<'slab' | 'tiered_energy'>): TariffItem {
    const tiers = this.#monthly.tiers(item, limitsOf);
    if (tiers === null) return item;
    const fresh = item.tiers.map((tier, index) => {
      const stated = tiers[index] as PriceTier;
      if (stated.isIncrement) this.#fail('tiers_differ', { itemName: item.name }, stated.cell);
      if ('prices' in tier && tier.prices !== undefined) {
        return { ...tier, ...limitOf(stated), prices: this.#restByPeriod(item, tier.prices, index) };
      }
      return { ...tier, ...limitOf(stated), price: this.#rest(item, 'energy', index) ?? tier.price };
    });
    return { ...item, tiers: fresh } as TariffItem;
  }

  /** Tiers of a household: what each costs above the first one, the same in every period of the day. */
  #increments(item: TariffItemOf<'tier_increment'>): TariffItem {
    if (monthsOf(item).every((month) => this.#monthly.tiersIn(month).length === 0)) return item;
    const tiers = this.#monthly.tiers(item, (all) => [limitsOf(all), stepsOf(all)]);
    if (tiers === null) return item;
    const steps = stepsOf(tiers);
    const fresh = item.tiers.map((tier, index) => {
      const stated = tiers[index] as PriceTier;
      const price = steps[index];
      if (price) return { ...tier, ...limitOf(stated), price };
      this.#fail('tiers_differ', { itemName: item.name }, stated.cell);
      return tier;
    });
    return { ...item, tiers: fresh };
  }

  #fundPrice(item: TariffItemOf<'surcharge'>): DecimalText {
    const { name, price } = item;
    const named = Object.entries(this.#row.funds).find(
      ([fund]) => name.includes(fund) || fund.includes(name),
    );
    if (named) return named[1].value;
    const isStated = monthsOf(item).some((month) => this.#monthly.figure('funds', month) !== undefined);
    if (this.#sorts.funds.length !== 1 || !isStated) return price;
    return this.#monthly.rest(item, 'funds')?.figure.value ?? price;
  }

  #restByPeriod<Prices extends Readonly<Partial<Record<PeriodCode, DecimalText>>>>(
    item: TariffItem,
    old: Prices,
    tier?: number,
  ): Prices {
    const entries = (Object.keys(old) as PeriodCode[]).map((code) => [
      code,
      this.#rest(item, code, tier) ?? old[code],
    ]);
    return Object.fromEntries(entries) as Prices;
  }

  /** What is left of a price when the other items of a kWh are taken off. */
  #rest(item: TariffItem, key: 'energy' | PeriodCode, tier?: number): DecimalText | null {
    const less = ({ value }: PriceFigure, month: number) => decimalOf(value).minus(this.#othersIn(month));
    const rest = this.#monthly.rest(item, key, less, tier);
    if (rest === null) return null;
    const { figure, value } = rest;
    if (value.isNegative()) {
      const found = decimalText(decimalOf(figure.value).minus(value));
      this.#fail('price_below_parts', { itemName: item.name, expected: figure.value, found }, figure.cell);
    }
    return decimalText(value);
  }

  readonly #fail = (
    code: PriceErrorCode,
    detail: PriceError['detail'],
    cell: string = this.#row.cell,
  ): void => {
    const error = { code, cell, detail };
    // What is wrong in several months is wrong once.
    if (this.errors.some((known) => JSON.stringify(known) === JSON.stringify(error))) return;
    this.errors.push(error);
  };
}

/** What each tier costs above the first one; `null` where that is not the same in every period of the day. */
function stepsOf(tiers: readonly PriceTier[]): readonly (DecimalText | null)[] {
  const [first] = tiers;
  return tiers.map(({ isIncrement, prices }, index) => {
    const steps = (Object.keys(prices) as PriceKey[]).map((key) => {
      const price = decimalOf(prices[key]?.value ?? '0');
      if (isIncrement) return price;
      if (index === 0) return new Decimal(0);
      const base = first?.prices[key];
      return base === undefined ? null : price.minus(decimalOf(base.value));
    });
    const [step] = steps;
    return step && steps.every((other) => other?.eq(step)) ? decimalText(step) : null;
  });
}

const limitsOf = (tiers: readonly PriceTier[]) =>
  tiers.map(({ upToKwh, isIncrement }) => [upToKwh ?? '', isIncrement]);

const limitOf = ({ upToKwh }: PriceTier) =>
  upToKwh === undefined ? {} : { upToKwh: upToKwh as DecimalText | null };

const namesOf = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join('、');

const sumOf = (items: readonly TariffItem[]) =>
  items.reduce((sum, item) => sum.plus(decimalOf(priceOf(item))), new Decimal(0));

function priceOf(item: TariffItem): DecimalText {
  return 'price' in item && item.price !== undefined ? item.price : ('0' as DecimalText);
}
