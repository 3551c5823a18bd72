import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import type { QuantityStep } from '#shared/domain/reading/losses.ts';
import type { BillTrace } from '#shared/domain/tariff/types.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadBillPoint, loadTariffFacts } from '../../db/repositories/billing/billQueries.ts';
import type {
  BillExceptionRow,
  BillLineRow,
  BillRow,
  TrialBillLineRow,
  TrialBillRow,
} from '../../db/schema/billing.ts';

type BillQuantities = {
  total: string;
  periods: Record<string, string>;
  reactiveKvarh?: string;
  reactiveDemandKvar?: string;
  apparentDemandKva?: string;
  demandKw?: string;
  demandPeriodsKw?: Record<string, string>;
  steps?: QuantityStep[];
};
type Json = Record<string, unknown>;

type BillReading = {
  meterNo: string;
  registerCode: string;
  fromOn: string;
  fromReading: string;
  toOn: string;
  toReading: string;
  multiplier: string;
  kwh: string;
  isEstimated: boolean;
  isRollover: boolean;
};

/** What a trial bill and an issued bill show alike. */
export async function billFacts(
  db: LedgerDatabase,
  bill: BillRow | TrialBillRow,
  lines: readonly (BillLineRow | TrialBillLineRow)[],
) {
  const point = await loadBillPoint(db, bill.service_point_id, bill.customer_id);
  return {
    servicePointId: bill.service_point_id,
    servicePointNo: point.service_point_no,
    accountNo: point.account_no,
    customerName: point.customer_name,
    billRunId: bill.bill_run_id,
    period: bill.period,
    startOn: bill.start_on,
    endOn: bill.end_on,
    customerId: bill.customer_id,
    address: point.address,
    customerClass: point.customer_class,
    tariff: await loadTariffFacts(db, bill.tariff_version_id),
    totalKwh: bill.total_kwh,
    totalMinor: bill.total_minor,
    taxMinor: bill.tax_minor,
    isEstimated: bill.is_estimated === 1,
    quantities: JSON.parse(bill.quantities_json) as BillQuantities,
    readings: JSON.parse(bill.readings_json) as BillReading[],
    lines: lines.map((line) => ({
      lineNo: line.line_no,
      itemCode: line.item_code,
      itemName: line.item_name,
      kind: line.kind,
      account: line.posting_account,
      quantity: line.quantity,
      unit: line.unit,
      price: line.price_rate,
      unrounded: line.unrounded_amount,
      amountMinor: line.amount_minor,
      taxMinor: line.tax_minor,
      trace: JSON.parse(line.trace_json) as BillTrace,
    })),
  };
}

export function exceptionFacts(row: BillExceptionRow) {
  return {
    exceptionId: row.exception_id,
    ruleCode: row.rule_code as ExceptionRule,
    severity: row.severity,
    state: row.state,
    detail: JSON.parse(row.detail_json) as Json,
  };
}
