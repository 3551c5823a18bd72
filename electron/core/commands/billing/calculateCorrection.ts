import {
  type AdjustmentRequest,
  addQuantities,
  adjustmentContent,
  kwhLines,
  moneyLines,
  powerOf,
  quantitiesOf,
  requestedQuantities,
} from '#shared/domain/billing/adjustmentContent.ts';
import type { BillContent, BillReading } from '#shared/domain/billing/billContent.ts';
import { type BillingSettings, billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { monthsOf } from '#shared/domain/billing/monthsBilled.ts';
import { priceParts, quantitiesFacts, trialBill } from '#shared/domain/billing/trialBill.ts';
import type { DateSpan, LocalDate, Period } from '#shared/domain/localDate.ts';
import { decimalText } from '#shared/domain/money.ts';
import { readingPolicyOf } from '#shared/domain/reading/policy.ts';
import type { BilledQuantities } from '#shared/domain/reading/registers.ts';
import type { BillLine } from '#shared/domain/tariff/types.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadAdjustedQuantities } from '../../db/repositories/billing/corrections.ts';
import { loadBilledPoint } from '../../db/repositories/billing/points.ts';
import { loadPrices } from '../../db/repositories/billing/prices.ts';
import type { BillRow } from '../../db/schema/billing.ts';
import { loadBillingPoints } from './billingPoints.ts';
import { readingFacts } from './trialRows.ts';

/** What is in the way of a calculation: the rule of the trial bill that stopped it, with its figures. */
export type Stop = { readonly rule: string; readonly detail: Readonly<Record<string, unknown>> };

async function loadSource(db: LedgerDatabase, bill: BillRow) {
  const period = bill.period as Period;
  const point = await loadBilledPoint(db, bill.service_point_id);
  const source = (await loadBillingPoints(db, [point], period, await loadPrices(db)))(point);
  return { point, source };
}

export type Recalculated = {
  /** Readings that the bill would rest on now, also where it stops. */
  readonly readings: readonly BillReading[];
  readonly outcome: Result<BillContent, Stop>;
};

/** The bill as the readings, prices and customer of now would make it. */
export async function recalculateBill(
  db: LedgerDatabase,
  settingsJson: unknown,
  bill: BillRow,
): Promise<Recalculated> {
  const { point, source } = await loadSource(db, bill);
  const policy = readingPolicyOf(settingsJson, point.customer_class);
  const result = trialBill(source, billingSettingsOf(settingsJson), policy);
  const readings = readingFacts(source, result);
  const stop = result.exceptions.find(({ severity }) => severity === 'stop');
  if (stop) return { readings, outcome: refused({ rule: stop.ruleCode, detail: stop.detail }) };
  const content: BillContent = {
    startOn: result.span.startOn,
    endOn: result.span.endOn,
    totalKwh: decimalText(result.quantities.total),
    totalMinor: result.totalMinor,
    taxMinor: result.lines.reduce((sum, line) => sum + line.taxMinor, 0),
    isEstimated: result.isEstimated,
    tariffVersionId: result.tariffVersionId,
    quantities: quantitiesFacts(result.quantities, result.power, result.steps),
    readings,
    lines: result.lines,
  };
  return { readings, outcome: ok(content) };
}

type AdjustmentRefusal = {
  readonly code: 'register_not_on_bill' | 'item_not_on_bill' | 'calculation_stopped';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * What an adjustment adds to a bill: kWh as the difference that they make to the period's bill with all
 * adjustments before, money on the items that it is for.
 */
export async function calculateAdjustment(
  db: LedgerDatabase,
  bill: BillRow,
  content: BillContent,
  request: AdjustmentRequest,
  settings: Pick<BillingSettings, 'pricePartPlaces'>,
): Promise<Result<BillContent, AdjustmentRefusal>> {
  const added = requestedQuantities(content.quantities, request.kwh);
  if (!added.ok) return added;
  const money = moneyLines(content.lines, request.money);
  if (!money.ok) return money;
  const energy = await energyLines(db, bill, content, added.value, settings);
  if (!energy.ok) return energy;
  const lines = [...energy.value, ...money.value].map((line, index) => ({ ...line, lineNo: index + 1 }));
  return ok(adjustmentContent(content, added.value, lines));
}

async function energyLines(
  db: LedgerDatabase,
  bill: BillRow,
  content: BillContent,
  added: BilledQuantities,
  { pricePartPlaces }: Pick<BillingSettings, 'pricePartPlaces'>,
): Promise<Result<readonly BillLine[], AdjustmentRefusal>> {
  if (added.total.isZero() && Object.values(added.periods).every((kwh) => kwh.isZero())) return ok([]);
  const { source } = await loadSource(db, bill);
  const span: DateSpan = { startOn: content.startOn as LocalDate, endOn: content.endOn as LocalDate };
  let billed = quantitiesOf(content.quantities);
  for (const earlier of await loadAdjustedQuantities(db, bill.service_point_id, bill.period)) {
    billed = addQuantities(billed, quantitiesOf(earlier));
  }
  const power = powerOf(content.quantities);
  const point = { ...source, months: monthsOf(source, span), pricePartPlaces };
  const before = priceParts(point, span, billed, power);
  const after = priceParts(point, span, addQuantities(billed, added), power);
  for (const priced of [before, after]) {
    if ('ruleCode' in priced) {
      return refused({ code: 'calculation_stopped', detail: { rule: priced.ruleCode, ...priced.detail } });
    }
  }
  const linesOf = (priced: typeof before) => ('ruleCode' in priced ? [] : priced.lines);
  return ok(kwhLines(linesOf(before), linesOf(after)));
}
