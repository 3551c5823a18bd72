import { billPrint } from '#shared/contract/bill.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBillByNo } from '../../db/repositories/billing/billQueries.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { billDocumentOf } from './billDocumentOf.ts';

export const printBill = handleCommand(billPrint, {
  prepare: async (context, { billNo, path, withExplanation }) => {
    const { db, office } = context;
    const bill = await loadBillByNo(db, billNo);
    if (!bill) return context.refuse('not_found', { billNo });
    const document = await billDocumentOf(db, office.name, bill, withExplanation);
    const written = await context.files.writeBillDocument(path, document);
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ ...written.value, billId: bill.bill_id });
  },
  execute: async (context, { billNo }, { path, byteCount, billId }) => {
    context.audit({ subjectType: 'bill', subjectId: billId, detail: { billNo, printed: true } });
    return ok({ billNo, path, byteCount });
  },
});
