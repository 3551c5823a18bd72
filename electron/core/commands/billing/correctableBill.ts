import type { BillContent } from '#shared/domain/billing/billContent.ts';
import { decideProposal } from '#shared/domain/billing/billCorrection.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok, refused } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import {
  loadBill,
  loadBillByNo,
  loadBillLines,
  loadBillReceivable,
} from '../../db/repositories/billing/billQueries.ts';
import {
  contentOfBill,
  findStandingCorrection,
  loadBillRelations,
} from '../../db/repositories/billing/corrections.ts';
import type { BillRow } from '../../db/schema/billing.ts';

/** The bill that somebody wants corrected, and why it cannot be. */
export async function loadCorrectableBill(db: LedgerDatabase, billNo: string) {
  const bill = await loadBillByNo(db, billNo);
  if (!bill) return refused({ code: 'not_found' as const, detail: { billNo } });
  const { reversedByNo } = await loadBillRelations(db, bill);
  const decision = decideProposal({
    billNo,
    kind: bill.kind,
    reversedByNo,
    isWrittenOff: await isWrittenOff(db, bill.bill_id),
    standingCorrectionId: await findStandingCorrection(db, bill.bill_id),
  });
  return decision.ok ? ok(bill) : decision;
}

export async function isWrittenOff(db: LedgerDatabase, billId: string): Promise<boolean> {
  return (await loadBillReceivable(db, billId))?.state === 'written_off';
}

/** A bill by its id, with everything that it says. */
export async function loadBillContent(
  db: LedgerDatabase,
  billId: string,
): Promise<{ readonly bill: BillRow; readonly content: BillContent }> {
  const bill = await loadBill(db, billId);
  assert(bill !== undefined, `a correction has its bill: ${billId}`);
  return { bill, content: contentOfBill(bill, await loadBillLines(db, billId)) };
}
