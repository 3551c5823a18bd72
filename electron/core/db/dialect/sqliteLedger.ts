import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { Ledger, LedgerPlace, NewLedger, OpenRefusal, SnapshotTarget } from '../ledger.ts';
import { appliedMigrations, migrate, newerMigration, pendingMigrations } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { APPLICATION_ID, appendOnlyTriggers, connectSqlite, SQLITE_WORDS } from './sqlite.ts';
import { isNetworkFolder, lockLedgerFile } from './sqliteFile.ts';

const DIALECT = { words: SQLITE_WORDS, appendOnlyTriggers };

/** Ledgers in files of this computer. One process at a time holds a file, so nothing is ever in its way. */
export const sqlitePlace: LedgerPlace = {
  create: createLedgerFile,
  open: ({ name, now }) => openLedgerFile(name, now),
};

function refuse(
  code: string,
  path: string,
  detail: Record<string, unknown> = {},
): Result<never, OpenRefusal> {
  return refused({ code, detail: { path, ...detail } });
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    // access answers by throwing; "no" is the answer, not an error
    return false;
  }
}

/** Whether a new ledger may be made at this path; the refusals of `ledger.create` in their order. */
function checkNewPath(path: string): Result<string, OpenRefusal> {
  const full = resolve(path);
  if (isNetworkFolder(path)) return refuse('network_folder', full);
  if (!existsSync(dirname(full))) return refuse('folder_missing', full, { folder: dirname(full) });
  if (existsSync(full)) return refuse('file_exists', full);
  if (!isWritable(dirname(full))) return refuse('not_writable', full);
  return ok(full);
}

/** Fills the new ledger under another name and renames it, so that half a ledger never appears. */
async function createLedgerFile({ name, now, tag, fill }: NewLedger): Promise<Result<null, OpenRefusal>> {
  const checked = checkNewPath(name);
  if (!checked.ok) return checked;
  const temporary = `${checked.value}.${tag}.creating`;
  const connection = connectSqlite(temporary, 'write');
  try {
    connection.raw.pragma(`application_id = ${APPLICATION_ID}`);
    await migrate(
      connection.kysely,
      DIALECT,
      pendingMigrations(await appliedMigrations(connection.kysely)),
      now,
    );
    await connection.kysely.transaction().execute(fill);
    // Leaves one whole file behind, without a journal beside it.
    connection.raw.pragma('wal_checkpoint(truncate)');
    await connection.close();
    await rename(temporary, checked.value);
  } catch (error) {
    await connection.close();
    for (const suffix of ['', '-wal', '-shm']) await rm(temporary + suffix, { force: true });
    throw error;
  }
  return ok(null);
}

/**
 * Opens a ledger for this process alone: refuses what is not a ledger, what a newer program made,
 * what another process holds and what lies on a network folder; backs up before it migrates.
 */
export async function openLedgerFile(path: string, now: string): Promise<Result<Ledger, OpenRefusal>> {
  const full = resolve(path);
  if (isNetworkFolder(path)) return refuse('network_folder', full);
  if (!existsSync(full)) return refuse('file_missing', full);
  if (!statSync(full).isFile()) return refuse('not_a_ledger', full);
  if (!isWritable(full) || !isWritable(dirname(full))) return refuse('not_writable', full);
  const lock = lockLedgerFile(full);
  if (lock === null) return refuse('ledger_in_use', full);
  try {
    const opened = await openLocked(full, now, lock.release);
    if (!opened.ok) lock.release();
    return opened;
  } catch (error) {
    lock.release();
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
    if (error.code === 'SQLITE_NOTADB') return refuse('not_a_ledger', full);
    if (error.code.startsWith('SQLITE_CORRUPT'))
      return refuse('ledger_damaged', full, { cause: error.message });
    throw error;
  }
}

async function openLocked(
  path: string,
  now: string,
  release: () => void,
): Promise<Result<Ledger, OpenRefusal>> {
  const probe = new BetterSqlite3(path, { readonly: true });
  const applicationId = probe.pragma('application_id', { simple: true });
  probe.close();
  if (applicationId !== APPLICATION_ID) return refuse('not_a_ledger', path);

  const connection = connectSqlite(path, 'write');
  const applied = await appliedMigrations(connection.kysely);
  if (applied.length === 0) {
    await connection.close();
    return refuse('ledger_damaged', path, { cause: 'no_migrations' });
  }
  const newer = newerMigration(applied);
  if (newer !== null) {
    await connection.close();
    return refuse('newer_ledger', path, { ledger: newer, program: MIGRATIONS.at(-1)?.name });
  }
  const pending = pendingMigrations(applied);
  if (pending.length > 0) {
    await connection.raw.backup(`${path}.before-${pending[0]?.name}.backup`);
    await migrate(connection.kysely, DIALECT, pending, now);
  }
  return ok(ledgerOf(path, connection, release));
}

function ledgerOf(path: string, connection: ReturnType<typeof connectSqlite>, release: () => void): Ledger {
  const reader = connectSqlite(path, 'read');
  return {
    path,
    reader: reader.kysely,
    transact: (work) => connection.kysely.transaction().execute(work),
    // No other process has the file open.
    announce: async () => {},
    faultOf: () => null,
    snapshot: (target) => copyPages(path, target),
    isThere: () => existsSync(path),
    async close() {
      await reader.close();
      connection.raw.pragma('wal_checkpoint(truncate)');
      await connection.close();
      release();
    },
  };
}

const PAGES_A_STEP = 2000;

/**
 * Copies the file page by page, as it is when the copy begins: an open read transaction holds that state
 * while others write. Through the connection that writes, a change meanwhile spoils the copy.
 */
async function copyPages(source: string, { path, checkpoint }: SnapshotTarget): Promise<void> {
  const database = new BetterSqlite3(source, { readonly: true });
  let stop: { readonly error: unknown } | null = null;
  try {
    database.exec('begin');
    database.prepare('select count(*) from sqlite_schema').get();
    await database.backup(path, {
      progress({ totalPages, remainingPages }) {
        if (stop) throw stop.error;
        // The copy cannot wait for the answer; a cancellation stops the step after.
        void checkpoint(totalPages - remainingPages, totalPages).catch((error: unknown) => {
          stop = { error };
        });
        return PAGES_A_STEP;
      },
    });
  } finally {
    database.close();
  }
}
