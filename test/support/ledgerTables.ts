import type { LedgerDatabase } from '#core/db/database.ts';
import { connectPostgres } from '#core/db/dialect/postgres.ts';
import { parsePostgresAddress } from '#core/db/dialect/postgresAddress.ts';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';

/** Gives the tables of a ledger to a test, to fill them or to look at them, beside a running core. */
export async function withTablesOf<Value>(
  ledger: string,
  work: (db: LedgerDatabase) => Promise<Value>,
): Promise<Value> {
  const { db, close } = connectTo(ledger);
  try {
    return await work(db);
  } finally {
    await close();
  }
}

function connectTo(ledger: string): { readonly db: LedgerDatabase; readonly close: () => Promise<void> } {
  if (!ledger.startsWith('postgres')) {
    const { kysely, close } = connectSqlite(ledger, 'write');
    return { db: kysely, close };
  }
  const address = parsePostgresAddress(ledger);
  if (!address.ok) throw new Error(address.error.code);
  const { writer, close } = connectPostgres(address.value);
  return { db: writer, close };
}
