import { ok, type Result, refused } from '../../../lib/result.ts';
import { type DateSpan, daysBetween, earlierOf, laterOf } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type {
  CalculationInput,
  CalculationStop,
  CalculationStopCode,
  DraftLine,
  SupplySpan,
} from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { type Price, priceOf } from './energy.ts';
import {
  daysShare,
  type MonthShare,
  monthShare,
  ofMonths,
  type PartMonthPolicy,
  partOf,
  WHOLE_MONTHS,
} from './monthShare.ts';

/** What is charged over some days: kVA or kW as a number and as it came about. */
type Charged = { readonly value: Decimal; readonly formula: string; readonly inputs: Record<string, string> };

type Stretch = { readonly span: DateSpan; readonly charged: Charged };

const HUNDRED = new Decimal(100);

/**
 * Basic charge by transformer capacity (基本电费，按容量). Capacity that was started, stopped, paused or changed
 * inside the bill counts by days, a thirtieth of the month each unless the item says otherwise (供电营业规则).
 */
export function capacityItem(item: TariffItemOf<'capacity'>): ItemCalculation {
  const price = priceOf(item.price);
  return (input) => {
    const stretches = stretchesOf(input, ({ capacityKva }, on) =>
      capacityKva === null ? missing('capacity_missing', item.code, on) : ok(chargedAsIs(capacityKva, 'kva')),
    );
    if (!stretches.ok) return stretches;
    if (stretches.value.length === 0) return missing('capacity_missing', item.code, input.span.startOn);
    return ok(stretches.value.map((one) => stretchLine('capacity', 'kVA', price, one, input, item.dayCount)));
  };
}

/**
 * Basic charge by contracted maximum demand (基本电费，按合同需量). The contract counts as at least 40 % of the
 * capacity; actual demand above 105 % of it is charged twice on the excess. Both figures are the item's.
 */
export function contractDemandItem(item: TariffItemOf<'contract_demand'>): ItemCalculation {
  const price = priceOf(item.price);
  const { overPercent } = item;
  const over = overPercent === null ? null : decimalOf(overPercent);
  const factor = decimalOf(item.overFactor);
  return (input) => {
    const stretches = stretchesOf(input, (supply, on) =>
      supply.contractKw === null
        ? missing('contract_missing', item.code, on)
        : lifted(supply.contractKw, supply.capacityKva, item, on),
    );
    if (!stretches.ok) return stretches;
    if (stretches.value.length === 0) return missing('contract_missing', item.code, input.span.startOn);
    const lines = stretches.value.map((one) =>
      stretchLine('contract_demand', 'kW', price, one, input, item.dayCount),
    );
    if (over === null || overPercent === null) return ok(lines);
    const { demand } = input;
    if (demand === null) return missing('demand_missing', item.code, input.span.startOn);
    const highest = stretches.value
      .map(({ charged }) => charged)
      .reduce((left, right) => (right.value.gt(left.value) ? right : left));
    const excess = demand.max.minus(highest.value.times(over).div(HUNDRED));
    if (excess.lte(0)) return ok(lines);
    const share = monthShare(input, WHOLE_MONTHS);
    const kw = decimalText(demand.max);
    lines.push({
      quantity: excess,
      unit: 'kW',
      price: price.text,
      unrounded: ofMonths(excess.times(price.value).times(factor), share),
      rule: 'contract_demand.excess',
      formula: `(${kw} - ${highest.formula} × ${overPercent}%) × ${price.text} × ${item.overFactor}${share.formula}`,
      inputs: {
        ...highest.inputs,
        maximumKw: kw,
        overPercent,
        overFactor: item.overFactor,
        price: price.text,
      },
      part: 'excess',
    });
    return ok(lines);
  };
}

/** Basic charge by actual maximum demand (基本电费，按实际需量). */
export function actualDemandItem(item: TariffItemOf<'actual_demand'>): ItemCalculation {
  const price = priceOf(item.price);
  return (input) => {
    const { demand, span } = input;
    if (demand === null) return missing('demand_missing', item.code, span.startOn);
    const charged = lifted(demand.max, input.supply.at(-1)?.capacityKva ?? null, item, span.startOn);
    if (!charged.ok) return charged;
    const share = monthShare(input, WHOLE_MONTHS);
    return ok([demandLine('actual_demand', price, charged.value, share)]);
  };
}

function demandLine(rule: string, price: Price, charged: Charged, share: MonthShare): DraftLine {
  return {
    quantity: charged.value,
    unit: 'kW',
    price: price.text,
    unrounded: ofMonths(charged.value.times(price.value), share),
    rule,
    formula: `${charged.formula} × ${price.text}${share.formula}`,
    inputs: { ...charged.inputs, price: price.text },
  };
}

function chargedAsIs(value: Decimal, name: string): Charged {
  const text = decimalText(value);
  return { value, formula: text, inputs: { [name]: text } };
}

/** A demand that counts as at least so many percent of the capacity. */
function lifted(
  kw: Decimal,
  capacityKva: Decimal | null,
  { floorPercentOfCapacity: percent, code }: TariffItemOf<'contract_demand' | 'actual_demand'>,
  on: string,
): Result<Charged, CalculationStop> {
  const asIs = chargedAsIs(kw, 'kw');
  if (percent === null) return ok(asIs);
  if (capacityKva === null) return missing('capacity_missing', code, on);
  const floor = capacityKva.times(decimalOf(percent)).div(HUNDRED);
  if (kw.gte(floor)) return ok(asIs);
  const kva = decimalText(capacityKva);
  return ok({
    value: floor,
    formula: `${kva} × ${percent}%`,
    inputs: { ...asIs.inputs, kva, floorPercent: percent },
  });
}

function missing(code: CalculationStopCode, item: string, on: string) {
  return refused<CalculationStop>({ code, detail: { item, on } });
}

/** The days of the bill over which one and the same figure is charged. */
function stretchesOf(
  input: CalculationInput,
  chargedOf: (supply: SupplySpan, on: string) => Result<Charged, CalculationStop>,
): Result<Stretch[], CalculationStop> {
  const { startOn, endOn } = input.span;
  const stretches: Stretch[] = [];
  for (const supply of input.supply) {
    const from = laterOf(supply.startOn, startOn);
    const to = earlierOf(supply.endOn, endOn);
    if (from >= to) continue;
    const charged = chargedOf(supply, from);
    if (!charged.ok) return charged;
    const last = stretches.at(-1);
    if (last?.charged.formula === charged.value.formula) {
      stretches[stretches.length - 1] = { ...last, span: { startOn: last.span.startOn, endOn: to } };
    } else stretches.push({ span: { startOn: from, endOn: to }, charged: charged.value });
  }
  return ok(stretches);
}

function stretchLine(
  rule: string,
  unit: string,
  price: Price,
  { span, charged }: Stretch,
  input: CalculationInput,
  dayCount: PartMonthPolicy['dayCount'],
): DraftLine {
  const isWhole = span.startOn === input.span.startOn && span.endOn === input.span.endOn;
  const share = isWhole
    ? monthShare(input, { partMonth: 'days', dayCount })
    : changedShare(span, input, dayCount);
  return {
    quantity: charged.value,
    unit,
    price: price.text,
    unrounded: ofMonths(charged.value.times(price.value), share),
    rule,
    formula: `${charged.formula} × ${price.text}${share.formula}`,
    inputs: {
      ...charged.inputs,
      price: price.text,
      startOn: span.startOn,
      endOn: span.endOn,
      days: String(daysBetween(span.startOn, span.endOn)),
    },
  };
}

/** The share of days over which a capacity was in force that changed inside the bill. */
function changedShare(
  span: DateSpan,
  input: CalculationInput,
  dayCount: PartMonthPolicy['dayCount'],
): MonthShare {
  if (dayCount === 'thirtieths' || input.isPartMonth) return daysShare(span, dayCount);
  const whole = input.whole?.span ?? input.span;
  return partOf(input.months, daysBetween(span.startOn, span.endOn), daysBetween(whole.startOn, whole.endOn));
}
