import { join } from 'node:path';
import type { Result } from '#shared/lib/result.ts';
import { openLedger } from '../db/open.ts';
import type { SnapshotFacts } from '../db/snapshot.ts';
import type { BackupRefusal } from './container.ts';
import { placeSnapshot } from './placeSnapshot.ts';
import { withWorkFolder, workParentOf } from './workFolder.ts';

type Order = {
  readonly from: string;
  readonly to: string;
  readonly now: string;
  readonly newId: () => string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

/** Copies a ledger, as it is at one moment, into a new one in a file or on a server. */
export async function moveLedger(order: Order): Promise<Result<SnapshotFacts, BackupRefusal>> {
  const { from, to, now, checkpoint } = order;
  const parent = workParentOf(to);
  if (!parent.ok) return parent;
  return withWorkFolder(parent.value, async (folder) => {
    const snapshotPath = join(folder, 'moved.meterbook');
    const source = await openLedger({ name: from, now, onNews: () => {} });
    if (!source.ok) return source;
    try {
      await source.value.snapshot({ path: snapshotPath, now, checkpoint });
    } catch (error) {
      throw source.value.faultOf(error) ?? error;
    } finally {
      await source.value.close();
    }
    return placeSnapshot({ ...order, snapshotPath, toName: to, isDryRun: false });
  });
}
