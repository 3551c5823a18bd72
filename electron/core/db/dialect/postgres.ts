import { expressionBuilder, Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { assert } from '#shared/lib/assert.ts';
import type { BulkAdapter } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';
import type { SqlWords } from '../migrations/migration.ts';
import type { ReadingsAdapter } from '../readingsAdapter.ts';
import type { Tables } from '../schema.ts';
import type { SeriesAdapter } from '../series.ts';
import { clientConfig, type PostgresAddress } from './postgresAddress.ts';
import { insertByColumns } from './postgresBulk.ts';

/** The tables stand in a schema of their own: it tells a ledger from other databases. */
export const SCHEMA = 'meterbook';

/** How the migrations spell things on PostgreSQL, whose tables are strict anyway. */
export const POSTGRES_WORDS: SqlWords = { database: 'postgres', integer: 'bigint', endOfTable: '' };

/** Function behind the append-only triggers; made with the schema. */
export const REFUSE_CHANGE = `create function refuse_change() returns trigger language plpgsql as $$
  begin raise exception 'append_only: %', tg_table_name using errcode = 'restrict_violation'; end $$`;

/** Triggers that stop every change and every deletion of posted rows. */
export function appendOnlyTriggers(table: string): readonly string[] {
  return ['update', 'delete', 'truncate'].map(
    (verb) =>
      `create trigger ${table}_no_${verb} before ${verb} on ${table}
       for each ${verb === 'truncate' ? 'statement' : 'row'} execute function refuse_change()`,
  );
}

/** Whole numbers of 64 bits and sums of them; money beyond what JavaScript counts exactly is a bug. */
function parseWhole(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `not a safe whole number: ${text}`);
  return value;
}

const { builtins } = pg.types;
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map([
  [builtins.INT8, parseWhole],
  // The sum of whole numbers is `numeric`; no column is.
  [builtins.NUMERIC, parseWhole],
  // A condition reads as 1 or 0 on both databases.
  [builtins.BOOL, (text: string) => (text === 't' ? 1 : 0)],
  [builtins.INT2, parseWhole],
  [builtins.INT4, parseWhole],
]);

/** Reads every other value as the text that the server sends. */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((typeId: number) =>
    PARSERS.get(typeId) ?? ((text: string) => text)) as pg.CustomTypesConfig['getTypeParser'],
};

/** First number of the advisory locks on series; the second one is the hash of the name. */
const SERIES_LOCKS = 0x4d54;

const ofReading = expressionBuilder<Tables, 'reading'>();

/**
 * Goes on with a series under a lock, from what a connection outside the transaction sees committed, and inserts
 * many rows column by column.
 */
class LedgerPostgresAdapter extends PostgresAdapter implements SeriesAdapter, BulkAdapter, ReadingsAdapter {
  /** A server finds the readings of a service point in one place. */
  readonly inReadMonths: ReadingsAdapter['inReadMonths'] = () => ofReading.lit(true);
  readonly isBeginning = ofReading('reading.kind', 'in', ['opening', 'installation']);
  readonly insertRows = insertByColumns();
  readonly countAnew: NonNullable<BulkAdapter['countAnew']> = async (db, tables) => {
    await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(db);
  };
  readonly lockSeries: SeriesAdapter['lockSeries'];

  constructor(committed: LedgerDatabase | null) {
    super();
    this.lockSeries = async (tx, name) => {
      await sql`select pg_advisory_xact_lock(${SERIES_LOCKS}, hashtext(${name}))`.execute(tx);
      assert(committed !== null, 'the reader begins no transaction');
      return committed;
    };
  }
}

class LedgerPostgresDialect extends PostgresDialect {
  readonly #committed: LedgerDatabase | null;

  constructor(pool: pg.Pool, committed: LedgerDatabase | null) {
    super({ pool });
    this.#committed = committed;
  }

  override createAdapter(): PostgresAdapter {
    return new LedgerPostgresAdapter(this.#committed);
  }
}

export type PostgresConnections = {
  readonly writer: LedgerDatabase;
  readonly reader: LedgerDatabase;
  readonly close: () => Promise<void>;
};

/** More than the commands that the windows of one desk run at a time. */
const WRITERS = 8;
const READERS = 4;

/** A commit is answered when it is on the server's disk, whatever the server is set to do for others. */
const WRITING = ['idle_in_transaction_session_timeout=60s', 'synchronous_commit=on'];

/**
 * Connects a desk: connections that write, and others whose every transaction is read-only. A desk that falls
 * silent inside a transaction loses it after a minute, so that nobody waits for a computer that was switched off.
 */
export function connectPostgres(address: PostgresAddress): PostgresConnections {
  const connect = (max: number, settings: readonly string[], committed: LedgerDatabase | null) => {
    const options = [`search_path=${SCHEMA}`, ...settings].map((setting) => `-c ${setting}`).join(' ');
    const pool = new pg.Pool({ ...clientConfig(address), types: TYPES, max, options });
    // An idle connection that breaks is dropped by the pool; the next call makes a new one or fails by itself.
    pool.on('error', () => {});
    // One that breaks at work fails its statement as well; without a listener it would end the process.
    pool.on('connect', (client) => void client.on('error', () => {}));
    return new Kysely<Tables>({ dialect: new LedgerPostgresDialect(pool, committed) });
  };
  const reader = connect(READERS, ['default_transaction_read_only=on'], null);
  const writer = connect(WRITERS, WRITING, reader);
  const close = async () => {
    await writer.destroy();
    await reader.destroy();
  };
  return { writer, reader, close };
}
