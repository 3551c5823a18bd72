import BetterSqlite3 from 'better-sqlite3';

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
