import { ok, type Result, refused } from '../../lib/result.ts';
import { Decimal, decimalOf, decimalText, type Minor, minor, roundToMinor } from '../money.ts';
import type { PowerQuantities } from '../reading/powerQuantities.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';
import type { BillLine } from '../tariff/types.ts';
import { type BillContent, type QuantityTexts, sumByItemAndPrice } from './billContent.ts';

/** What somebody asks to add to a bill (退补): kWh by register, or money by item; either may be negative. */
export type AdjustmentRequest = {
  readonly kwh: readonly { readonly registerCode: 'total' | PeriodCode; readonly kwh: Decimal }[];
  readonly money: readonly { readonly itemCode: string; readonly amountMinor: Minor }[];
};

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Reads quantities as a bill keeps them. */
export function quantitiesOf({ total, periods }: QuantityTexts): BilledQuantities {
  return { total: decimalOf(total), periods: byPeriod(periods) };
}

/** Reactive consumption and demand as a bill keeps them. */
export function powerOf({
  reactiveKvarh,
  reactiveDemandKvar,
  apparentDemandKva,
  demandKw,
  demandPeriodsKw,
}: QuantityTexts): PowerQuantities {
  return {
    reactiveKvarh: reactiveKvarh === undefined ? null : decimalOf(reactiveKvarh),
    reactiveDemandKvar: reactiveDemandKvar === undefined ? null : decimalOf(reactiveDemandKvar),
    apparentDemandKva: apparentDemandKva === undefined ? null : decimalOf(apparentDemandKva),
    demandKw: demandKw === undefined ? null : decimalOf(demandKw),
    demandPeriodsKw: byPeriod(demandPeriodsKw ?? {}),
  };
}

function byPeriod(
  texts: Readonly<Partial<Record<PeriodCode, string>>>,
): Partial<Record<PeriodCode, Decimal>> {
  const own: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const text = texts[code];
    if (text !== undefined) own[code] = decimalOf(text);
  }
  return own;
}

/** Adds quantities of the same registers. */
export function addQuantities(one: BilledQuantities, other: BilledQuantities): BilledQuantities {
  const periods: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const [mine, theirs] = [one.periods[code], other.periods[code]];
    if (mine !== undefined || theirs !== undefined) {
      periods[code] = (mine ?? new Decimal(0)).plus(theirs ?? 0);
    }
  }
  return { total: one.total.plus(other.total), periods };
}

/**
 * The kWh to add, by register. A bill with periods of the day is adjusted by period, so that the periods
 * still make the total; one without, by its total: register_not_on_bill.
 */
export function requestedQuantities(
  bill: QuantityTexts,
  kwh: AdjustmentRequest['kwh'],
): Result<BilledQuantities, Refusal<'register_not_on_bill'>> {
  const onBill = Object.keys(bill.periods);
  let added: BilledQuantities = { total: new Decimal(0), periods: {} };
  for (const { registerCode, kwh: own } of kwh) {
    const isOnBill = registerCode === 'total' ? onBill.length === 0 : onBill.includes(registerCode);
    if (!isOnBill) {
      const possible = onBill.length === 0 ? ['total'] : onBill;
      return refused({ code: 'register_not_on_bill', detail: { registerCode, possible } });
    }
    const periods = registerCode === 'total' ? {} : { [registerCode]: own };
    added = addQuantities(added, { total: own, periods });
  }
  return ok(added);
}

/**
 * The lines by which a bill with more or fewer kWh differs from the bill as it stands, at the prices and
 * tiers of its own period. What does not depend on kWh cancels out.
 */
export function kwhLines(before: readonly BillLine[], after: readonly BillLine[]): readonly BillLine[] {
  const [old, fresh] = [sumByItemAndPrice(before), sumByItemAndPrice(after)];
  const lines: BillLine[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [from, to] = [old.get(key), fresh.get(key)];
    const line = to?.line ?? from?.line;
    if (!line) continue;
    const amounts = [from?.amountMinor ?? 0, to?.amountMinor ?? 0] as const;
    const quantities = [from?.quantity ?? new Decimal(0), to?.quantity ?? new Decimal(0)] as const;
    const amountMinor = minor(amounts[1] - amounts[0]);
    const quantity = quantities[1].minus(quantities[0]);
    if (amountMinor === 0 && quantity.isZero()) continue;
    const [oldText, newText] = [yuan(amounts[0]), yuan(amounts[1])];
    lines.push({
      ...line,
      lineNo: lines.length + 1,
      quantity: line.quantity === null ? null : decimalText(quantity),
      unrounded: decimalText(new Decimal(amountMinor).div(100)),
      amountMinor,
      taxMinor: minor((to?.taxMinor ?? 0) - (from?.taxMinor ?? 0)),
      trace: {
        rule: 'adjustment.kwh',
        formula: `${newText} - ${oldText}`,
        inputs: {
          rule: line.trace.rule,
          kwhBefore: decimalText(quantities[0]),
          kwhAfter: decimalText(quantities[1]),
        },
      },
    });
  }
  return lines;
}

const yuan = (amount: number) => new Decimal(amount).div(100).toFixed(2);

/**
 * Lines of money on items of the bill, so that it reaches the accounts of these items; the tax in it is in
 * the proportion of the item's own: item_not_on_bill.
 */
export function moneyLines(
  bill: readonly BillLine[],
  money: AdjustmentRequest['money'],
): Result<readonly BillLine[], Refusal<'item_not_on_bill'>> {
  const lines: BillLine[] = [];
  for (const { itemCode, amountMinor } of money) {
    const own = bill.filter((line) => line.itemCode === itemCode);
    const [line] = own;
    if (!line) {
      const possible = [...new Set(bill.map((one) => one.itemCode))];
      return refused({ code: 'item_not_on_bill', detail: { item: itemCode, possible } });
    }
    const billed = own.reduce((sum, one) => sum + one.amountMinor, 0);
    const tax = own.reduce((sum, one) => sum + one.taxMinor, 0);
    const share = billed === 0 ? new Decimal(0) : new Decimal(amountMinor).times(tax).div(billed);
    lines.push({
      ...line,
      lineNo: lines.length + 1,
      quantity: null,
      unit: '',
      price: null,
      unrounded: decimalText(new Decimal(amountMinor).div(100)),
      amountMinor,
      taxMinor: roundToMinor(share.div(100)),
      trace: { rule: 'adjustment.money', formula: yuan(amountMinor), inputs: { rule: line.trace.rule } },
    });
  }
  return ok(lines);
}

/** An adjustment as the bill that it becomes: the days, tariff and customer of the bill that it adds to. */
export function adjustmentContent(
  bill: BillContent,
  added: BilledQuantities,
  lines: readonly BillLine[],
): BillContent {
  const periods = Object.entries(added.periods).map(([code, kwh]) => [code, decimalText(kwh)]);
  return {
    startOn: bill.startOn,
    endOn: bill.endOn,
    totalKwh: decimalText(added.total),
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
    taxMinor: lines.reduce((sum, line) => sum + line.taxMinor, 0),
    isEstimated: false,
    tariffVersionId: bill.tariffVersionId,
    quantities: { total: decimalText(added.total), periods: Object.fromEntries(periods) },
    readings: [],
    lines,
  };
}
