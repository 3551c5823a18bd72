import { ok, refused } from '../../../lib/result.ts';
import { daysBetween } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, DraftLine } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { priceOf } from './energy.ts';
import { monthShare, ofMonths, partOf, WHOLE_MONTHS } from './monthShare.ts';

const ZERO = new Decimal(0);

/**
 * Reactive energy above a free share of the active energy, per kvarh (无功电量电费). It is that of the whole bill;
 * a part under one price counts by its days. Stops: reactive_missing where no register counts it.
 */
export function reactiveEnergyItem(item: TariffItemOf<'reactive_energy'>): ItemCalculation {
  const price = priceOf(item.price);
  const free = freeShare(item.freePercentOfEnergy);
  return (input) => {
    const { reactiveKvarh } = input;
    if (reactiveKvarh === null) return refused({ code: 'reactive_missing', detail: { item: item.code } });
    const excess = free.excess(reactiveKvarh, activeKwh(input));
    const share = partOfBill(input);
    return lineOf(excess.value, 'kvarh', {
      price: price.text,
      unrounded: ofMonths(excess.value.times(price.value), share),
      rule: 'reactive_energy',
      formula: `${excess.formula} × ${price.text}${share.formula}`,
      inputs: {
        reactiveKvarh: decimalText(reactiveKvarh),
        activeKwh: decimalText(activeKwh(input)),
        freePercent: item.freePercentOfEnergy,
        price: price.text,
      },
    });
  };
}

/**
 * Reactive demand above a free share of the maximum demand, per kvar and month: as its register shows it, or `average`,
 * the maximum demand times kvarh ÷ kWh of the bill. Stops: reactive_demand_missing, reactive_missing, demand_missing,
 * and power_factor_undefined for an average without active energy.
 */
export function reactiveDemandItem(item: TariffItemOf<'reactive_demand'>): ItemCalculation {
  return item.by === 'average' ? averageDemand(item) : registeredDemand(item);
}

function registeredDemand(item: TariffItemOf<'reactive_demand'>): ItemCalculation {
  const price = priceOf(item.price);
  const free = freeShare(item.freePercentOfDemand);
  return (input) => {
    const { reactiveDemandKvar: kvar, demand } = input;
    if (kvar === null) return refused({ code: 'reactive_demand_missing', detail: { item: item.code } });
    if (demand === null && !free.isNone) return demandMissing(item.code);
    const excess = free.excess(kvar, demand?.max ?? ZERO);
    const share = monthShare(input, WHOLE_MONTHS);
    return lineOf(excess.value, 'kvar', {
      price: price.text,
      unrounded: ofMonths(excess.value.times(price.value), share),
      rule: 'reactive_demand',
      formula: `${excess.formula} × ${price.text}${share.formula}`,
      inputs: {
        kvar: decimalText(kvar),
        freePercent: item.freePercentOfDemand,
        price: price.text,
        ...(demand === null ? {} : { kw: decimalText(demand.max) }),
      },
    });
  };
}

/** kW × (kvarh - free share of kWh) ÷ kWh: multiplied before it is divided, so that nothing is cut on the way. */
function averageDemand(item: TariffItemOf<'reactive_demand'>): ItemCalculation {
  const price = priceOf(item.price);
  const free = freeShare(item.freePercentOfDemand);
  return (input) => {
    const { reactiveKvarh, demand } = input;
    if (reactiveKvarh === null) return refused({ code: 'reactive_missing', detail: { item: item.code } });
    if (demand === null) return demandMissing(item.code);
    const kwh = activeKwh(input);
    if (kwh.isZero()) {
      const detail = { item: item.code, kvarh: decimalText(reactiveKvarh) };
      return refused({ code: 'power_factor_undefined', detail });
    }
    const excess = free.excess(reactiveKvarh, kwh);
    const share = monthShare(input, WHOLE_MONTHS);
    const [kw, kwhText] = [decimalText(demand.max), decimalText(kwh)];
    const product = demand.max.times(excess.value);
    return lineOf(product.div(kwh), 'kvar', {
      price: price.text,
      unrounded: ofMonths(product.times(price.value), share).div(kwh),
      rule: 'reactive_demand.average',
      formula: `${kw} × ${excess.formula} × ${price.text}${share.formula} ÷ ${kwhText}`,
      inputs: {
        kw,
        reactiveKvarh: decimalText(reactiveKvarh),
        activeKwh: kwhText,
        freePercent: item.freePercentOfDemand,
        price: price.text,
      },
    });
  };
}

function demandMissing(item: string) {
  return refused({ code: 'demand_missing' as const, detail: { item, dayPeriods: '' } });
}

/** No line where nothing lies above the free share. */
function lineOf(quantity: Decimal, unit: 'kvarh' | 'kvar', line: Omit<DraftLine, 'quantity' | 'unit'>) {
  return ok(quantity.isZero() ? [] : [{ quantity, unit, ...line }]);
}

/** What lies above so many percent of the active quantity, and how that is written; never below zero. */
function freeShare(percentText: string) {
  const percent = decimalOf(percentText);
  const isNone = percent.isZero();
  return {
    isNone,
    excess(reactive: Decimal, active: Decimal): { readonly value: Decimal; readonly formula: string } {
      const text = decimalText(reactive);
      if (isNone) return { value: reactive, formula: text };
      const value = Decimal.max(ZERO, reactive.minus(active.times(percent).div(100)));
      return { value, formula: `(${text} - ${decimalText(active)} × ${percentText}%)` };
    },
  };
}

/** Active energy of the whole bill: reactive consumption is not known of its parts. */
function activeKwh({ whole, quantities }: CalculationInput): Decimal {
  return whole?.total ?? quantities.total;
}

/** The days of a part under one price, of those of the whole bill. */
function partOfBill({ whole, span }: CalculationInput) {
  const days = daysBetween(span.startOn, span.endOn);
  return partOf(1, days, whole === undefined ? days : daysBetween(whole.span.startOn, whole.span.endOn));
}
