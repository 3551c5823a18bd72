import { CompiledQuery } from 'kysely';
import { chunked } from '#shared/lib/collections.ts';
import type { BulkAdapter, BulkRow } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';
import type { TableName, Tables } from '../schema.ts';
import { CompiledStatements } from './compiledStatements.ts';

/** Values in one statement; SQLite takes at least 32,000. */
const VALUES_A_STATEMENT = 2000;

const statementTexts = new CompiledStatements<string>();

/**
 * Inserts many rows of one shape, several a statement. The text of the statement is compiled once
 * per table, columns and number of rows. All rows must have the first row's columns.
 */
export async function insertMany<Name extends TableName>(
  db: LedgerDatabase,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first) as (keyof Tables[Name] & string)[];
  const adapter = db.getExecutor().adapter as BulkAdapter;
  if (adapter.insertRows) return adapter.insertRows(db, table, columns, rows as readonly BulkRow[]);
  for (const part of chunked(rows, Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length)))) {
    const key = `${table}|${columns.join(',')}|${part.length}`;
    const text = statementTexts.get(db, key, () => compile(db, table, part));
    const values: unknown[] = [];
    for (const row of part) for (const column of columns) values.push(row[column]);
    await db.executeQuery(CompiledQuery.raw(text, values));
  }
}

/**
 * After a first load: the database plans by how many rows it believes to be there, and would otherwise learn of them
 * only some time later.
 */
export async function countAnew(db: LedgerDatabase, tables: readonly TableName[]): Promise<void> {
  await (db.getExecutor().adapter as BulkAdapter).countAnew?.(db, tables);
}

function compile<Name extends TableName>(db: LedgerDatabase, table: Name, rows: readonly Tables[Name][]) {
  return db
    .insertInto(table)
    .values(rows as never)
    .compile().sql;
}
