import type { LedgerDatabase } from '#core/db/database.ts';
import { connectPostgres } from '#core/db/dialect/postgres.ts';
import { parsePostgresAddress } from '#core/db/dialect/postgresAddress.ts';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';

/** Gives the tables of a ledger to a test, to fill them or to look at them, beside a running core. */
export async function withTablesOf<Value>(
  ledger: string,
  work: (db: LedgerDatabase) => Promise<Value>,
): Promise<Value> {
  const { db, close } = connectTables(ledger);
  try {
    return await work(db);
  } finally {
    await close();
  }
}

export type ConnectedTables = { readonly db: LedgerDatabase; readonly close: () => Promise<void> };

/** The tables of a ledger until they are closed: for a test that looks at them again and again. */
export function connectTables(ledger: string): ConnectedTables {
  if (!ledger.startsWith('postgres')) {
    const { kysely, close } = connectSqlite(ledger, 'write');
    return { db: kysely, close };
  }
  const address = parsePostgresAddress(ledger);
  if (!address.ok) throw new Error(address.error.code);
  const { writer, close } = connectPostgres(address.value);
  return { db: writer, close };
}
