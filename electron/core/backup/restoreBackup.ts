import { join } from 'node:path';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { type BackupRefusal, type Container, extractLedger, openContainer } from './container.ts';
import { placeSnapshot } from './placeSnapshot.ts';
import { withWorkFolder, workParentOf } from './workFolder.ts';

export type RestoreOrder = {
  readonly path: string;
  readonly toName: string;
  readonly password: string | null;
  readonly isDryRun: boolean;
  readonly now: string;
  readonly newId: () => string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

/** Reads a backup from end to end: that it is whole, and that this program knows its version. */
export async function inspectBackup(path: string): Promise<Result<Container, BackupRefusal>> {
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  const { ledgerVersion } = opened.value.header;
  if (MIGRATIONS.some(({ name }) => name === ledgerVersion)) return opened;
  const program = MIGRATIONS.at(-1)?.name;
  return refused({ code: 'newer_ledger', detail: { path, ledger: ledgerVersion, program } });
}

/** Restores a backup into a new ledger; what is there already is never touched. */
export async function restoreBackup(order: RestoreOrder): Promise<Result<Container, BackupRefusal>> {
  const { path, toName, password, checkpoint } = order;
  const workParent = workParentOf(toName);
  if (!workParent.ok) return workParent;
  const inspected = await inspectBackup(path);
  if (!inspected.ok) return inspected;
  return withWorkFolder(workParent.value, async (folder) => {
    const snapshotPath = join(folder, 'restored.meterbook');
    const total = inspected.value.header.ledgerBytes;
    const extracted = await extractLedger(inspected.value, snapshotPath, {
      password,
      onBytes: (done) => checkpoint(done, total),
    });
    if (!extracted.ok) return extracted;
    const placed = await placeSnapshot({ ...order, snapshotPath });
    return placed.ok ? ok(inspected.value) : placed;
  });
}
