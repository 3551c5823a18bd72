import type { BillCorrectionRow, BillRow } from '../../db/schema/billing.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

/** A correction as it begins: nothing calculated, nobody has decided. */
export function newCorrection(
  { actor, now, newId }: Pick<CommandContext, 'actor' | 'now' | 'newId'>,
  bill: BillRow,
  given: Pick<BillCorrectionRow, 'kind' | 'state' | 'reason'>,
): BillCorrectionRow {
  return {
    correction_id: newId(),
    bill_id: bill.bill_id,
    service_point_id: bill.service_point_id,
    period: bill.period,
    version: 1,
    document_no: null,
    request_json: '{}',
    proposed_json: null,
    total_kwh: '0',
    total_minor: 0,
    proposed_by: actor.userId,
    proposed_at: now,
    submitted_by: null,
    submitted_at: null,
    decided_by: null,
    decided_at: null,
    decision_reason: null,
    reversal_bill_id: null,
    result_bill_id: null,
    ...given,
  };
}
