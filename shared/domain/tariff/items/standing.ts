import { ok } from '../../../lib/result.ts';
import { daysBetween } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText, type Minor, minorToText, sumMinor } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { EarlierAmounts, ItemCalculation } from './calculation.ts';
import { monthShare, ofMonths } from './monthShare.ts';

/** A fixed charge per month or per day of the bill (helpscout 145: 30.00 for 19 of 30 days is 19.00). */
export function fixedItem(item: TariffItemOf<'fixed'>): ItemCalculation {
  const amount = decimalOf(item.amount);
  const rule = `fixed.${item.per}`;
  return (input) => {
    const days = daysBetween(input.span.startOn, input.span.endOn);
    const inputs = { amount: item.amount, days: String(days) };
    if (item.per === 'day') {
      const unrounded = amount.times(days);
      const formula = `${item.amount} × ${days}`;
      return ok([
        { quantity: new Decimal(days), unit: 'day', price: item.amount, unrounded, rule, formula, inputs },
      ]);
    }
    const share = monthShare(input, item);
    return ok([
      {
        quantity: new Decimal(share.numerator).div(share.denominator),
        unit: 'month',
        price: item.amount,
        unrounded: ofMonths(amount, share),
        rule,
        formula: `${item.amount}${share.formula}`,
        inputs,
      },
    ]);
  };
}

/** Percent of the rounded lines of other items, e.g. a fuel clause. */
export function percentItem(item: TariffItemOf<'percent'>): ItemCalculation {
  const percent = decimalOf(item.percent);
  const of = item.of.join(' + ');
  return (_input, earlier) => {
    const base = minorToText(sumOf(item.of, earlier));
    return ok([
      {
        quantity: null,
        unit: '%',
        price: item.percent,
        unrounded: new Decimal(base).times(percent).div(100),
        rule: 'percent',
        formula: `${base} × ${item.percent}%`,
        inputs: { base, percent: item.percent, of },
      },
    ]);
  };
}

/** Lifts the sum of other items to a minimum; no line where they reach it. */
export function minimumItem(item: TariffItemOf<'minimum'>): ItemCalculation {
  const amount = decimalOf(item.amount);
  const of = item.of.join(' + ');
  return (input, earlier) => {
    const base = minorToText(sumOf(item.of, earlier));
    const share = monthShare(input, item);
    const unrounded = ofMonths(amount, share).minus(base);
    if (unrounded.lte(0)) return ok([]);
    const minimum = `${item.amount}${share.formula}`;
    return ok([
      {
        quantity: null,
        unit: '',
        price: null,
        unrounded,
        rule: 'minimum',
        formula: `${minimum} - ${base}`,
        inputs: { minimum: decimalText(amount), base, of },
      },
    ]);
  };
}

/** The sum of the rounded lines of items before. */
export function sumOf(codes: readonly string[], earlier: EarlierAmounts): Minor {
  return sumMinor(codes.flatMap((code) => earlier.get(code) ?? []));
}
