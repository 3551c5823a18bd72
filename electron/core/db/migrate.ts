import { sql } from 'kysely';
import type { LedgerDatabase, LedgerTransaction } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration, SqlWords } from './migrations/migration.ts';

/** What a database brings to a migration. */
export type MigrationDialect = {
  readonly words: SqlWords;
  readonly appendOnlyTriggers: (table: string) => readonly string[];
};

/** Names of the migrations that this ledger already has, in order. */
export async function appliedMigrations(db: LedgerDatabase): Promise<readonly string[]> {
  await sql`create table if not exists schema_migration (
    name text primary key, applied_at text not null
  )`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** The first migration that the ledger has and this program does not know; `null` when it knows all. */
export function newerMigration(applied: readonly string[]): string | null {
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  return applied.find((name) => !known.has(name)) ?? null;
}

export function pendingMigrations(applied: readonly string[]): readonly Migration[] {
  const done = new Set(applied);
  return MIGRATIONS.filter((migration) => !done.has(migration.name));
}

/** Runs the migrations that are missing, each in one transaction with its own bookkeeping row. */
export async function migrate(
  db: LedgerDatabase,
  dialect: MigrationDialect,
  pending: readonly Migration[],
  now: string,
): Promise<void> {
  for (const migration of pending) {
    await db.transaction().execute((tx) => runMigration(tx, dialect, migration, now));
  }
}

/** Runs one migration as a part of a transaction. */
export async function runMigration(
  tx: LedgerTransaction,
  dialect: MigrationDialect,
  migration: Migration,
  now: string,
): Promise<void> {
  const triggers = migration.appendOnly.flatMap(dialect.appendOnlyTriggers);
  for (const statement of [...migration.statements(dialect.words), ...triggers]) {
    await sql.raw(statement).execute(tx);
  }
  await sql`insert into schema_migration (name, applied_at) values (${migration.name}, ${now})`.execute(tx);
}
