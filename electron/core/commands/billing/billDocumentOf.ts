import type { LedgerDatabase } from '../../db/database.ts';
import {
  type loadBillByNo,
  loadBillLines,
  sumPrepaidUsed,
} from '../../db/repositories/billing/billQueries.ts';
import { loadBillRelations, loadCorrectionOfBill } from '../../db/repositories/billing/corrections.ts';
import type { BillDocument } from '../../files/billDocument.ts';
import { explanationOf } from '../../queries/billing/billExplain.ts';
import { billFacts } from '../../queries/billing/billFacts.ts';

type IssuedBill = NonNullable<Awaited<ReturnType<typeof loadBillByNo>>>;

/** An issued bill as it is printed, with the explanation of every line where it is asked for. */
export async function billDocumentOf(
  db: LedgerDatabase,
  officeName: string,
  bill: IssuedBill,
  withExplanation: boolean,
): Promise<BillDocument> {
  const correction = await loadCorrectionOfBill(db, bill.bill_id);
  const lines = await loadBillLines(db, bill.bill_id);
  return {
    officeName,
    billNo: bill.bill_no,
    kind: bill.kind,
    ...(await loadBillRelations(db, bill)),
    correction: correction ? { reason: correction.reason, documentNo: correction.document_no } : null,
    ...(await billFacts(db, bill, lines)),
    explanation: withExplanation ? await explanationOf(db, bill, lines) : null,
    issuedOn: bill.issued_on,
    issuedAt: bill.issued_at,
    issuedByName: bill.issued_by_name,
    dueOn: bill.due_on,
    prepaidMinor: await sumPrepaidUsed(db, bill.bill_id),
  };
}
