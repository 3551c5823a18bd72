import { receiptDetail as receiptDetailContract } from '#shared/contract/collection.ts';
import { ok } from '#shared/lib/result.ts';
import { loadAllocations, loadReceipt } from '../../db/repositories/collection/receipts.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownReceipt } from './shownReceipt.ts';

export const receiptDetail = handleQuery(receiptDetailContract, async (context, { receiptNo }) => {
  const row = await loadReceipt(context.db, receiptNo);
  if (!row) return context.refuse('not_found', { receiptNo });
  const allocations = await loadAllocations(context.db, row.receipt_id);
  return ok({
    ...shownReceipt(row),
    address: row.address,
    reason: row.reason,
    reversesNo: row.reverses_no,
    reversedByNo: row.reversed_by_no,
    allocations: allocations.map((one) => ({
      receivableId: one.receivable_id,
      billNo: one.bill_no,
      period: one.period,
      kind: one.kind,
      amountMinor: one.amount_minor,
    })),
  });
});
