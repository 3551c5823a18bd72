import { ok, type Result, refused } from '#shared/lib/result.ts';
import { copyRows, firstDifference } from '../db/copyRows.ts';
import { createLedger, openLedger } from '../db/open.ts';
import { findBrokenAuditEntry } from '../db/repositories/access/audit.ts';
import { proveSnapshot, type SnapshotFacts } from '../db/snapshot.ts';
import type { BackupRefusal } from './container.ts';

type Order = {
  readonly snapshotPath: string;
  /** The path or address of the ledger to make. */
  readonly toName: string;
  readonly isDryRun: boolean;
  readonly now: string;
  readonly newId: () => string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

/** Ends the making of a ledger that was only tried. */
class OnlyTried extends Error {}

/**
 * Makes a ledger, in a file or on a server, out of a snapshot: brings the snapshot up to date, proves
 * it, copies its rows and compares counts, sums and the audit chain before the ledger appears.
 */
export async function placeSnapshot(order: Order): Promise<Result<SnapshotFacts, BackupRefusal>> {
  const { snapshotPath, toName, now, checkpoint } = order;
  const updated = await openLedger({ name: snapshotPath, now, onNews: () => {} });
  if (!updated.ok) return updated;
  await updated.value.close();
  const proven = await proveSnapshot(snapshotPath, checkpoint);
  if (!proven.ok) return refused({ code: 'ledger_inconsistent', detail: { failed: proven.error } });
  const source = await openLedger({ name: snapshotPath, now, onNews: () => {} });
  if (!source.ok) return source;
  try {
    const made = await createLedger({
      name: toName,
      now,
      tag: order.newId(),
      async fill(tx) {
        await copyRows(source.value.reader, tx, checkpoint);
        const difference = await firstDifference(source.value.reader, tx);
        if (difference !== null) throw new Error(`the copy differs: ${difference}`);
        if ((await findBrokenAuditEntry(tx)) !== null) throw new Error('the copied audit chain is broken');
        if (order.isDryRun) throw new OnlyTried();
      },
    });
    return made.ok ? proven : made;
  } catch (error) {
    if (error instanceof OnlyTried) return ok(proven.value);
    throw error;
  } finally {
    await source.value.close();
  }
}
