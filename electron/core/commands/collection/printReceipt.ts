import { receiptPrint } from '#shared/contract/collection.ts';
import { ok } from '#shared/lib/result.ts';
import { loadAllocations, loadReceipt } from '../../db/repositories/collection/receipts.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const printReceipt = handleCommand(receiptPrint, {
  prepare: async (context, input) => {
    const { receiptNo, path } = input;
    const receipt = await loadReceipt(context.db, receiptNo);
    if (!receipt) return context.refuse('not_found', { receiptNo });
    const allocations = await loadAllocations(context.db, receipt.receipt_id);
    const written = await context.files.writeReceiptDocument(path, {
      officeName: context.office.name,
      receiptNo,
      kind: receipt.kind,
      reversesNo: receipt.reverses_no,
      accountNo: receipt.account_no,
      customerName: receipt.customer_name,
      address: receipt.address,
      receivedOn: receipt.received_on,
      receivedAt: receipt.received_at,
      receivedByName: receipt.received_by_name,
      method: receipt.method,
      amountMinor: receipt.amount_minor,
      prepaidMinor: receipt.prepaid_minor,
      allocations: allocations.map((row) => ({
        billNo: row.bill_no,
        period: row.period,
        kind: row.kind,
        amountMinor: row.amount_minor,
      })),
    });
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ ...written.value, receiptId: receipt.receipt_id });
  },
  execute: async (context, { receiptNo }, { path, byteCount, receiptId }) => {
    context.audit({ subjectType: 'receipt', subjectId: receiptId, detail: { receiptNo, printed: true } });
    return ok({ receiptNo, path, byteCount });
  },
});
