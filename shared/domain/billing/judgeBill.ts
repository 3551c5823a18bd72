import { Decimal, decimalText } from '../money.ts';
import type { BillingSettings } from './billingSettings.ts';
import { EXCEPTION_SEVERITY_BY_RULE, type ExceptionRule, type ExceptionSeverity } from './exceptionRules.ts';

export type BillException = {
  readonly ruleCode: ExceptionRule;
  readonly severity: ExceptionSeverity;
  readonly detail: Readonly<Record<string, unknown>>;
};

export function billException(
  ruleCode: ExceptionRule,
  detail: Readonly<Record<string, unknown>> = {},
): BillException {
  return { ruleCode, severity: EXCEPTION_SEVERITY_BY_RULE[ruleCode], detail };
}

export type JudgedBill = {
  readonly totalKwh: Decimal;
  readonly totalMinor: number;
  readonly isEstimated: boolean;
  /** The same service point's bill of the period before. */
  readonly previous: { readonly kwh: Decimal; readonly totalMinor: number } | null;
  /** The highest demand of the period and that of the contract; `null` where one is not known. */
  readonly demandKw: Decimal | null;
  readonly contractKw: Decimal | null;
  /** Whether the service point was ever billed. */
  readonly isFirst: boolean;
  /** Months that the bill counts for. */
  readonly months: number;
};

/**
 * The exceptions of a calculated bill, in the order of the rules. High and low hold when quantity
 * or amount left the band of the bill before by more than the office's floor for it, so that small
 * bills do not fill the list. How serious each is, the office may say.
 */
export function judgeBill(bill: JudgedBill, settings: BillingSettings): readonly BillException[] {
  return exceptionsOf(bill, settings).map((one) => ({
    ...one,
    severity: settings.severities[one.ruleCode],
  }));
}

function exceptionsOf(bill: JudgedBill, settings: BillingSettings): readonly BillException[] {
  const found: BillException[] = [];
  const { totalMinor, previous } = bill;
  if (Math.abs(totalMinor) > settings.absurdTotalMinor) {
    found.push(billException('absurd_total', { totalMinor, limitMinor: settings.absurdTotalMinor }));
  }
  if (totalMinor < 0) found.push(billException('negative_total', { totalMinor }));
  const change = previous === null ? null : changeRule(bill, previous, settings);
  if (change !== null) found.push(change);
  const { demandKw, contractKw } = bill;
  if (demandKw !== null && contractKw !== null && demandKw.gt(contractKw)) {
    const detail = { demandKw: decimalText(demandKw), contractKw: decimalText(contractKw) };
    found.push(billException('demand_above_contract', detail));
  }
  if (bill.isFirst) found.push(billException('first_bill'));
  if (bill.months > 1) found.push(billException('several_months', { months: bill.months }));
  if (bill.isEstimated) found.push(billException('estimated'));
  return found;
}

function changeRule(
  bill: JudgedBill,
  previous: NonNullable<JudgedBill['previous']>,
  settings: BillingSettings,
): BillException | null {
  const kwh = bill.totalKwh;
  const detail = {
    kwh: decimalText(kwh),
    previousKwh: decimalText(previous.kwh),
    totalMinor: bill.totalMinor,
    previousMinor: previous.totalMinor,
  };
  if (kwh.isZero()) return previous.kwh.gt(0) ? billException('zero', detail) : null;
  const kwhMatters = kwh.minus(previous.kwh).abs().gte(settings.changeFloorKwh);
  const moneyMatters = Math.abs(bill.totalMinor - previous.totalMinor) >= settings.changeFloorMinor;
  const amount = new Decimal(bill.totalMinor);
  const isHigh =
    (kwhMatters && kwh.gt(previous.kwh.times(settings.highRatio))) ||
    (moneyMatters && amount.gt(settings.highRatio.times(previous.totalMinor)));
  if (isHigh) return billException('high', detail);
  const isLow =
    (kwhMatters && kwh.lt(previous.kwh.times(settings.lowRatio))) ||
    (moneyMatters && amount.lt(settings.lowRatio.times(previous.totalMinor)));
  return isLow ? billException('low', detail) : null;
}
