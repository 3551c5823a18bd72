import type { BillKind, CorrectionKind, CorrectionState } from '#shared/domain/billing/billCorrection.ts';
import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';

/** A route's bills of one period on their way from readings to issue (发行). */
export type BillRunRow = {
  bill_run_id: string;
  route_id: string;
  period: string;
  state: 'planned' | 'calculated' | 'submitted' | 'approved' | 'issued' | 'cancelled';
  version: number;
  bill_count: number;
  stopped_count: number;
  open_exception_count: number;
  total_kwh: string;
  total_minor: number;
  created_by: string;
  created_at: string;
  calculated_by: string | null;
  calculated_at: string | null;
  submitted_by: string | null;
  submitted_at: string | null;
  approved_by: string | null;
  approved_at: string | null;
  issued_by: string | null;
  issued_at: string | null;
  cancelled_by: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
  /** Hash of the customers, tariffs and prices that the calculation used; `null` before one. */
  basis_hash: string | null;
};

/** Columns that a trial bill and an issued bill share. */
type BillFacts = {
  bill_run_id: string;
  service_point_id: string;
  customer_id: string;
  period: string;
  start_on: string;
  end_on: string;
  total_kwh: string;
  total_minor: number;
  tax_minor: number;
  /** 1 when at least one reading behind it is estimated. */
  is_estimated: number;
  tariff_version_id: string | null;
  /** Billed kWh by period of the day. */
  quantities_json: string;
  /** Readings and segments behind the quantities. */
  readings_json: string;
};

export type LineFacts = {
  line_no: number;
  item_code: string;
  item_name: string;
  kind: string;
  posting_account: 'revenue' | 'surcharge' | 'tax';
  quantity: string | null;
  unit: string;
  price_rate: string | null;
  unrounded_amount: string;
  amount_minor: number;
  tax_minor: number;
  trace_json: string;
};

/** Calculated, nothing posted; every calculation of the run replaces it. */
export type TrialBillRow = BillFacts & {
  trial_bill_id: string;
  state: 'calculated' | 'stopped';
  stop_code: ExceptionRule | null;
  stop_detail_json: string | null;
  /** The same service point's bill of the period before. */
  previous_kwh: string | null;
  previous_minor: number | null;
  route_position: number;
};

export type TrialBillLineRow = LineFacts & { trial_bill_id: string };

export type BillExceptionRow = {
  exception_id: string;
  bill_run_id: string;
  trial_bill_id: string;
  service_point_id: string;
  rule_code: string;
  severity: 'stop' | 'confirm' | 'note';
  state: 'open' | 'accepted' | 'sent_back';
  detail_json: string;
  resolved_by: string | null;
  resolved_at: string | null;
  reason: string | null;
  version: number;
};

/** Append-only: an issued bill. */
export type BillRow = BillFacts & {
  bill_id: string;
  bill_no: string;
  kind: BillKind;
  reverses_id: string | null;
  due_on: string;
  issued_on: string;
  issued_by: string;
  issued_at: string;
  /** The bill that a new one took the place of, or that an adjustment adds to. */
  corrects_id: string | null;
};

/** What people ask for on an issued bill, until a second person decided about it. */
export type BillCorrectionRow = {
  correction_id: string;
  kind: CorrectionKind;
  bill_id: string;
  service_point_id: string;
  period: string;
  state: CorrectionState;
  version: number;
  reason: string;
  document_no: string | null;
  /** What an adjustment was asked to add. */
  request_json: string;
  /** The bill as it would be issued, frozen when it was handed to the approver. */
  proposed_json: string | null;
  total_kwh: string;
  total_minor: number;
  proposed_by: string;
  proposed_at: string;
  submitted_by: string | null;
  submitted_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  reversal_bill_id: string | null;
  result_bill_id: string | null;
};

/** Append-only. */
export type BillLineRow = LineFacts & { bill_id: string };

export type BillingTables = {
  bill_run: BillRunRow;
  trial_bill: TrialBillRow;
  trial_bill_line: TrialBillLineRow;
  bill_exception: BillExceptionRow;
  bill: BillRow;
  bill_line: BillLineRow;
  bill_correction: BillCorrectionRow;
};
