import { ok, type Result, refused } from '../../../lib/result.ts';
import { addMonths } from '../../localDate.ts';
import { type Decimal, decimalOf, decimalText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, CalculationStop } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { priceOf } from './energy.ts';
import { monthShare, ofMonths, WHOLE_MONTHS } from './monthShare.ts';
import { powerFactorOf } from './powerFactor.ts';

type Item = TariffItemOf<'apparent_demand'>;

/** The kVA that are charged: `kva ÷ divisor`, so that nothing is cut before the price is multiplied. */
type Billed = {
  readonly kva: Decimal;
  readonly formula: string;
  /** cos φ, where the kVA are worked out of kW. */
  readonly divisor: Decimal | null;
  readonly rule: string;
  readonly inputs: Readonly<Record<string, string>>;
};

/**
 * Demand charge per kVA of the highest apparent demand: as its register shows it, or the maximum demand in kW divided by
 * the power factor of the bill. Counts as at least a part of the highest of earlier months, a part of the capacity, or
 * a figure of its own. Stops: apparent_demand_missing; demand_missing, reactive_missing and power_factor_undefined where it
 * goes by the power factor; capacity_missing.
 */
export function apparentDemandItem(item: Item): ItemCalculation {
  const price = priceOf(item.price);
  return (input) => {
    const measured = item.by === 'power_factor' ? byPowerFactor(item, input) : byRegister(item, input);
    if (!measured.ok) return measured;
    const billed = lifted(item, measured.value, input);
    if (!billed.ok) return billed;
    const { kva, formula, divisor, rule, inputs } = billed.value;
    const share = monthShare(input, WHOLE_MONTHS);
    const product = ofMonths(kva.times(price.value), share);
    const divided = divisor === null ? '' : ` ÷ ${decimalText(divisor)}`;
    return ok([
      {
        quantity: kvaOf(billed.value),
        unit: 'kVA',
        price: price.text,
        unrounded: divisor === null ? product : product.div(divisor),
        rule,
        formula: `${formula} × ${price.text}${share.formula}${divided}`,
        inputs: { ...inputs, price: price.text },
      },
    ]);
  };
}

function byRegister(
  item: Item,
  { apparentDemandKva: kva }: CalculationInput,
): Result<Billed, CalculationStop> {
  if (kva === null) return refused({ code: 'apparent_demand_missing', detail: { item: item.code } });
  const text = decimalText(kva);
  return ok({
    kva,
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
    kva: demand.max,
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

const kvaOf = ({ kva, divisor }: Billed) => (divisor === null ? kva : kva.div(divisor));

function lifted(item: Item, measured: Billed, input: CalculationInput): Result<Billed, CalculationStop> {
  let billed = measured;
  const lift = (base: Decimal, percent: string | null, rule: string, more: Record<string, string>) => {
    const kva = percent === null ? base : base.times(decimalOf(percent)).div(100);
    if (kva.lte(kvaOf(billed))) return;
    const formula = `${decimalText(base)}${percent === null ? '' : ` × ${percent}%`}`;
    billed = { kva, formula, divisor: null, rule, inputs: { ...measured.inputs, ...more } };
  };
  const { ratchet, atLeastPercentOfCapacity: ofCapacity, atLeastKva } = item;
  const highest = ratchet === undefined ? null : highestOf(ratchet, input);
  if (ratchet !== undefined && highest !== null) {
    const more = { highestKva: decimalText(highest), ratchetPercent: ratchet.percent };
    lift(highest, ratchet.percent, 'apparent_demand.ratchet', more);
  }
  if (ofCapacity !== undefined) {
    const capacityKva = input.supply.at(-1)?.capacityKva ?? null;
    if (capacityKva === null) return refused({ code: 'capacity_missing', detail: { item: item.code } });
    const more = { kva: decimalText(capacityKva), floorPercent: ofCapacity };
    lift(capacityKva, ofCapacity, 'apparent_demand.capacity', more);
  }
  if (atLeastKva !== undefined)
    lift(decimalOf(atLeastKva), null, 'apparent_demand.least', { leastKva: atLeastKva });
  return ok(billed);
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
