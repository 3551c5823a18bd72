import { CompiledQuery, sql } from 'kysely';
import { assert } from '#shared/lib/assert.ts';
import { chunked, groupBy } from '#shared/lib/collections.ts';
import type { BulkAdapter } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';

const ROWS_A_STATEMENT = 2000;

/**
 * Inserts by a list for each column: the statement has as many parameters as the table has columns, however many rows
 * there are. A list of values has one for each value, and is slower (docs/bench.md).
 */
export function insertByColumns(): BulkAdapter['insertRows'] {
  let known: ColumnTypes | null = null;
  return async (db, table, columns, rows) => {
    // Kept once it is there: a connection that breaks while it is asked breaks this insert and no other.
    known ??= await loadColumnTypes(db);
    const types = known.get(table);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const lists = columns.map((column, index) => {
      const type = types?.get(column);
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

/** The types of the columns of every table, by the names of both. */
type ColumnTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Asked once for all tables, and of the catalogue itself: the views of the standard take twenty times as long. */
async function loadColumnTypes(db: LedgerDatabase): Promise<ColumnTypes> {
  const { rows } = await sql<{ relation: string; column: string; type: string }>`
    select relname as relation, attname as column, format_type(atttypid, null) as type
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = current_schema()::regnamespace and relkind = 'r'
      and attnum > 0 and not attisdropped`.execute(db);
  const byTable = groupBy(rows, ({ relation }) => relation);
  return new Map(
    [...byTable].map(([table, columns]) => [
      table,
      new Map(columns.map(({ column, type }) => [column, type])),
    ]),
  );
}
