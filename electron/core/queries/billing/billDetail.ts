import { billDetail as billDetailContract } from '#shared/contract/bill.ts';
import { ok } from '#shared/lib/result.ts';
import {
  loadBillByNo,
  loadBillLines,
  loadBillReceivable,
  sumPrepaidUsed,
} from '../../db/repositories/billing/billQueries.ts';
import {
  findStandingCorrection,
  loadBillRelations,
  loadCorrectionOfBill,
} from '../../db/repositories/billing/corrections.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { billFacts } from './billFacts.ts';

export const billDetail = handleQuery(billDetailContract, async (context, input) => {
  const { db } = context;
  const bill = await loadBillByNo(db, input.billNo);
  if (!bill) return context.refuse('not_found', { billNo: input.billNo });
  const correction = await loadCorrectionOfBill(db, bill.bill_id);
  const receivable = await loadBillReceivable(db, bill.bill_id);
  return ok({
    billId: bill.bill_id,
    billNo: bill.bill_no,
    kind: bill.kind,
    ...(await loadBillRelations(db, bill)),
    correction: correction
      ? {
          correctionId: correction.correction_id,
          reason: correction.reason,
          documentNo: correction.document_no,
        }
      : null,
    standingCorrectionId: await findStandingCorrection(db, bill.bill_id),
    ...(await billFacts(db, bill, await loadBillLines(db, bill.bill_id))),
    dueOn: bill.due_on,
    issuedOn: bill.issued_on,
    issuedByName: bill.issued_by_name,
    receivable: receivable
      ? {
          receivableId: receivable.receivable_id,
          amountMinor: receivable.amount_minor,
          receivedMinor: receivable.received_minor,
          state: receivable.state,
          dueOn: receivable.due_on,
        }
      : null,
    prepaidMinor: await sumPrepaidUsed(db, bill.bill_id),
  });
});
