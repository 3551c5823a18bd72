import type { BulkAdapter, BulkRow } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';
import type { TableName, Tables } from '../schema.ts';

/** Inserts many rows of one shape in the way of the database. All rows must have the first row's columns. */
export async function insertMany<Name extends TableName>(
  db: LedgerDatabase,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const { insertRows } = db.getExecutor().adapter as BulkAdapter;
  await insertRows(db, table, Object.keys(first), rows as readonly BulkRow[]);
}

/**
 * After a first load: the database plans by how many rows it believes to be there, and would otherwise learn of them
 * only some time later.
 */
export async function countAnew(db: LedgerDatabase, tables: readonly TableName[]): Promise<void> {
  await (db.getExecutor().adapter as BulkAdapter).countAnew?.(db, tables);
}
