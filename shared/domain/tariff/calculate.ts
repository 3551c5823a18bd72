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
import type { TariffContent } from './content.ts';
import { itemLines } from './itemLines.ts';
import type { BillLine, CalculatedBill, CalculationInput, CalculationStop } from './types.ts';

/** A version of a tariff, made ready once for many bills. */
export type TariffPlan = {
  readonly content: TariffContent;
  /** 1 + rate, for splitting gross amounts; `null` without tax or where it is added. */
  readonly grossFactor: Decimal | null;
  readonly hasTimeOfUse: boolean;
};

/** More than a county uses in a year: a figure beyond it is a fault of data, not a bill. */
const LARGEST_KWH = new Decimal('1000000000000');

/** Of one line, in major units: the lines of the longest tariff together stay exact below it. */
const LARGEST_AMOUNT = new Decimal('100000000000');

export function compileTariff(content: TariffContent): TariffPlan {
  const { tax, items } = content;
  return {
    content,
    grossFactor: tax?.mode === 'included' ? decimalOf(tax.percent).div(100).plus(1) : null,
    hasTimeOfUse: items.some((item) => item.kind === 'time_of_use'),
  };
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
  for (const item of plan.content.items) {
    const drafts = itemLines(item, input, amounts);
    if (!drafts.ok) return drafts;
    const itemAmounts: Minor[] = [];
    for (const { part, quantity, unrounded, unit, price, trace } of drafts.value) {
      if (unrounded.abs().gt(LARGEST_AMOUNT)) return refused(amountTooLarge(item.code, unrounded));
      const amountMinor = roundToMinor(unrounded);
      itemAmounts.push(amountMinor);
      lines.push({
        lineNo: lines.length + 1,
        itemCode: part === undefined ? item.code : `${item.code}.${part}`,
        itemName: item.name,
        kind: item.kind,
        account: item.account,
        quantity: quantity === null ? null : decimalText(quantity),
        unit,
        price,
        unrounded: decimalText(unrounded),
        amountMinor,
        taxMinor: item.account === 'tax' ? amountMinor : taxWithin(plan, amountMinor),
        trace,
      });
    }
    amounts.set(item.code, itemAmounts);
  }
  const taxLine = addedTax(plan, lines);
  if (taxLine) {
    if (!taxLine.ok) return taxLine;
    lines.push(taxLine.value);
  }
  return ok({ lines, totalMinor: sumMinor(lines.map((line) => line.amountMinor)) });
}

function amountTooLarge(item: string, unrounded: Decimal): CalculationStop {
  return { code: 'amount_too_large', detail: { item, amount: decimalText(unrounded) } };
}

function impossible(plan: TariffPlan, { quantities, span }: CalculationInput): CalculationStop | null {
  const { total, periods } = quantities;
  const all = [total, ...PERIOD_CODES.flatMap((code) => periods[code] ?? [])];
  const negative = all.find((kwh) => kwh.isNegative() && !kwh.isZero());
  if (negative) return { code: 'negative_quantity', detail: { kwh: decimalText(negative) } };
  if (total.gt(LARGEST_KWH)) return { code: 'quantity_too_large', detail: { kwh: decimalText(total) } };
  if (span.startOn > span.endOn || (span.startOn === span.endOn && !total.isZero())) {
    return { code: 'period_of_no_days', detail: { startOn: span.startOn, endOn: span.endOn } };
  }
  if (!plan.hasTimeOfUse || all.length === 1) return null;
  const sum = all.slice(1).reduce((left, right) => left.plus(right), new Decimal(0));
  if (sum.eq(total)) return null;
  return { code: 'periods_differ_from_total', detail: { total: decimalText(total), sum: decimalText(sum) } };
}

/** One minor unit in major units; multiplying is several times faster than dividing by a hundred. */
const MINOR_UNIT = new Decimal('0.01');

/** The tax inside a gross amount: gross - gross / (1 + rate), the net rounded to minor units. */
function taxWithin(plan: TariffPlan, gross: Minor): Minor {
  if (plan.grossFactor === null) return ZERO_MINOR;
  const net = roundToMinor(new Decimal(gross).times(MINOR_UNIT).div(plan.grossFactor));
  return minor(gross - net);
}

function addedTax(
  { content }: TariffPlan,
  lines: readonly BillLine[],
): Result<BillLine, CalculationStop> | null {
  const { tax } = content;
  if (tax?.mode !== 'added') return null;
  const base = minorToText(sumMinor(lines.map((line) => line.amountMinor)));
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
      formula: `${base} × ${tax.percent} %`,
      inputs: { base, percent: tax.percent },
    },
  });
}
