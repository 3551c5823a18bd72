import { ok, type Result, refused } from '../../lib/result.ts';
import { Decimal, decimalText } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import { type MonthShare, ofMonths } from '../tariff/items/monthShare.ts';
import type { ReadingPolicy } from './policy.ts';
import type { PowerQuantities } from './powerQuantities.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode } from './registers.ts';

/** The figures of a transformer's plate (铭牌) from which its losses are worked out (供电营业规则; GB/T 6451). */
export type TransformerPlate = {
  readonly by: 'formula';
  /** Sn in kVA. */
  readonly ratedKva: Decimal;
  /** P0, no-load loss in kW. */
  readonly noLoadKw: Decimal;
  /** Pk, loss at full load in kW. */
  readonly loadLossKw: Decimal;
  /** I0 %, no-load current. */
  readonly noLoadCurrentPercent: Decimal;
  /** Uk %, impedance voltage. */
  readonly impedancePercent: Decimal;
  /** K, correction for the shape of the load. */
  readonly loadFactor: Decimal;
  /** T goes by them. */
  readonly hoursPerDay: Decimal;
};

/** What a printed loss table (变损表) says of one capacity: kWh and kvarh a month; `null` where it has no reactive loss. */
export type LossRow = {
  readonly noLoadKwh: Decimal;
  readonly noLoadKvarh: Decimal | null;
  /** Load loss by monthly consumption, limits rising. What lies beyond the last one is not in the table. */
  readonly bands: readonly LossBand[];
};
export type LossBand = {
  readonly upToKwh: Decimal;
  readonly loadKwh: Decimal;
  readonly loadKvarh: Decimal | null;
};

/** The one row that holds for a service point, whatever its capacity. */
export type TransformerTable = LossRow & { readonly by: 'table' };

/** A whole table, capacities rising: the row of the capacity that the supply has holds. */
export type CapacityTable = {
  readonly by: 'capacity_table';
  readonly rows: readonly (LossRow & { readonly capacityKva: Decimal })[];
};

/** Losses between the point of supply and the meter (高供低计). */
export type LossTerms = {
  readonly transformer: TransformerPlate | TransformerTable | CapacityTable | null;
  readonly linePercent: Decimal | null;
};

export const QUANTITY_STEPS = [
  'metered',
  'fixed_quantity',
  'fixed_ratio',
  'transformer_loss',
  'transformer_loss_reactive',
  'line_loss',
] as const;
/** `metered`, `fixed_quantity` and `fixed_ratio` belong to service points behind the meter. */
export type QuantityStepCode = (typeof QUANTITY_STEPS)[number];

/** One step from metered to billed quantity, kept with the bill. */
export type QuantityStep = {
  readonly code: QuantityStepCode;
  /** The service point that the quantity belongs to. */
  readonly of?: string;
  /** Evaluable like the formula of a bill line; it gives the quantity before rounding. */
  readonly formula: string;
  readonly quantity: string;
  readonly unit: 'kWh' | 'kvarh';
};

export type WithLosses = {
  readonly quantities: BilledQuantities;
  readonly power: PowerQuantities;
  readonly steps: readonly QuantityStep[];
};

export type LossStop = {
  readonly code: 'loss_table_exceeded' | 'reactive_missing';
  readonly detail: Readonly<Record<string, string>>;
};

type Metered = {
  readonly quantities: BilledQuantities;
  readonly power: PowerQuantities;
  readonly days: number;
  /** How many months the figures of a table count for. */
  readonly months: MonthShare;
  readonly capacityKva: Decimal | null;
};

/**
 * Adds transformer and line losses to metered quantities: each rounded like a register, shared over the periods of the
 * day in proportion, the remainder to the rest period. Line loss is a percentage of the metered quantity. Stops:
 * loss_table_exceeded for a quantity or a capacity that is not in the table (never zero); reactive_missing where the
 * formula needs it.
 */
export function withLosses(
  metered: Metered,
  terms: LossTerms | null,
  policy: Pick<ReadingPolicy, 'places' | 'restPeriod'>,
): Result<WithLosses, LossStop> {
  const { quantities, power } = metered;
  if (terms === null) return ok({ quantities, power, steps: [] });
  const transformer = transformerSteps(metered, terms.transformer);
  if (!transformer.ok) return transformer;
  const drafts = [...transformer.value, ...lineSteps(quantities, terms.linePercent)];
  const steps = drafts.map(({ exact, ...step }) => ({
    ...step,
    quantity: decimalText(roundQuantity(exact, policy.places)),
  }));
  const sumOf = (unit: QuantityStep['unit']) =>
    steps.filter((step) => step.unit === unit).reduce((sum, step) => sum.plus(step.quantity), new Decimal(0));
  const reactiveLoss = sumOf('kvarh');
  const reactiveKvarh = power.reactiveKvarh === null ? null : power.reactiveKvarh.plus(reactiveLoss);
  return ok({
    quantities: addShared(quantities, sumOf('kWh'), policy),
    power: { ...power, reactiveKvarh },
    steps,
  });
}

type Draft = Omit<QuantityStep, 'quantity'> & { readonly exact: Decimal };

function transformerSteps(
  metered: Metered,
  transformer: LossTerms['transformer'],
): Result<readonly Draft[], LossStop> {
  if (transformer === null) return ok([]);
  if (transformer.by === 'formula') return byFormula(metered, transformer);
  return transformer.by === 'table' ? byRow(metered, transformer) : byCapacity(metered, transformer);
}

/** While a supply is paused as a whole (capacity 0) and nothing was used, no transformer is connected that could lose. */
function byCapacity(metered: Metered, { rows }: CapacityTable): Result<readonly Draft[], LossStop> {
  const { capacityKva, quantities } = metered;
  if (capacityKva?.isZero() && quantities.total.isZero()) return ok([]);
  const row = rows.find((one) => capacityKva !== null && one.capacityKva.eq(capacityKva));
  if (row !== undefined) return byRow(metered, row);
  const capacityText = capacityKva === null ? '' : decimalText(capacityKva);
  const upToKva = rows.at(-1)?.capacityKva ?? new Decimal(0);
  const detail = { capacityKva: capacityText, upToKva: decimalText(upToKva) };
  return refused({ code: 'loss_table_exceeded', detail });
}

/**
 * The figures of a row are those of a month; a bill of two months, or of a part of one, takes its share of them, and its
 * consumption is compared with that share of the limits. Beyond the table nobody knows the loss: the bill stops (domain
 * fault: such bills were billed without loss).
 */
function byRow(
  { quantities: { total }, power, months }: Metered,
  { bands, noLoadKwh, noLoadKvarh }: LossRow,
): Result<readonly Draft[], LossStop> {
  const band = bands.find(({ upToKwh }) =>
    total.times(months.denominator).lte(upToKwh.times(months.numerator)),
  );
  if (band === undefined) {
    const upToKwh = roundQuantity(ofMonths(bands.at(-1)?.upToKwh ?? new Decimal(0), months), 2);
    const detail = { kwh: decimalText(total), upToKwh: decimalText(upToKwh) };
    return refused({ code: 'loss_table_exceeded', detail });
  }
  const active = {
    code: 'transformer_loss',
    unit: 'kWh',
    ...ofRow(noLoadKwh, band.loadKwh, months),
  } as const;
  // Who has no reactive register is not billed for reactive consumption.
  if (noLoadKvarh === null || band.loadKvarh === null || power.reactiveKvarh === null) return ok([active]);
  const reactive = ofRow(noLoadKvarh, band.loadKvarh, months);
  return ok([active, { code: 'transformer_loss_reactive', unit: 'kvarh', ...reactive }]);
}

function ofRow(noLoad: Decimal, load: Decimal, months: MonthShare): Pick<Draft, 'formula' | 'exact'> {
  const sum = `${decimalText(noLoad)} + ${decimalText(load)}`;
  const formula = months.formula === '' ? sum : `(${sum})${months.formula}`;
  return { formula, exact: ofMonths(noLoad.plus(load), months) };
}

/**
 * Active: P0·T + K·Pk·(Wp² + Wq²) ÷ (Sn²·T); reactive: I0 %·Sn·T + K·Uk %·(Wp² + Wq²) ÷ (Sn·T), with T the hours of
 * operation of the period. Both divide by squares of what the plate says (field fault: squares left out).
 */
function byFormula(
  { quantities, power, days }: Metered,
  plate: TransformerPlate,
): Result<readonly Draft[], LossStop> {
  const wq = power.reactiveKvarh;
  if (wq === null) return refused({ code: 'reactive_missing', detail: { item: 'transformer_loss' } });
  const wp = quantities.total;
  const {
    ratedKva: sn,
    noLoadKw,
    loadLossKw,
    noLoadCurrentPercent: i0,
    impedancePercent: uk,
    loadFactor: k,
  } = plate;
  const hours = plate.hoursPerDay.times(days);
  const [wpText, wqText, snText, hoursText] = [wp, wq, sn, hours].map(decimalText);
  const squares = wp.times(wp).plus(wq.times(wq));
  const squaresText = `(${wpText} × ${wpText} + ${wqText} × ${wqText})`;
  const active = noLoadKw
    .times(hours)
    .plus(k.times(loadLossKw).times(squares).div(sn.times(sn).times(hours)));
  const reactive = i0
    .div(100)
    .times(sn)
    .times(hours)
    .plus(k.times(uk.div(100)).times(squares).div(sn.times(hours)));
  const kText = decimalText(k);
  return ok([
    {
      code: 'transformer_loss',
      unit: 'kWh',
      formula: `${decimalText(noLoadKw)} × ${hoursText} + ${kText} × ${decimalText(loadLossKw)} × ${squaresText} ÷ (${snText} × ${snText} × ${hoursText})`,
      exact: active,
    },
    {
      code: 'transformer_loss_reactive',
      unit: 'kvarh',
      formula: `${decimalText(i0)}% × ${snText} × ${hoursText} + ${kText} × ${decimalText(uk)}% × ${squaresText} ÷ (${snText} × ${hoursText})`,
      exact: reactive,
    },
  ]);
}

function lineSteps({ total }: BilledQuantities, percent: Decimal | null): readonly Draft[] {
  if (percent === null || percent.isZero()) return [];
  const formula = `${decimalText(total)} × ${decimalText(percent)}%`;
  return [{ code: 'line_loss', unit: 'kWh', formula, exact: total.times(percent).div(100) }];
}

/** Adds a quantity to the total and, in proportion, to the periods; what rounding leaves goes to the rest period. */
export function addShared(
  { total, periods }: BilledQuantities,
  added: Decimal,
  policy: Pick<ReadingPolicy, 'places' | 'restPeriod'>,
): BilledQuantities {
  const counted = PERIOD_CODES.filter((code) => periods[code] !== undefined);
  const rest = counted.includes(policy.restPeriod) ? policy.restPeriod : counted.at(-1);
  if (rest === undefined || added.isZero()) return { total: total.plus(added), periods };
  const shared: Partial<Record<PeriodCode, Decimal>> = {};
  let left = added;
  for (const code of counted) {
    const kwh = periods[code] ?? new Decimal(0);
    if (code === rest) continue;
    const share = total.isZero() ? new Decimal(0) : roundQuantity(added.times(kwh).div(total), policy.places);
    left = left.minus(share);
    shared[code] = kwh.plus(share);
  }
  shared[rest] = (periods[rest] ?? new Decimal(0)).plus(left);
  return { total: total.plus(added), periods: shared };
}
