import type { TariffItem } from '../content.ts';
import type { Fail, MonthlyFigures } from './monthlyFigures.ts';
import { type BasicKey, basicKeyOf, LOADS, monthsOf, type PricedItems } from './priceRow.ts';

/**
 * The items of the basic charge at the prices of a table: 最大需量 for those of contracted or actual demand, 变压器容量 for those
 * of capacity, each by the load on which it depends. A price that no item takes, an item without a price, and items of one
 * sort at different prices are errors.
 */
export function fitBasicCharge(
  key: BasicKey,
  { capacity, demand }: PricedItems,
  monthly: MonthlyFigures,
  fail: Fail,
): readonly (readonly [TariffItem, TariffItem])[] {
  const items = key === 'capacity' ? capacity : demand;
  const wanted = items.map((item) => ({ item, sort: basicKeyOf(key, item) }));
  for (let month = 1; month <= 12; month += 1) {
    const prices = new Map<string, Set<string | undefined>>();
    for (const { item, sort } of wanted) {
      if (!monthsOf(item).includes(month)) continue;
      const known = prices.get(sort?.key ?? '') ?? new Set();
      prices.set(sort?.key ?? '', known.add(item.price));
    }
    if ([...prices.values()].some(({ size }) => size > 1)) {
      fail('template_ambiguous', { itemName: items.map(({ name }) => name).join('、') });
    }
    const loads = LOADS.map((load) => `${key}_${load}` as const);
    for (const stated of [key, ...loads]) {
      const figure = monthly.pricesIn(month)[stated];
      // A tariff of one way of paying leaves the column of the other.
      const isTaken = stated === key || prices.has(stated) || items.length === 0;
      if (figure && (capacity.length + demand.length === 0 || !isTaken)) {
        fail('price_without_item', {}, figure.cell);
      }
    }
  }
  return wanted.flatMap(({ item, sort }): [TariffItem, TariffItem][] => {
    if (sort === null) {
      fail('item_conditional', { itemName: item.name });
      return [];
    }
    const stated = monthly.rest(item, sort.key);
    if (stated === null) return [];
    const { value, kwhPerKva, cell } = stated.figure;
    if (kwhPerKva === sort.kwhPerKva) return [[item, { ...item, price: value }]];
    const [expected, found] = [sort.kwhPerKva ?? '', kwhPerKva ?? ''];
    fail('load_differs', { itemName: item.name, expected, found }, cell);
    return [];
  });
}
