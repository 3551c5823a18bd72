import { ok, type Result, refused } from '../../../lib/result.ts';
import { type Decimal, decimalOf } from '../../money.ts';
import type { TariffContent, TariffItem } from '../content.ts';
import type { CalculationInput, CalculationStop, CalculationStopCode } from '../types.ts';

/** Whether an item applies to a bill. A fact that the condition needs and the bill does not know stops it. */
export type Condition = (input: CalculationInput) => Result<boolean, CalculationStop>;

/** The condition of an item, made ready for many bills; `null` where it always applies. */
export function compileCondition(item: TariffItem, seasonBy: TariffContent['seasonBy']): Condition | null {
  const { when, code } = item;
  if (when === undefined) return null;
  const [from, below] = [decimalOrNull(when.capacityFromKva), decimalOrNull(when.capacityBelowKva)];
  const [above, upTo] = [decimalOrNull(when.kwhAbove), decimalOrNull(when.kwhUpTo)];
  const [perKvaFrom, perKvaBelow] = [decimalOrNull(when.kwhPerKvaFrom), decimalOrNull(when.kwhPerKvaBelow)];
  return (input) => {
    if (when.months !== undefined && !when.months.includes(monthOf(input, seasonBy))) return ok(false);
    if (when.customerClasses !== undefined) {
      if (input.customerClass === null) return stopped('customer_class_missing', code);
      if (!when.customerClasses.includes(input.customerClass)) return ok(false);
    }
    if (from !== null || below !== null) {
      const kva = capacityOf(input);
      if (kva === null) return stopped('capacity_missing', code);
      if (!isWithin(kva, from, below)) return ok(false);
    }
    if (above !== null && monthsOf(input, above).gte(kwhOf(input))) return ok(false);
    if (upTo !== null && monthsOf(input, upTo).lt(kwhOf(input))) return ok(false);
    if (perKvaFrom !== null || perKvaBelow !== null) {
      const kva = capacityOf(input);
      if (kva === null) return stopped('capacity_missing', code);
      const limitOf = (limit: Decimal | null) => limit && monthsOf(input, limit).times(kva);
      if (!isWithin(kwhOf(input), limitOf(perKvaFrom), limitOf(perKvaBelow))) return ok(false);
    }
    if (when.basicChargeBy === undefined) return ok(true);
    if (input.basicChargeBy === null) return stopped('basic_charge_way_missing', code);
    return ok(when.basicChargeBy.includes(input.basicChargeBy));
  };
}

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
