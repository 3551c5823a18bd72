import { billDetail as billDetailContract } from '#shared/contract/billing.ts';
import { ok } from '#shared/lib/result.ts';
import {
  loadBillByNo,
  loadBillLines,
  loadBillReceivable,
  sumPrepaidUsed,
} from '../../db/repositories/billing/billQueries.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { billFacts } from './billFacts.ts';

export const billDetail = handleQuery(billDetailContract, async (context, input) => {
  const { db } = context;
  const bill = await loadBillByNo(db, input.billNo);
  if (!bill) return context.refuse('not_found', { billNo: input.billNo });
  const receivable = await loadBillReceivable(db, bill.bill_id);
  return ok({
    billId: bill.bill_id,
    billNo: bill.bill_no,
    kind: bill.kind,
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
