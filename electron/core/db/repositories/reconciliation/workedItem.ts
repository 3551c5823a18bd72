import type { WorkedItem } from '#shared/domain/reconciliation/decideResolution.ts';
import type { LedgerDatabase } from '../../database.ts';
import { type LoadedItem, loadItem, loadItemLines, loadItemReceipts } from './reconciliations.ts';

export type ItemAtWork = {
  readonly row: LoadedItem;
  readonly worked: WorkedItem;
  readonly lines: Awaited<ReturnType<typeof loadItemLines>>;
  readonly receipts: Awaited<ReturnType<typeof loadItemReceipts>>;
};

/** An item with what it holds, as the decisions about it need it. */
export async function loadItemAtWork(db: LedgerDatabase, itemId: string): Promise<ItemAtWork | undefined> {
  const row = await loadItem(db, itemId);
  if (!row) return undefined;
  const lines = await loadItemLines(db, [itemId]);
  const receipts = await loadItemReceipts(db, [itemId]);
  const worked = {
    itemId,
    itemClass: row.item_class,
    state: row.state,
    version: row.version,
    proposedBy: row.proposed_by,
    isSignedOff: row.day_state === 'signed_off',
    bankMinor: row.bank_minor,
    oursMinor: row.ours_minor,
    bankLineCount: lines.length,
    receiptCount: receipts.length,
  };
  return { row, worked, lines, receipts };
}
