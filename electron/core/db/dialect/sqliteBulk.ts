import { CompiledQuery } from 'kysely';
import type { BulkAdapter, BulkRow } from '../bulkAdapter.ts';
import type { LedgerDatabase } from '../database.ts';

/** Rows of the statements that are made; of so few sizes, so that hardly any is prepared anew. */
const STATEMENT_SIZES = [256, 128, 64, 32, 16, 4, 1] as const;

/**
 * Inserts by lists of values. Handing a value over to SQLite costs more than storing it, and rows that come together
 * mostly share who made them, when and for what: what all of them share is handed over once a statement.
 */
export const insertByValues: BulkAdapter['insertRows'] = async (db, table, columns, rows) => {
  const split = splitColumns(columns, rows);
  for (let done = 0; done < rows.length; ) {
    const size = STATEMENT_SIZES.find((one) => one <= rows.length - done) ?? 1;
    const part = rows.slice(done, done + size);
    await insertPart(db, table, columns, size === 1 ? { shared: [], own: columns } : split, part);
    done += size;
  }
};

/** The columns in which all rows are alike, and the others; rows that are alike in all of them share none. */
function splitColumns(columns: readonly string[], rows: readonly BulkRow[]): Split {
  const shared = columns.filter((column) => isShared(rows, column));
  const own = columns.filter((column) => !shared.includes(column));
  return own.length === 0 ? { shared: [], own: columns } : { shared, own };
}

type Split = { readonly shared: readonly string[]; readonly own: readonly string[] };

function isShared(rows: readonly BulkRow[], column: string): boolean {
  const value = rows[0]?.[column];
  return rows.every((row) => row[column] === value);
}

async function insertPart(
  db: LedgerDatabase,
  table: string,
  columns: readonly string[],
  { shared, own }: Split,
  rows: readonly BulkRow[],
): Promise<void> {
  const values: unknown[] = shared.map((column) => rows[0]?.[column]);
  for (const row of rows) for (const column of own) values.push(row[column]);
  await db.executeQuery(CompiledQuery.raw(textOf(table, columns, { shared, own }, rows.length), values));
}

const texts = new Map<string, string>();

function textOf(table: string, columns: readonly string[], split: Split, rowCount: number): string {
  const key = `${table}|${columns.join()}|${split.own.join()}|${rowCount}`;
  let text = texts.get(key);
  if (text === undefined) {
    text = compile(table, columns, split, rowCount);
    texts.set(key, text);
  }
  return text;
}

function compile(table: string, columns: readonly string[], { shared, own }: Split, rowCount: number) {
  const into = `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
  const list = (names: readonly string[]) => `(${names.map(() => '?').join(', ')})`;
  const lists = Array.from({ length: rowCount }, () => list(own)).join(', ');
  if (shared.length === 0) return `${into} values ${lists}`;
  const chosen = columns.map((column) => {
    const at = own.indexOf(column);
    return at < 0 ? '?' : `column${at + 1}`;
  });
  return `${into} select ${chosen.join(', ')} from (values ${lists})`;
}
