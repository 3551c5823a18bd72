import { billPrintAll, MOST_PRINTED_BILLS } from '#shared/contract/bill.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { listBillNos } from '../../db/repositories/billing/billPages.ts';
import { loadBillByNo } from '../../db/repositories/billing/billQueries.ts';
import type { BillDocument } from '../../files/billDocument.ts';
import { handleCommand, type PrepareContext } from '../../rpc/handlers.ts';
import { billDocumentOf } from './billDocumentOf.ts';

export const printBills = handleCommand(billPrintAll, {
  prepare: async (context, { path, withExplanation, ...filter }) => {
    const billNos = await listBillNos(context.db, filter, MOST_PRINTED_BILLS + 1);
    if (billNos.length === 0) return context.refuse('nothing_to_print');
    if (billNos.length > MOST_PRINTED_BILLS)
      return context.refuse('too_many_bills', { atMost: MOST_PRINTED_BILLS });
    const facts = { officeName: context.office.name, createdAt: context.now };
    const documents = documentsOf(context, billNos, withExplanation);
    const written = await context.files.writeBillDocuments(path, facts, documents);
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ ...written.value, billNos });
  },
  execute: async (context, _input, { path, byteCount, billNos }) => {
    const detail = { printed: billNos.length, firstBillNo: billNos[0], lastBillNo: billNos.at(-1) };
    context.audit({ subjectType: 'office', subjectId: context.office.office_id, detail });
    return ok({ billCount: billNos.length, path, byteCount });
  },
});

/** One bill after the other, so that nobody waits for the whole pile and it can be stopped in between. */
async function* documentsOf(
  context: Pick<PrepareContext, 'db' | 'office' | 'checkpoint'>,
  billNos: readonly string[],
  withExplanation: boolean,
): AsyncGenerator<BillDocument> {
  for (const [index, billNo] of billNos.entries()) {
    const bill = await loadBillByNo(context.db, billNo);
    assert(bill !== undefined, `bill ${billNo} was listed`);
    yield await billDocumentOf(context.db, context.office.name, bill, withExplanation);
    await context.checkpoint(index + 1, billNos.length);
  }
}
