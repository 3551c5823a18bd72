import { ok, type Result, refused } from '../../../lib/result.ts';
import { type Decimal, decimalOf, decimalText } from '../../money.ts';
import { roundQuantity } from '../../quantity.ts';
import type { TariffContent, TariffItem } from '../content.ts';
import type { CalculationInput, CalculationStop, CalculationStopCode } from '../types.ts';

/** Why an item applied: what it asks for, and the figures of the bill beside what it compares them with. */
export type MetCondition = Readonly<Record<string, string>>;

/**
 * Whether an item applies to a bill, with why; `null` where it does not. A fact that the condition needs and the bill does
 * not know stops it.
 */
export type Condition = (input: CalculationInput) => Result<MetCondition | null, CalculationStop>;

/** What a condition may ask for, in the order in which it is told. */
export const CONDITION_CODES = [
  'months',
  'customerClass',
  'capacityFromKva',
  'capacityBelowKva',
  'kwhAbove',
  'kwhUpTo',
  'kwhPerKvaFrom',
  'kwhPerKvaBelow',
  'basicChargeBy',
] as const;
export type ConditionCode = (typeof CONDITION_CODES)[number];

/** For display: kWh of a month for each kVA. */
const LOAD_PLACES = 2;

/** The condition of an item, made ready for many bills; `null` where it always applies. */
export function compileCondition(item: TariffItem, seasonBy: TariffContent['seasonBy']): Condition | null {
  const { when, code } = item;
  if (when === undefined) return null;
  const [from, below] = [decimalOrNull(when.capacityFromKva), decimalOrNull(when.capacityBelowKva)];
  const [above, upTo] = [decimalOrNull(when.kwhAbove), decimalOrNull(when.kwhUpTo)];
  const [perKvaFrom, perKvaBelow] = [decimalOrNull(when.kwhPerKvaFrom), decimalOrNull(when.kwhPerKvaBelow)];
  const { months, customerClasses, basicChargeBy, ...figures } = when;
  const asked: MetCondition = Object.fromEntries(
    Object.entries({ months: months?.join(' '), ...figures }).flatMap(([name, figure]) =>
      figure === undefined ? [] : [[name, figure]],
    ),
  );
  const comparesKwh = above !== null || upTo !== null;
  return (input) => {
    if (months !== undefined && !months.includes(monthOf(input, seasonBy))) return NOT_MET;
    const facts: Record<string, string> = { ...asked };
    if (customerClasses !== undefined) {
      if (input.customerClass === null) return stopped('customer_class_missing', code);
      if (!customerClasses.includes(input.customerClass)) return NOT_MET;
      facts.customerClass = input.customerClass;
    }
    if (from !== null || below !== null) {
      const kva = capacityOf(input);
      if (kva === null) return stopped('capacity_missing', code);
      if (!isWithin(kva, from, below)) return NOT_MET;
      facts.kva = decimalText(kva);
    }
    if (above !== null && monthsOf(input, above).gte(kwhOf(input))) return NOT_MET;
    if (upTo !== null && monthsOf(input, upTo).lt(kwhOf(input))) return NOT_MET;
    if (comparesKwh)
      facts.monthlyKwh = decimalText(roundQuantity(kwhOf(input).div(input.months), LOAD_PLACES));
    if (perKvaFrom !== null || perKvaBelow !== null) {
      const kva = capacityOf(input);
      if (kva === null) return stopped('capacity_missing', code);
      const limitOf = (limit: Decimal | null) => limit && monthsOf(input, limit).times(kva);
      if (!isWithin(kwhOf(input), limitOf(perKvaFrom), limitOf(perKvaBelow))) return NOT_MET;
      facts.kva = decimalText(kva);
      const load = kva.isZero() ? null : kwhOf(input).div(kva.times(input.months));
      facts.kwhPerKva = load === null ? '' : decimalText(roundQuantity(load, LOAD_PLACES));
    }
    if (basicChargeBy !== undefined) {
      if (input.basicChargeBy === null) return stopped('basic_charge_way_missing', code);
      if (!basicChargeBy.includes(input.basicChargeBy)) return NOT_MET;
      facts.basicChargeBy = input.basicChargeBy;
    }
    return ok(facts);
  };
}

const NOT_MET = ok(null);

function monthOf({ span, period }: CalculationInput, seasonBy: TariffContent['seasonBy']): number {
  return Number((seasonBy === 'days' ? span.startOn : period).slice(5, 7));
}

const decimalOrNull = (text: string | undefined) => (text === undefined ? null : decimalOf(text));

/** The capacity at the end of the bill. */
function capacityOf({ supply }: CalculationInput): Decimal | null {
  return supply.at(-1)?.capacityKva ?? null;
}

/** The kWh of the whole bill: a condition does not change with a price inside it. */
function kwhOf({ whole, quantities }: CalculationInput): Decimal {
  return whole?.total ?? quantities.total;
}

/** A monthly limit over the months of the bill. */
function monthsOf({ months }: CalculationInput, limit: Decimal): Decimal {
  return limit.times(months);
}

function isWithin(kva: Decimal, from: Decimal | null, below: Decimal | null): boolean {
  return (from === null || kva.gte(from)) && (below === null || kva.lt(below));
}

function stopped(code: CalculationStopCode, item: string) {
  return refused<CalculationStop>({ code, detail: { item } });
}
