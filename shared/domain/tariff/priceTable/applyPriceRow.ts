import { ok, type Result, refused } from '../../../lib/result.ts';
import { Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { TariffContent, TariffItem, TariffItemOf } from '../content.ts';
import {
  conditionalItems,
  type PricedItems,
  type PriceError,
  type PriceErrorCode,
  type PriceFigure,
  type PriceFigures,
  type PriceKey,
  type PriceRow,
  type PriceTier,
  pricedItems,
} from './priceRow.ts';

/**
 * The content of a tariff with the prices of a row of a price table in place of its own. All that a kWh costs comes to
 * what the table says: items called after a part of the price (代理购电, 线损, 输配电, 系统运行) take that column, funds take
 * theirs or stay, and the energy price is what is left. What a table does not say stays as it is: tax, power factor,
 * calendar, basis of tiers. Every figure that has no place, and every place without a figure, is an error.
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
  /** What a row with tiers says of a kWh without them is its first tier. */
  readonly #prices: PriceFigures;

  constructor(content: TariffContent, row: PriceRow) {
    this.#content = content;
    this.#row = row;
    this.#sorts = pricedItems(content);
    this.#prices = { ...row.tiers[0]?.prices, ...row.prices };
  }

  /** The items with their new prices, in their order. */
  items(): readonly TariffItem[] {
    const { main, parts, funds, increments, capacity, demand } = this.#sorts;
    for (const { name } of conditionalItems(this.#sorts)) this.#fail('item_conditional', { itemName: name });
    if (main.length > 1) this.#fail('template_ambiguous', { itemName: namesOf(main) });
    const fresh = new Map<TariffItem, TariffItem>();
    for (const [item, part] of parts) {
      const figure = this.#figure(part, item.name);
      if (figure) fresh.set(item, { ...item, price: figure.value });
    }
    for (const item of funds) fresh.set(item, { ...item, price: this.#fundPrice(item) });
    const others = [...fresh.values()]
      .filter((item) => this.#row.includesFunds || item.kind !== 'surcharge')
      .reduce((sum, item) => sum.plus(decimalOf(priceOf(item))), new Decimal(0));
    this.#checkFunds([...fresh.values()]);
    const [first] = main;
    if (first === undefined) this.#checkParts(others);
    else fresh.set(first, this.#mainItem(first, others));
    for (const item of increments) fresh.set(item, this.#increments(item));
    this.#basicCharge('capacity', capacity, fresh);
    this.#basicCharge('demand', demand, fresh);
    return this.#content.items.map((item) => fresh.get(item) ?? item);
  }

  #mainItem(item: PricedItems['main'][number], others: Decimal): TariffItem {
    switch (item.kind) {
      case 'energy':
        return { ...item, price: this.#rest(this.#prices, 'energy', others, item.name) ?? item.price };
      case 'time_of_use':
        this.#checkPeriods(Object.keys(item.prices));
        return { ...item, prices: this.#restByPeriod(item.prices, this.#prices, others, item.name) };
      case 'slab':
      case 'tiered_energy':
        return this.#tiered(item, others);
    }
  }

  /** A price for a period that the tariff has no price for would leave bills without one. */
  #checkPeriods(known: readonly string[]): void {
    for (const code of PERIOD_CODES) {
      const figure = this.#prices[code];
      if (figure && !known.includes(code))
        this.#fail('price_without_item', { dayPeriods: code }, figure.cell);
    }
  }

  #tiered(item: TariffItemOf<'slab' | 'tiered_energy'>, others: Decimal): TariffItem {
    const tiers = this.#tiersFor(item);
    if (tiers === null) return item;
    const fresh = item.tiers.map((tier, index) => {
      const stated = tiers[index] as PriceTier;
      if (stated.isIncrement) this.#fail('tiers_differ', { itemName: item.name }, stated.cell);
      const limit = stated.upToKwh === undefined ? {} : { upToKwh: stated.upToKwh as DecimalText | null };
      if ('prices' in tier && tier.prices !== undefined) {
        return {
          ...tier,
          ...limit,
          prices: this.#restByPeriod(tier.prices, stated.prices, others, item.name),
        };
      }
      return {
        ...tier,
        ...limit,
        price: this.#rest(stated.prices, 'energy', others, item.name) ?? tier.price,
      };
    });
    return { ...item, tiers: fresh } as TariffItem;
  }

  /** Tiers of a household: what each costs above the first one, the same in every period of the day. */
  #increments(item: TariffItemOf<'tier_increment'>): TariffItem {
    if (this.#row.tiers.length === 0) return item;
    const tiers = this.#tiersFor(item);
    if (tiers === null) return item;
    const [first] = tiers;
    const fresh = item.tiers.map((tier, index) => {
      const stated = tiers[index] as PriceTier;
      const limit = stated.upToKwh === undefined ? {} : { upToKwh: stated.upToKwh as DecimalText | null };
      const steps = (Object.keys(stated.prices) as PriceKey[]).map((key) => {
        const price = decimalOf(stated.prices[key]?.value ?? '0');
        const base = first?.prices[key];
        if (stated.isIncrement || index === 0)
          return index === 0 && !stated.isIncrement ? new Decimal(0) : price;
        return base === undefined ? null : price.minus(decimalOf(base.value));
      });
      const [step] = steps;
      if (!step || steps.some((other) => other === null || !other.eq(step))) {
        this.#fail('tiers_differ', { itemName: item.name }, stated.cell);
        return tier;
      }
      return { ...tier, ...limit, price: decimalText(step) };
    });
    return { ...item, tiers: fresh };
  }

  #tiersFor(item: {
    readonly name: string;
    readonly tiers: readonly unknown[];
  }): readonly PriceTier[] | null {
    const { tiers } = this.#row;
    if (tiers.length === item.tiers.length) return tiers;
    const detail = { itemName: item.name, expected: String(item.tiers.length), found: String(tiers.length) };
    this.#fail('tier_count_differs', detail, tiers[0]?.cell);
    return null;
  }

  #basicCharge(
    key: 'capacity' | 'demand',
    items: PricedItems['capacity'] | PricedItems['demand'],
    fresh: Map<TariffItem, TariffItem>,
  ): void {
    const figure = this.#row.prices[key];
    const { capacity, demand } = this.#sorts;
    if (figure && capacity.length + demand.length === 0) {
      this.#fail('price_without_item', {}, figure.cell);
      return;
    }
    if (new Set(items.map(({ price }) => price)).size > 1) {
      this.#fail('template_ambiguous', { itemName: namesOf(items) });
      return;
    }
    for (const item of items) {
      const stated = this.#figure(key, item.name);
      if (stated) fresh.set(item, { ...item, price: stated.value });
    }
  }

  #fundPrice({ name, price }: TariffItemOf<'surcharge'>): DecimalText {
    const { funds, prices } = this.#row;
    const named = Object.entries(funds).find(([fund]) => name.includes(fund) || fund.includes(name));
    if (named) return named[1].value;
    return this.#sorts.funds.length === 1 && prices.funds ? prices.funds.value : price;
  }

  /** The funds of the tariff are those of the table, where it states their sum. */
  #checkFunds(items: readonly TariffItem[]): void {
    const stated = this.#row.prices.funds;
    const funds = items.filter(({ kind }) => kind === 'surcharge');
    if (!stated || funds.length === 0) return;
    const sum = funds.reduce((total, item) => total.plus(decimalOf(priceOf(item))), new Decimal(0));
    if (sum.eq(decimalOf(stated.value))) return;
    this.#fail('funds_differ', { expected: stated.value, found: decimalText(sum) }, stated.cell);
  }

  /** Parts that make up the whole price come to the price that the table states. */
  #checkParts(sum: Decimal): void {
    const stated = this.#prices.energy;
    if (!stated || sum.eq(decimalOf(stated.value))) return;
    this.#fail('parts_differ', { expected: stated.value, found: decimalText(sum) }, stated.cell);
  }

  #restByPeriod<Prices extends Readonly<Partial<Record<PeriodCode, DecimalText>>>>(
    old: Prices,
    figures: PriceFigures,
    others: Decimal,
    itemName: string,
  ): Prices {
    const entries = (Object.keys(old) as PeriodCode[]).map((code) => [
      code,
      this.#rest(figures, code, others, itemName) ?? old[code],
    ]);
    return Object.fromEntries(entries) as Prices;
  }

  /** What is left of a price when the other items of a kWh are taken off. */
  #rest(
    figures: PriceFigures,
    key: 'energy' | PeriodCode,
    others: Decimal,
    itemName: string,
  ): DecimalText | null {
    const figure = figures[key];
    if (!figure) {
      this.#fail('price_missing', key === 'energy' ? { itemName } : { itemName, dayPeriods: key });
      return null;
    }
    const rest = decimalOf(figure.value).minus(others);
    if (rest.isNegative()) {
      this.#fail(
        'price_below_parts',
        { itemName, expected: figure.value, found: decimalText(others) },
        figure.cell,
      );
    }
    return decimalText(rest);
  }

  #figure(key: PriceKey, itemName: string): PriceFigure | null {
    const figure = this.#row.prices[key];
    if (!figure) this.#fail('price_missing', { itemName });
    return figure ?? null;
  }

  #fail(code: PriceErrorCode, detail: PriceError['detail'], cell: string = this.#row.cell): void {
    this.errors.push({ code, cell, detail });
  }
}

const namesOf = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join('、');

function priceOf(item: TariffItem): DecimalText {
  return 'price' in item && item.price !== undefined ? item.price : ('0' as DecimalText);
}
