import type { ShownCorrection } from '../../db/repositories/billing/corrections.ts';

/** A correction as lists show it. */
export function correctionFacts(row: ShownCorrection) {
  const isProposed = row.proposed_json !== null;
  return {
    correctionId: row.correction_id,
    version: row.version,
    state: row.state,
    kind: row.kind,
    billNo: row.bill_no,
    servicePointId: row.service_point_id,
    servicePointNo: row.service_point_no,
    accountNo: row.account_no,
    customerName: row.customer_name,
    customerId: row.customer_id,
    period: row.period,
    reason: row.reason,
    documentNo: row.document_no,
    oldKwh: row.old_kwh,
    oldMinor: row.old_minor,
    newKwh: isProposed ? row.total_kwh : null,
    newMinor: isProposed ? row.total_minor : null,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
    reversalBillNo: row.reversal_bill_no,
    resultBillNo: row.result_bill_no,
  };
}
