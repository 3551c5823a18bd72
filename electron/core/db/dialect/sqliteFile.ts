import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** File system numbers (statfs) on which SQLite's locks do not hold: NFS, SMB, CIFS, SMB2, AFS, 9p, Ceph, Lustre, GPFS, Coda. */
const NETWORK_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400, 0x0bd00bd0, 0x47504653,
  0x73757245,
]);

/** Whether a ledger in this folder would lie on another computer; UNC paths are Windows' spelling of it. */
export function isNetworkFolder(path: string): boolean {
  if (/^[\\/]{2}[^\\/?.]/.test(path)) return true;
  let folder = dirname(resolve(path));
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return NETWORK_FILE_SYSTEMS.has(statfsSync(folder).type >>> 0);
}

export type LedgerLock = { readonly release: () => void };

/**
 * Takes the ledger for this process by an exclusive lock on a small file beside it; `null` when
 * another process holds it. The operating system drops the lock when the process dies.
 */
export function lockLedgerFile(path: string): LedgerLock | null {
  const database = new BetterSqlite3(`${path}.lock`, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release() {
      database.exec('rollback');
      database.close();
    },
  };
}
