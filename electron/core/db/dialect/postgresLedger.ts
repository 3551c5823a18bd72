import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { assert } from '#shared/lib/assert.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { copyRows } from '../copyRows.ts';
import type { LedgerDatabase, LedgerTransaction } from '../database.ts';
import type {
  Checkpoint,
  Ledger,
  LedgerPlace,
  NewLedger,
  Opening,
  OpenRefusal,
  SnapshotTarget,
  StorageFinding,
} from '../ledger.ts';
import { appliedMigrations, newerMigration, pendingMigrations, runMigration } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { beginSeriesIn } from '../series.ts';
import {
  appendOnlyTriggers,
  connectPostgres,
  POSTGRES_WORDS,
  type PostgresConnections,
  REFUSE_CHANGE,
  SCHEMA,
} from './postgres.ts';
import { type PostgresAddress, parsePostgresAddress, shownAddress } from './postgresAddress.ts';
import { faultOf, isDamage, openRefusalOf } from './postgresErrors.ts';
import { listenToNews, type News } from './postgresNews.ts';
import { ensureDatabase, probeDatabase } from './postgresProbe.ts';
import { createTransact } from './postgresTransact.ts';
import { sqlitePlace } from './sqliteLedger.ts';

/** Ledgers that many desks share, each in a database of its own on a server. */
export const postgresPlace: LedgerPlace = {
  create: createServerLedger,
  open: openServerLedger,
  shown(name) {
    const address = parsePostgresAddress(name);
    return address.ok ? shownAddress(address.value) : '';
  },
};

const DIALECT = { words: POSTGRES_WORDS, appendOnlyTriggers };

/** Whoever makes or migrates a ledger holds this lock, so that of thirty desks that start together one does it. */
const MIGRATION_LOCK = 0x4d54424b;

function refuse(
  code: string,
  address: PostgresAddress,
  detail: Record<string, unknown> = {},
): Result<never, OpenRefusal> {
  return refused({ code, detail: { path: shownAddress(address), ...detail } });
}

/** Makes schema, tables and first rows in one transaction: there is the whole ledger, or none. */
async function createServerLedger({ name, now, fill }: NewLedger): Promise<Result<null, OpenRefusal>> {
  const address = parsePostgresAddress(name);
  if (!address.ok) return address;
  let probed = await probeDatabase(address.value);
  if (!probed.ok && probed.error.code === 'database_missing') {
    const ensured = await ensureDatabase(address.value);
    if (!ensured.ok) return ensured;
    probed = await probeDatabase(address.value);
  }
  if (!probed.ok) return probed;
  if (probed.value.hasLedger) return refuse('ledger_exists', address.value);
  if (!probed.value.isEmpty) return refuse('database_not_empty', address.value);

  const connections = connectPostgres(address.value);
  try {
    return await connections.writer.transaction().execute(async (tx) => {
      await lockMigrations(tx);
      if (await hasSchema(tx)) return refuse('ledger_exists', address.value);
      await sql.raw(`create schema ${SCHEMA}`).execute(tx);
      await sql.raw(REFUSE_CHANGE).execute(tx);
      await appliedMigrations(tx);
      for (const migration of MIGRATIONS) await runMigration(tx, DIALECT, migration, now);
      beginSeriesIn(tx);
      await fill(tx);
      return ok(null);
    });
  } catch (error) {
    const refusal = openRefusalOf(error, address.value);
    if (refusal) return refused(refusal);
    throw error;
  } finally {
    await connections.close();
  }
}

/** Opens the ledger for one desk more; refuses what is not a whole ledger of this program or an older one. */
async function openServerLedger({ name, now, onNews }: Opening): Promise<Result<Ledger, OpenRefusal>> {
  const address = parsePostgresAddress(name);
  if (!address.ok) return address;
  const probed = await probeDatabase(address.value);
  if (!probed.ok) return probed;
  if (!probed.value.hasLedger) return refuse('not_a_ledger', address.value);

  const connections = connectPostgres(address.value);
  try {
    const ready = await bringUpToDate(connections.writer, address.value, now);
    if (!ready.ok) {
      await connections.close();
      return ready;
    }
    const news = await listenToNews(address.value, randomUUID(), onNews);
    return ok(ledgerOf(address.value, connections, news));
  } catch (error) {
    await connections.close();
    const refusal = openRefusalOf(error, address.value);
    if (refusal) return refused(refusal);
    throw error;
  }
}

/** Checks what the ledger has and runs what is missing, all of it or nothing, while no command is at work. */
async function bringUpToDate(
  db: LedgerDatabase,
  address: PostgresAddress,
  now: string,
): Promise<Result<null, OpenRefusal>> {
  const checked = await checkMigrations(db, address);
  if (!checked.ok) return checked;
  if (checked.value.length === 0) return ok(null);
  return db.transaction().execute(async (tx) => {
    await lockMigrations(tx);
    await sql`lock table schema_migration in exclusive mode`.execute(tx);
    // Asked again: another desk may have migrated while this one waited.
    const pending = await checkMigrations(tx, address);
    if (!pending.ok) return pending;
    for (const name of pending.value) {
      const migration = MIGRATIONS.find((one) => one.name === name);
      if (migration) await runMigration(tx, DIALECT, migration, now);
    }
    return ok(null);
  });
}

/** Names of the migrations to run; refuses a newer ledger and one whose tables do not fit its bookkeeping. */
async function checkMigrations(
  db: LedgerDatabase,
  address: PostgresAddress,
): Promise<Result<readonly string[], OpenRefusal>> {
  const tables = await tablesOf(db);
  if (!tables.has('schema_migration')) return refuse('ledger_damaged', address, { cause: 'no_migrations' });
  const applied = await appliedMigrations(db);
  if (applied.length === 0) return refuse('ledger_damaged', address, { cause: 'no_migrations' });
  const newer = newerMigration(applied);
  if (newer !== null)
    return refuse('newer_ledger', address, { ledger: newer, program: MIGRATIONS.at(-1)?.name });
  const known = MIGRATIONS.slice(0, applied.length);
  const missing = [
    ...known.filter(({ name }) => !applied.includes(name)).map(({ name }) => name),
    ...tablesAfter(known).filter((table) => !tables.has(table)),
  ];
  if (missing.length > 0) return refuse('ledger_damaged', address, { cause: 'half_migrated', missing });
  return ok(pendingMigrations(applied).map(({ name }) => name));
}

/** The tables that are there once these migrations have run. */
function tablesAfter(migrations: typeof MIGRATIONS): readonly string[] {
  const tables = new Set<string>();
  for (const statement of migrations.flatMap(({ statements }) => statements(POSTGRES_WORDS))) {
    const [, verb, table = ''] = /^\s*(create|drop) table (\w+)/.exec(statement) ?? [];
    if (verb === 'create') tables.add(table);
    if (verb === 'drop') tables.delete(table);
  }
  return [...tables];
}

/** Asked of the catalogue itself: the view of tables takes several times as long, and every desk asks when it opens the ledger. */
async function tablesOf(db: LedgerDatabase): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ relname: string }>`
    select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${SCHEMA} and relkind = 'r'`.execute(db);
  return new Set(rows.map(({ relname }) => relname));
}

async function hasSchema(db: LedgerDatabase): Promise<boolean> {
  const { rows } = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(db);
  return rows.length > 0;
}

async function lockMigrations(tx: LedgerTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
}

function ledgerOf(address: PostgresAddress, connections: PostgresConnections, news: News): Ledger {
  return {
    path: shownAddress(address),
    reader: connections.reader,
    sharedFile: null,
    transact: createTransact(connections.writer),
    announce: news.announce,
    faultOf: (error) => faultOf(error, address),
    snapshot: (target) => copyToFile(connections.reader, target),
    checkStorage: (checkpoint) => readEveryRow(connections.reader, checkpoint),
    isThere: () => true,
    async close() {
      await news.close();
      await connections.close();
    },
  };
}

/**
 * Lets the server read every row of every table whole. It says of a page whose checksum is wrong that it is damaged;
 * what its indexes hold it checks with tools of its own.
 */
async function readEveryRow(db: LedgerDatabase, checkpoint: Checkpoint): Promise<readonly StorageFinding[]> {
  const tables = [...(await tablesOf(db))];
  const findings: StorageFinding[] = [];
  for (const [index, part] of tables.entries()) {
    const read = sql`select sum(hashtext(one::text)) from ${sql.id(part)} as one`;
    await read.execute(db).catch((error: unknown) => {
      if (!isDamage(error)) throw error;
      findings.push({ part, finding: error instanceof Error ? error.message : '' });
    });
    await checkpoint(index + 1, tables.length);
  }
  return findings;
}

/** Copies the rows of one moment into a new file; the desks go on working. */
async function copyToFile(reader: LedgerDatabase, { path, now, checkpoint }: SnapshotTarget): Promise<void> {
  const source = reader.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  await source.execute(async (snapshot) => {
    const made = await sqlitePlace.create({
      name: path,
      now,
      tag: 'snapshot',
      fill: (tx) => copyRows(snapshot, tx, checkpoint),
    });
    assert(made.ok, `a snapshot is made under a new name: ${path}`);
  });
}
