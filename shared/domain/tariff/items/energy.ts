import { ok, refused } from '../../../lib/result.ts';
import { type Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import { roundQuantity } from '../../quantity.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { TariffItemOf } from '../content.ts';
import type { DraftLine } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';

/** A price as it is multiplied and as it is shown. */
export type Price = { readonly text: DecimalText; readonly value: Decimal };

export function priceOf(text: DecimalText): Price {
  return { text, value: decimalOf(text) };
}

/** Prices in the order of the periods of the day. */
export function periodPricesOf(
  prices: Readonly<Partial<Record<PeriodCode, DecimalText>>>,
): ReadonlyMap<PeriodCode, Price> {
  return new Map(
    PERIOD_CODES.flatMap((code) => (prices[code] === undefined ? [] : [[code, priceOf(prices[code])]])),
  );
}

/** Every kWh at one price (电度电费), or a fund per kWh (代征); or a percentage of the kWh, as losses are charged. */
export function energyItem(item: TariffItemOf<'energy' | 'surcharge'>): ItemCalculation {
  const price = priceOf(item.price);
  const lineOf = kwhLine(item);
  return ({ quantities }) => ok([lineOf(quantities.total, price)]);
}

/** The line of an item for some kWh: for all of them, or for its percentage of them. */
function kwhLine({ kind, percentOfKwh, kwhPlaces }: TariffItemOf<'energy' | 'surcharge' | 'time_of_use'>) {
  if (percentOfKwh === undefined) {
    return (kwh: Decimal, price: Price, part?: string) => perKwh(kind, kwh, price, part);
  }
  const percent = decimalOf(percentOfKwh);
  const rule = `${kind}.share`;
  return (all: Decimal, price: Price, part?: string): DraftLine => {
    const exact = all.times(percent).div(100);
    const kwh = kwhPlaces === undefined ? exact : roundQuantity(exact, kwhPlaces);
    const line = perKwh(rule, kwh, price, part);
    const share = `${decimalText(all)} × ${percentOfKwh}%`;
    return {
      ...line,
      ...(kwhPlaces === undefined ? { formula: `${share} × ${price.text}` } : {}),
      inputs: {
        ...line.inputs,
        ofKwh: decimalText(all),
        percentOfKwh,
        ...(kwhPlaces === undefined ? {} : { kwhPlaces: String(kwhPlaces) }),
      },
    };
  };
}

/**
 * Every period of the day at its own price (峰谷分时), any subset of periods. Stops: periods_missing where the
 * meter counts none of them; no_price_for_period where there is consumption without a price.
 */
export function timeOfUseItem(item: TariffItemOf<'time_of_use'>): ItemCalculation {
  const prices = periodPricesOf(item.prices);
  const lineOf = kwhLine(item);
  return ({ quantities: { periods, total } }) => {
    const lines: DraftLine[] = [];
    let isCounted = false;
    for (const code of PERIOD_CODES) {
      const kwh = periods[code];
      if (kwh === undefined) continue;
      isCounted = true;
      const price = prices.get(code);
      if (price !== undefined) lines.push(lineOf(kwh, price, code));
      else if (!kwh.isZero()) {
        const detail = { item: item.code, dayPeriods: code, kwh: decimalText(kwh) };
        return refused({ code: 'no_price_for_period', detail });
      }
    }
    if (!isCounted && !total.isZero())
      return refused({ code: 'periods_missing', detail: { item: item.code } });
    return ok(lines);
  };
}

export function perKwh(rule: string, kwh: Decimal, price: Price, part?: string): DraftLine {
  const quantity = decimalText(kwh);
  return {
    quantity: kwh,
    unit: 'kWh',
    price: price.text,
    unrounded: kwh.times(price.value),
    rule,
    formula: `${quantity} × ${price.text}`,
    inputs: { kwh: quantity, price: price.text },
    ...(part === undefined ? {} : { part }),
  };
}
