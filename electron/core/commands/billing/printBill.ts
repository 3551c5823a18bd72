import { billPrint } from '#shared/contract/bill.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBillByNo, loadBillLines, sumPrepaidUsed } from '../../db/repositories/billing/billQueries.ts';
import { loadBillRelations, loadCorrectionOfBill } from '../../db/repositories/billing/corrections.ts';
import { explanationOf } from '../../queries/billing/billExplain.ts';
import { billFacts } from '../../queries/billing/billFacts.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const printBill = handleCommand(billPrint, {
  prepare: async (context, input) => {
    const { db } = context;
    const { billNo, path } = input;
    const bill = await loadBillByNo(db, billNo);
    if (!bill) return context.refuse('not_found', { billNo });
    const correction = await loadCorrectionOfBill(db, bill.bill_id);
    const lines = await loadBillLines(db, bill.bill_id);
    const written = await context.files.writeBillDocument(path, {
      officeName: context.office.name,
      billNo,
      kind: bill.kind,
      ...(await loadBillRelations(db, bill)),
      correction: correction ? { reason: correction.reason, documentNo: correction.document_no } : null,
      ...(await billFacts(db, bill, lines)),
      explanation: input.withExplanation ? await explanationOf(db, bill, lines) : null,
      issuedOn: bill.issued_on,
      issuedAt: bill.issued_at,
      issuedByName: bill.issued_by_name,
      dueOn: bill.due_on,
      prepaidMinor: await sumPrepaidUsed(db, bill.bill_id),
    });
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ ...written.value, billId: bill.bill_id });
  },
  execute: async (context, { billNo }, { path, byteCount, billId }) => {
    context.audit({ subjectType: 'bill', subjectId: billId, detail: { billNo, printed: true } });
    return ok({ billNo, path, byteCount });
  },
});
