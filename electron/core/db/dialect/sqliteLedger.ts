import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type {
  Checkpoint,
  Ledger,
  LedgerPlace,
  NewLedger,
  OpenRefusal,
  SnapshotTarget,
  StorageFinding,
} from '../ledger.ts';
import { appliedMigrations, migrate, newerMigration, pendingMigrations } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { type FileSystems, isOnNetwork, systemFileSystems } from './networkFolders.ts';
import {
  APPLICATION_ID,
  appendOnlyTriggers,
  connectSqlite,
  SQLITE_WORDS,
  type SqliteConnection,
} from './sqlite.ts';
import { fileFaultOf } from './sqliteErrors.ts';
import { type LedgerLock, lockLedgerFile } from './sqliteFile.ts';

const DIALECT = { words: SQLITE_WORDS, appendOnlyTriggers };

/** Ledgers in files of this computer. One process at a time holds a file, so nothing is ever in its way. */
export const sqlitePlace: LedgerPlace = {
  create: createLedgerFile,
  open: ({ name, now, fileSystems = systemFileSystems }) => openLedgerFile(name, now, fileSystems),
  shown: (name) => resolve(name),
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

/**
 * What must be writable where it is there. SQLite does with less than it asks for: on a lock file that may only
 * be read it would hold no lock, and nobody would know.
 */
function placesOf(path: string): readonly string[] {
  return [dirname(path), path, `${path}.lock`, `${path}-wal`, `${path}-shm`];
}

/** Whether a new ledger may be made at this path; the refusals of `ledger.create` in their order. */
function checkNewPath(path: string, fileSystems: FileSystems): Result<string, OpenRefusal> {
  const full = resolve(path);
  if (isOnNetwork(path, fileSystems)) return refuse('network_folder', full);
  if (!existsSync(dirname(full))) return refuse('folder_missing', full, { folder: dirname(full) });
  if (existsSync(full)) return refuse('file_exists', full);
  if (!isWritable(dirname(full))) return refuse('not_writable', full);
  return ok(full);
}

/** Fills the new ledger under another name and renames it, so that half a ledger never appears. */
async function createLedgerFile(plan: NewLedger): Promise<Result<null, OpenRefusal>> {
  const { name, now, tag, fill, fileSystems = systemFileSystems } = plan;
  const checked = checkNewPath(name, fileSystems);
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
    const known = fileFaultOf(error, checked.value);
    if (known?.code === 'disk_full' || known?.code === 'disk_failed') return refused(known);
    throw error;
  }
  return ok(null);
}

/**
 * Opens a ledger for this process alone: refuses what is not a ledger, what a newer program made,
 * what another process holds and what lies on a network folder; backs up before it migrates.
 */
export async function openLedgerFile(
  path: string,
  now: string,
  fileSystems: FileSystems,
): Promise<Result<Ledger, OpenRefusal>> {
  const full = resolve(path);
  if (isOnNetwork(path, fileSystems)) return refuse('network_folder', full);
  if (!existsSync(full)) return refuse('file_missing', full);
  if (!statSync(full).isFile()) return refuse('not_a_ledger', full);
  const closed = placesOf(full).find((place) => existsSync(place) && !isWritable(place));
  if (closed !== undefined) return refuse('not_writable', full, { place: closed });
  let lock: LedgerLock | null = null;
  try {
    lock = lockLedgerFile(full);
    if (lock === null) return refuse('ledger_in_use', full);
    const opened = await openLocked(full, now, lock.release);
    if (!opened.ok) lock.release();
    return opened;
  } catch (error) {
    lock?.release();
    const known = fileFaultOf(error, full);
    if (known === null) throw error;
    if (known.detail.cause === 'SQLITE_NOTADB') return refuse('not_a_ledger', full);
    return known.code === 'busy' ? refuse('ledger_in_use', full) : refused(known);
  }
}

/** SQLite takes what is missing of the last page for zeros. Beside a journal the file may still be growing. */
function hasWholePages(database: BetterSqlite3.Database, path: string): boolean {
  const journal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (journal !== undefined && journal.size > 0) return true;
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  return statSync(path).size % pageSize === 0;
}

async function openLocked(
  path: string,
  now: string,
  release: () => void,
): Promise<Result<Ledger, OpenRefusal>> {
  const probe = new BetterSqlite3(path, { readonly: true });
  let isWhole: boolean;
  try {
    if (probe.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      return refuse('not_a_ledger', path);
    isWhole = hasWholePages(probe, path);
  } finally {
    probe.close();
  }
  if (!isWhole) return refuse('ledger_damaged', path, { cause: 'cut_short' });

  const connection = connectSqlite(path, 'write');
  try {
    const ready = await bringUpToDate(connection, path, now);
    if (ready.ok) return ok(ledgerOf(path, connection, release));
    await connection.close();
    return ready;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function bringUpToDate(
  { kysely, raw }: SqliteConnection,
  path: string,
  now: string,
): Promise<Result<null, OpenRefusal>> {
  const applied = await appliedMigrations(kysely);
  if (applied.length === 0) return refuse('ledger_damaged', path, { cause: 'no_migrations' });
  const newer = newerMigration(applied);
  if (newer !== null) {
    return refuse('newer_ledger', path, { ledger: newer, program: MIGRATIONS.at(-1)?.name });
  }
  const pending = pendingMigrations(applied);
  if (pending.length > 0) {
    await raw.backup(`${path}.before-${pending[0]?.name}.backup`);
    await migrate(kysely, DIALECT, pending, now);
  }
  return ok(null);
}

function ledgerOf(path: string, connection: SqliteConnection, release: () => void): Ledger {
  const reader = connectSqlite(path, 'read');
  return {
    path,
    reader: reader.kysely,
    sharedFile: path,
    transact: (work) => connection.kysely.transaction().execute(work),
    // No other process has the file open.
    announce: async () => {},
    faultOf: (error) => fileFaultOf(error, path),
    snapshot: (target) => copyPages(path, target),
    checkStorage: (checkpoint) => checkPages(reader.raw, checkpoint),
    isThere: () => existsSync(path),
    async close() {
      await reader.close();
      carryOverJournal(connection.raw, path);
      await connection.close();
      release();
    },
  };
}

/**
 * Leaves one whole file behind. A disk that is full or fails keeps the journal beside it: what was committed
 * is in there, and the next opening carries it over.
 */
function carryOverJournal(raw: BetterSqlite3.Database, path: string): void {
  try {
    raw.pragma('wal_checkpoint(truncate)');
  } catch (error) {
    if (fileFaultOf(error, path) === null) throw error;
  }
}

/** Asks SQLite about every page of every table and its indexes, and about the pages that are free. */
async function checkPages(
  raw: BetterSqlite3.Database,
  checkpoint: Checkpoint,
): Promise<readonly StorageFinding[]> {
  const tables = raw.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
  // Named first, the schema brings the free pages with it.
  const parts = ['sqlite_schema', ...tables];
  const findings: StorageFinding[] = [];
  for (const [index, part] of parts.entries()) {
    const said = raw.pragma(`integrity_check("${part}")`) as { readonly integrity_check: string }[];
    for (const { integrity_check: finding } of said) if (finding !== 'ok') findings.push({ part, finding });
    await checkpoint(index + 1, parts.length);
  }
  return findings;
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
