import type BetterSqlite3 from 'better-sqlite3';
import { type ControlledTransaction, type SqliteDatabase, SqliteDriver } from 'kysely';
import type { RecordedWrite } from '../recordedWrites.ts';
import type { Tables } from '../schema.ts';
import { openSqlite, sqliteOn } from './sqlite.ts';

/** Reads what was committed, as of its beginning, and notes what it is told to write. */
export type Recorder = {
  /** Sees the ledger as it is committed now, until `end`. */
  readonly begin: () => Promise<ControlledTransaction<Tables>>;
  /** What was to be written since the last time. */
  readonly takeWrites: () => readonly RecordedWrite[];
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A transaction that holds one state of the ledger and commits nothing: this connection cannot write. */
class RecordingDriver extends SqliteDriver {
  readonly #raw: BetterSqlite3.Database;

  constructor(database: SqliteDatabase, raw: BetterSqlite3.Database) {
    super({ database });
    this.#raw = raw;
  }

  override async beginTransaction(): Promise<void> {
    this.#raw.exec('begin');
    // The state is chosen by the first statement that reads.
    this.#raw.prepare('select count(*) from sqlite_schema').get();
  }

  override async commitTransaction(): Promise<void> {
    this.#raw.exec('commit');
  }

  override async rollbackTransaction(): Promise<void> {
    this.#raw.exec('rollback');
  }
}

/** Statements that only read are carried out; all others are noted. */
function recording(database: SqliteDatabase, note: (write: RecordedWrite) => void): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      if (statement.reader) return statement;
      return {
        reader: false,
        all: (parameters) => statement.all(parameters),
        iterate: (parameters) => statement.iterate(parameters),
        run(parameters) {
          note({ sql, parameters });
          return { changes: 0, lastInsertRowid: 0 };
        },
      };
    },
  };
}

/** A part of a command looks at few pages, each of them once. */
const CACHE_KIBIBYTES = 16_384;

/** Opens a ledger file beside the connection that writes it. */
export function connectRecorder(path: string): Recorder {
  let writes: RecordedWrite[] = [];
  const raw = openSqlite(path, 'read');
  raw.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  const kysely = sqliteOn(raw, (database) => {
    const noting = recording(database, (write) => void writes.push(write));
    return new RecordingDriver(noting, raw);
  });
  let transaction: ControlledTransaction<Tables> | null = null;
  const end = async () => {
    const ended = transaction;
    transaction = null;
    writes = [];
    await ended?.rollback().execute();
  };
  return {
    async begin() {
      transaction = await kysely.startTransaction().execute();
      return transaction;
    },
    takeWrites() {
      const taken = writes;
      writes = [];
      return taken;
    },
    end,
    async close() {
      await end();
      await kysely.destroy();
      // Kysely closes only what it has used.
      if (raw.open) raw.close();
    },
  };
}
