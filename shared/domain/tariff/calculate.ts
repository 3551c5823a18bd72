import { ok, type Result, refused } from '../../lib/result.ts';
import {
  Decimal,
  decimalOf,
  decimalText,
  type Minor,
  minor,
  minorToText,
  roundToMinor,
  sumMinor,
  ZERO_MINOR,
} from '../money.ts';
import { PERIOD_CODES } from '../reading/registers.ts';
import { pricesEnergy, type TariffContent, type TariffItem } from './content.ts';
import type { ItemCalculation } from './items/calculation.ts';
import { type ChargeItem, compileItem } from './items/compileItem.ts';
import { type Condition, compileCondition, type MetCondition } from './items/condition.ts';
import { type RoundingLine, roundingItem } from './items/rounding.ts';
import type { BillLine, CalculatedBill, CalculationInput, CalculationStop, DraftLine } from './types.ts';

type Planned = { readonly item: TariffItem; readonly condition: Condition | null };
type PlannedItem = Planned & { readonly calculate: ItemCalculation; readonly pricesEnergy: boolean };
type PlannedRounding = Planned & { readonly lineOf: RoundingLine };

/** A version of a tariff, made ready once for many bills. */
export type TariffPlan = {
  readonly content: TariffContent;
  /** 1 + rate, for splitting gross amounts; `null` without tax or where it is added. */
  readonly grossFactor: Decimal | null;
  /** Whether some item prices periods of the day, so that they must make the total. */
  readonly usesPeriods: boolean;
  /** Whether some item prices the kWh, so that none may be left without a price. */
  readonly pricesEnergy: boolean;
  readonly items: readonly PlannedItem[];
  /** The last line of the bill, after all others and the tax. */
  readonly rounding: PlannedRounding | null;
};

/** More than a county uses in a year: such a figure, of whatever unit, is a fault of data and not a bill. */
const LARGEST_QUANTITY = new Decimal('1000000000000');

/** Of one line, in major units. */
const LARGEST_AMOUNT = new Decimal('100000000000');

/** Of all lines of a bill together, their signs left aside, in minor units: every sum of some of them is exact. */
const LARGEST_SUM = 100_000_000_000_000;

/** A display figure: what was calculated with stands in the trace. */
const QUANTITY_PLACES = 6;

export function compileTariff(content: TariffContent): TariffPlan {
  const { tax, seasonBy } = content;
  const items = content.items.filter((item): item is ChargeItem => item.kind !== 'rounding');
  const rounding = content.items.find((item) => item.kind === 'rounding');
  const conditionOf = (item: TariffItem) => compileCondition(item, seasonBy);
  return {
    content,
    grossFactor: tax?.mode === 'included' ? decimalOf(tax.percent).div(100).plus(1) : null,
    usesPeriods: items.some(pricesPeriods),
    pricesEnergy: items.some(pricesEnergy),
    items: items.map((item) => ({
      item,
      condition: conditionOf(item),
      calculate: compileItem(item),
      pricesEnergy: pricesEnergy(item),
    })),
    rounding: rounding
      ? { item: rounding, condition: conditionOf(rounding), lineOf: roundingItem(rounding) }
      : null,
  };
}

function pricesPeriods(item: TariffItem): boolean {
  if (item.kind === 'time_of_use') return true;
  return item.kind === 'tiered_energy' && item.tiers.some(({ prices }) => prices !== undefined);
}

/**
 * Calculates one bill. Every line is rounded to minor units on its own, half away from zero, and the
 * total is the sum of the lines; nothing else is rounded. Impossible inputs stop the bill with a code.
 */
export function calculateBill(
  plan: TariffPlan,
  input: CalculationInput,
): Result<CalculatedBill, CalculationStop> {
  const stop = impossible(plan, input);
  if (stop) return refused(stop);
  const lines: BillLine[] = [];
  const amounts = new Map<string, Minor[]>();
  let untaxed = 0;
  let charged = 0;
  // Items for other customers, capacities or quantities leave nobody's kWh without a price.
  let isPriced = !plan.pricesEnergy || input.quantities.total.isZero();
  for (const { item, condition, calculate, pricesEnergy: isEnergy } of plan.items) {
    const met = condition?.(input) ?? ALWAYS;
    if (!met.ok) return refused(ofItem(item, met.error));
    if (met.value === null) continue;
    isPriced ||= isEnergy;
    const drafts = calculate(input, amounts);
    if (!drafts.ok) return refused(ofItem(item, drafts.error));
    const itemAmounts: Minor[] = [];
    for (const draft of drafts.value) {
      if (draft.unrounded.abs().gt(LARGEST_AMOUNT))
        return refused(ofItem(item, amountTooLarge(item.code, draft.unrounded)));
      const line = billLine(plan, { item, met: met.value }, draft, lines.length + 1);
      charged += Math.abs(line.amountMinor);
      if (charged > LARGEST_SUM) return refused(ofItem(item, amountTooLarge(item.code, draft.unrounded)));
      itemAmounts.push(line.amountMinor);
      if (!item.taxed) untaxed += line.amountMinor;
      lines.push(line);
    }
    amounts.set(item.code, itemAmounts);
  }
  if (!isPriced) {
    return refused({ code: 'energy_unpriced', detail: { kwh: decimalText(input.quantities.total) } });
  }
  const taxLine = addedTax(plan, lines, minor(untaxed));
  if (taxLine) {
    if (!taxLine.ok) return taxLine;
    lines.push(taxLine.value);
  }
  const rounding = roundingLine(plan, lines, input);
  if (!rounding.ok) return rounding;
  if (rounding.value !== null) lines.push(rounding.value);
  return ok({ lines, totalMinor: sumMinor(lines.map((line) => line.amountMinor)) });
}

/** A bill of several parts is rounded once, with its last part. */
function roundingLine(
  plan: TariffPlan,
  lines: readonly BillLine[],
  input: CalculationInput,
): Result<BillLine | null, CalculationStop> {
  const { rounding } = plan;
  const { span, whole } = input;
  if (rounding === null || (whole !== undefined && span.endOn !== whole.span.endOn)) return ok(null);
  const { item } = rounding;
  const met = rounding.condition?.(input) ?? ALWAYS;
  if (!met.ok) return refused(ofItem(item, met.error));
  if (met.value === null) return ok(null);
  const total = sumMinor([...lines.map((line) => line.amountMinor), whole?.billedBefore ?? ZERO_MINOR]);
  const draft = rounding.lineOf(total);
  return ok(draft === null ? null : billLine(plan, { item, met: met.value }, draft, lines.length + 1));
}

/** Nothing was asked for. */
const UNASKED: MetCondition = {};
const ALWAYS: Result<MetCondition | null, CalculationStop> = ok(UNASKED);

type Applied = { readonly item: TariffItem; readonly met: MetCondition };

function billLine(plan: TariffPlan, { item, met }: Applied, draft: DraftLine, lineNo: number): BillLine {
  const { part, quantity, unrounded, unit, price, rule, formula, inputs } = draft;
  const amountMinor = roundToMinor(unrounded);
  return {
    lineNo,
    itemCode: part === undefined ? item.code : `${item.code}.${part}`,
    itemName: item.name,
    kind: item.kind,
    account: item.account,
    quantity: quantity === null ? null : decimalText(quantity.toDecimalPlaces(QUANTITY_PLACES)),
    unit,
    price,
    unrounded: decimalText(unrounded),
    amountMinor,
    taxMinor: taxOf(plan, item, amountMinor),
    trace: {
      rule,
      formula,
      inputs,
      ...(met !== UNASKED && { condition: met }),
      ...(item.source !== undefined && { source: item.source }),
    },
  };
}

/** A stop names the item as the bill would: its code alone says nothing to a customer. */
function ofItem({ name }: TariffItem, { code, detail }: CalculationStop): CalculationStop {
  return { code, detail: { ...detail, itemName: name } };
}

function amountTooLarge(item: string, amount: Decimal): CalculationStop {
  return { code: 'amount_too_large', detail: { item, amount: decimalText(amount) } };
}

function impossible(plan: TariffPlan, input: CalculationInput): CalculationStop | null {
  const { quantities, span, reactiveKvarh, reactiveDemandKvar, apparentDemandKva, demand } = input;
  const { total, periods } = quantities;
  const all = [total, ...PERIOD_CODES.flatMap((code) => periods[code] ?? [])];
  for (const kwh of all) {
    const stop = impossibleQuantity('kwh', kwh);
    if (stop) return stop;
  }
  const stop =
    impossibleQuantity('kvarh', reactiveKvarh) ??
    impossibleQuantity('kvar', reactiveDemandKvar) ??
    impossibleQuantity('kva', apparentDemandKva) ??
    impossibleQuantity('kw', demand?.max ?? null);
  if (stop) return stop;
  if (span.startOn >= span.endOn) {
    return { code: 'period_of_no_days', detail: { startOn: span.startOn, endOn: span.endOn } };
  }
  if (!plan.usesPeriods || all.length === 1) return null;
  const sum = all.slice(1).reduce((left, right) => left.plus(right), new Decimal(0));
  if (sum.eq(total)) return null;
  return { code: 'periods_differ_from_total', detail: { total: decimalText(total), sum: decimalText(sum) } };
}

function impossibleQuantity(unit: string, quantity: Decimal | null): CalculationStop | null {
  if (quantity === null || quantity.isZero()) return null;
  if (quantity.isNegative()) return { code: 'negative_quantity', detail: { [unit]: decimalText(quantity) } };
  if (quantity.lt(LARGEST_QUANTITY)) return null;
  return { code: 'quantity_too_large', detail: { [unit]: decimalText(quantity) } };
}

/** One minor unit in major units; multiplying is several times faster than dividing by a hundred. */
const MINOR_UNIT = new Decimal('0.01');

/** A line on a tax account is tax; the others contain it: gross - gross / (1 + rate), the net rounded. */
function taxOf({ grossFactor }: TariffPlan, { account, taxed }: TariffItem, gross: Minor): Minor {
  if (account === 'tax') return gross;
  if (grossFactor === null || !taxed) return ZERO_MINOR;
  const net = roundToMinor(new Decimal(gross).times(MINOR_UNIT).div(grossFactor));
  return minor(gross - net);
}

function addedTax(
  { content }: TariffPlan,
  lines: readonly BillLine[],
  untaxed: Minor,
): Result<BillLine, CalculationStop> | null {
  const { tax } = content;
  if (tax?.mode !== 'added') return null;
  const base = minorToText(sumMinor(lines.map((line) => line.amountMinor)) - untaxed);
  const unrounded = new Decimal(base).times(decimalOf(tax.percent)).div(100);
  if (unrounded.abs().gt(LARGEST_AMOUNT)) return refused(amountTooLarge('tax', unrounded));
  const amountMinor = roundToMinor(unrounded);
  return ok({
    lineNo: lines.length + 1,
    itemCode: 'tax',
    itemName: '',
    kind: 'tax',
    account: 'tax',
    quantity: null,
    unit: '%',
    price: tax.percent,
    unrounded: decimalText(unrounded),
    amountMinor,
    taxMinor: amountMinor,
    trace: {
      rule: 'tax.added',
      formula: `${base} × ${tax.percent}%`,
      inputs: { base, percent: tax.percent },
    },
  });
}
