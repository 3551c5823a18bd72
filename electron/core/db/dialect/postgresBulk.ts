import { CompiledQuery, sql } from 'kysely';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { BulkAdapter } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';

const ROWS_A_STATEMENT = 2000;

/**
 * Inserts by a list for each column: the statement has as many parameters as the table has columns, however many rows
 * there are. A list of values has one for each value, and is slower (docs/bench.md).
 */
export function insertByColumns(): NonNullable<BulkAdapter['insertRows']> {
  const typesOf = new Map<string, ReadonlyMap<string, string>>();
  return async (db, table, columns, rows) => {
    const types = typesOf.get(table) ?? (await loadColumnTypes(db, table));
    typesOf.set(table, types);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const lists = columns.map((column, index) => {
      const type = types.get(column);
      assert(type !== undefined, `${table} has a column ${column}`);
      return `$${index + 1}::${type}[]`;
    });
    const text = `insert into "${table}" (${names}) select * from unnest(${lists.join(', ')})`;
    for (const part of chunked(rows, ROWS_A_STATEMENT)) {
      const values = columns.map((column) => part.map((row) => row[column] ?? null));
      await db.executeQuery(CompiledQuery.raw(text, values));
    }
  };
}

async function loadColumnTypes(db: LedgerDatabase, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ column_name: string; data_type: string }>`
    select column_name, data_type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(db);
  return new Map(rows.map((row) => [row.column_name, row.data_type]));
}
