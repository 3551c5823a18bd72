import BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { BulkAdapter } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';
import type { SqlWords } from '../migrations/migration.ts';
import type { ReadingsAdapter } from '../readingsAdapter.ts';
import type { Tables } from '../schema.ts';
import type { SeriesAdapter } from '../series.ts';
import { insertByValues } from './sqliteBulk.ts';
import { inReadMonths, isBeginning } from './sqliteReadings.ts';
import { statementCache } from './statementCache.ts';

/** `MTBK` in the file's header: tells a ledger from other SQLite files. */
export const APPLICATION_ID = 0x4d54424b;

/**
 * Of a new ledger. SQLite's default of half as much is read and written twice as often; larger pages cost small changes more
 * than they spare large ones. A ledger keeps the size that it was made with.
 */
const PAGE_BYTES = 8_192;

/**
 * How large the journal may become before it is carried over into the ledger. An import of one route fills SQLite's
 * default of a quarter, and each would pay for carrying over the same index pages again.
 */
const JOURNAL_BYTES = 16 * 1024 * 1024;

/** How the migrations spell things on SQLite. STRICT makes a wrong type an error, not a guess. */
export const SQLITE_WORDS: SqlWords = { database: 'sqlite', integer: 'integer', endOfTable: ' strict' };

/**
 * Kysely begins deferred, which can fail half-way when a lock is upgraded; the ledger begins immediate. A disk that
 * is full or fails makes SQLite roll back by itself; rolling back once more would hide why.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #raw: BetterSqlite3.Database;

  constructor(database: SqliteDatabase, raw: BetterSqlite3.Database) {
    super({ database });
    this.#raw = raw;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Only one transaction writes at a time, so it sees the end of every series itself. */
class LedgerSqliteAdapter extends SqliteAdapter implements SeriesAdapter, BulkAdapter, ReadingsAdapter {
  readonly insertRows = insertByValues;
  readonly inReadMonths = inReadMonths;
  readonly isBeginning = isBeginning;
  readonly lockSeries: SeriesAdapter['lockSeries'] = async (tx) => tx;
}

type MakeDriver = (database: SqliteDatabase) => SqliteDriver;

class LedgerSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #makeDriver: MakeDriver;

  constructor(raw: BetterSqlite3.Database, makeDriver: MakeDriver) {
    const database = statementCache(raw);
    super({ database });
    this.#database = database;
    this.#makeDriver = makeDriver;
  }

  override createDriver(): SqliteDriver {
    return this.#makeDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new LedgerSqliteAdapter();
  }
}

export type SqliteConnection = {
  readonly kysely: LedgerDatabase;
  readonly raw: BetterSqlite3.Database;
  readonly close: () => Promise<void>;
};

function configure(raw: BetterSqlite3.Database, mode: 'write' | 'read'): void {
  raw.pragma('foreign_keys = on');
  raw.pragma('recursive_triggers = on');
  raw.pragma('cache_size = -65536');
  if (mode === 'read') return;
  // It goes unheard where there are pages already, and has to come before the journal.
  raw.pragma(`page_size = ${PAGE_BYTES}`);
  raw.pragma('journal_mode = wal');
  raw.pragma('synchronous = full');
  const pageBytes = Number(raw.pragma('page_size', { simple: true }));
  raw.pragma(`wal_autocheckpoint = ${JOURNAL_BYTES / pageBytes}`);
}

/** A file opened and configured for one connection. */
export function openSqlite(path: string, mode: 'write' | 'read'): BetterSqlite3.Database {
  const raw = new BetterSqlite3(path, { readonly: mode === 'read', timeout: 5000 });
  try {
    configure(raw, mode);
  } catch (error) {
    raw.close();
    throw error;
  }
  return raw;
}

/** The ledger on an open file, by a driver of one's own. */
export function sqliteOn(raw: BetterSqlite3.Database, makeDriver: MakeDriver): LedgerDatabase {
  return new Kysely<Tables>({ dialect: new LedgerSqliteDialect(raw, makeDriver) });
}

/**
 * Opens one connection. The writer waits for locks up to 5 s and flushes every commit to the disk;
 * `recursive_triggers` keeps `insert or replace` from walking past the append-only triggers.
 */
export function connectSqlite(path: string, mode: 'write' | 'read'): SqliteConnection {
  const raw = openSqlite(path, mode);
  const kysely = sqliteOn(raw, (database) => new ImmediateSqliteDriver(database, raw));
  const close = async () => {
    await kysely.destroy();
    // Kysely closes only what it has used.
    if (raw.open) raw.close();
  };
  return { raw, kysely, close };
}

/** Triggers that stop every change and every deletion of posted rows. */
export function appendOnlyTriggers(table: string): readonly string[] {
  return ['update', 'delete'].map(
    (verb) =>
      `create trigger ${table}_no_${verb} before ${verb} on ${table}
       begin select raise(abort, 'append_only: ${table}'); end`,
  );
}
