import BetterSqlite3 from 'better-sqlite3';
import { LedgerFault, type LedgerFaultCode } from '../ledger.ts';

/**
 * What the computer did to the file, by the beginning of SQLite's code; the first that fits counts. The index of the
 * journal (`-shm`) is made larger before anything else is written, so that failing is how a full disk shows.
 */
const STORAGE_FAULTS: readonly (readonly [string, LedgerFaultCode])[] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_READONLY', 'not_writable'],
  ['SQLITE_PERM', 'not_writable'],
  ['SQLITE_CORRUPT', 'ledger_damaged'],
  ['SQLITE_NOTADB', 'ledger_damaged'],
  ['SQLITE_IOERR', 'disk_failed'],
  ['SQLITE_CANTOPEN', 'disk_failed'],
  ['SQLITE_BUSY', 'busy'],
];

/** What SQLite says, without a code of its own, when the header of a file names a format that does not exist. */
const UNKNOWN_FORMAT = 'unsupported file format';

/** What an error at work on a ledger file means to the person; `null` for a bug. */
export function fileFaultOf(error: unknown, path: string): LedgerFault | null {
  if (error instanceof LedgerFault) return error;
  if (!(error instanceof BetterSqlite3.SqliteError)) return null;
  const { code: cause } = error;
  const known = STORAGE_FAULTS.find(([beginning]) => cause.startsWith(beginning))?.[1];
  const code = known ?? (error.message === UNKNOWN_FORMAT ? 'ledger_damaged' : undefined);
  return code === undefined ? null : new LedgerFault(code, { path, cause }, { cause: error });
}
