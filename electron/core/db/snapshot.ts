import { ok, type Result, refused } from '#shared/lib/result.ts';
import { countRows } from './copyRows.ts';
import { connectSqlite } from './dialect/sqlite.ts';
import { appliedMigrations } from './migrate.ts';
import { loadLastEntry } from './repositories/access/audit.ts';
import { loadOffice } from './repositories/access/office.ts';
import { runInvariants } from './runInvariants.ts';

export type SnapshotFacts = {
  readonly officeName: string;
  readonly ledgerVersion: string;
  readonly rowCounts: Readonly<Record<string, number>>;
  readonly auditSequence: number;
  readonly auditHash: string;
};

type Checkpoint = (done: number, total: number) => Promise<void>;

/**
 * Proves that a snapshot is a whole ledger: every page of the file is sound, every invariant holds, the
 * audit chain among them, recomputed from its first entry. Says what failed otherwise.
 */
export async function proveSnapshot(
  path: string,
  checkpoint: Checkpoint,
): Promise<Result<SnapshotFacts, readonly string[]>> {
  const { raw, kysely, close } = connectSqlite(path, 'write');
  try {
    // One file without a journal beside it, whatever state it was copied in.
    raw.pragma('journal_mode = delete');
    const pages = raw.pragma('integrity_check', { simple: true });
    if (pages !== 'ok') return refused([`integrity_check: ${pages}`]);
    const { checks } = await runInvariants(kysely, checkpoint);
    const failed = checks.filter(({ passed }) => !passed).map(({ name }) => name);
    if (failed.length > 0) return refused(failed);
    const office = await loadOffice(kysely);
    const applied = await appliedMigrations(kysely);
    const last = await loadLastEntry(kysely);
    return ok({
      officeName: office.name,
      ledgerVersion: applied.at(-1) ?? '',
      rowCounts: await countRows(kysely),
      auditSequence: last.sequence,
      auditHash: last.hash,
    });
  } finally {
    await close();
  }
}
