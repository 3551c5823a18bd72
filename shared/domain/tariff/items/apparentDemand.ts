import { ok, type Result, refused } from '../../../lib/result.ts';
import { addMonths } from '../../localDate.ts';
import { type Decimal, decimalOf, decimalText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, CalculationStop } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { type ChargedDemand, demandLines, demandPricesOf, isAtLeast, roundedUp } from './demandParts.ts';
import { monthShare, WHOLE_MONTHS } from './monthShare.ts';
import { powerFactorOf } from './powerFactor.ts';

type Item = TariffItemOf<'apparent_demand'>;

/** The kVA that are charged, and how they came about. */
type Billed = ChargedDemand & {
  readonly rule: string;
  readonly inputs: Readonly<Record<string, string>>;
};

/**
 * Demand charge per kVA of the highest apparent demand, one price or tiers of kVA: as its register shows it, or the maximum
 * demand in kW divided by the power factor of the bill. Counts as at least a part of the highest of earlier months, a part of
 * the capacity, or a figure of its own. What is charged may be a multiple of some kVA, and what is above the capacity have a
 * price of its own. Stops: apparent_demand_missing; demand_missing, reactive_missing and power_factor_undefined where it
 * goes by the power factor; capacity_missing.
 */
export function apparentDemandItem(item: Item): ItemCalculation {
  const prices = demandPricesOf(item);
  return (input) => {
    const measured = item.by === 'power_factor' ? byPowerFactor(item, input) : byRegister(item, input);
    if (!measured.ok) return measured;
    const capacityKva = input.supply.at(-1)?.capacityKva ?? null;
    if (capacityKva === null && (item.atLeastPercentOfCapacity ?? item.excessPrice) !== undefined) {
      return refused({ code: 'capacity_missing', detail: { item: item.code } });
    }
    const { rule, inputs, ...exact } = lifted(item, measured.value, capacityKva, input);
    const charged = prices.roundUpTo === null ? exact : roundedUp(exact, prices.roundUpTo);
    const rounding =
      item.roundUpTo === undefined
        ? {}
        : { roundUpTo: item.roundUpTo, billedKva: decimalText(charged.figure) };
    const words = {
      unit: 'kVA',
      rule,
      inputs: { ...inputs, ...rounding },
      excessRule: 'apparent_demand.excess',
      contractInput: 'kva',
    } as const;
    return ok(demandLines(charged, prices, capacityKva, monthShare(input, WHOLE_MONTHS), words));
  };
}

function byRegister(
  item: Item,
  { apparentDemandKva: kva }: CalculationInput,
): Result<Billed, CalculationStop> {
  if (kva === null) return refused({ code: 'apparent_demand_missing', detail: { item: item.code } });
  const text = decimalText(kva);
  return ok({
    figure: kva,
    formula: text,
    divisor: null,
    rule: 'apparent_demand',
    inputs: { apparentKva: text },
  });
}

/** cos φ is that of the whole bill, half up to hundredths as for the power factor adjustment. */
function byPowerFactor(item: Item, input: CalculationInput): Result<Billed, CalculationStop> {
  const { demand, reactiveKvarh, whole, quantities } = input;
  if (demand === null) {
    return refused({ code: 'demand_missing', detail: { item: item.code, dayPeriods: '' } });
  }
  if (reactiveKvarh === null) return refused({ code: 'reactive_missing', detail: { item: item.code } });
  const active = whole?.total ?? quantities.total;
  const powerFactor = active.isZero()
    ? active
    : powerFactorOf(active, reactiveKvarh, { places: 2, rounding: 'half_up' });
  if (powerFactor.isZero()) {
    const detail = { item: item.code, kvarh: decimalText(reactiveKvarh) };
    return refused({ code: 'power_factor_undefined', detail });
  }
  const kw = decimalText(demand.max);
  return ok({
    figure: demand.max,
    formula: kw,
    divisor: powerFactor,
    rule: 'apparent_demand.power_factor',
    inputs: {
      kw,
      powerFactor: powerFactor.toFixed(2),
      activeKwh: decimalText(active),
      reactiveKvarh: decimalText(reactiveKvarh),
    },
  });
}

function lifted(item: Item, measured: Billed, capacityKva: Decimal | null, input: CalculationInput): Billed {
  let billed = measured;
  const lift = (base: Decimal, percent: string | null, rule: string, more: Record<string, string>) => {
    const figure = percent === null ? base : base.times(decimalOf(percent)).div(100);
    if (isAtLeast(billed, figure)) return;
    const formula = `${decimalText(base)}${percent === null ? '' : ` × ${percent}%`}`;
    billed = { figure, formula, divisor: null, rule, inputs: { ...measured.inputs, ...more } };
  };
  const { ratchet, atLeastPercentOfCapacity: ofCapacity, atLeastKva } = item;
  const highest = ratchet === undefined ? null : highestOf(ratchet, input);
  if (ratchet !== undefined && highest !== null) {
    const more = { highestKva: decimalText(highest), ratchetPercent: ratchet.percent };
    lift(highest, ratchet.percent, 'apparent_demand.ratchet', more);
  }
  if (ofCapacity !== undefined && capacityKva !== null) {
    const more = { kva: decimalText(capacityKva), floorPercent: ofCapacity };
    lift(capacityKva, ofCapacity, 'apparent_demand.capacity', more);
  }
  if (atLeastKva !== undefined)
    lift(decimalOf(atLeastKva), null, 'apparent_demand.least', { leastKva: atLeastKva });
  return billed;
}

function highestOf(ratchet: NonNullable<Item['ratchet']>, input: CalculationInput): Decimal | null {
  const since = addMonths(input.period, -ratchet.months);
  let highest: Decimal | null = null;
  for (const { period, kva } of input.apparentDemandHistory) {
    if (period < since || period >= input.period) continue;
    if (ratchet.ofMonths?.includes(Number(period.slice(5))) === false) continue;
    if (highest === null || kva.gt(highest)) highest = kva;
  }
  return highest;
}
