import { PostgresAdapter, sql } from 'kysely';
import type { LedgerDatabase } from '#core/db/database.ts';
import { ledgerTables } from '#core/db/ledgerTables.ts';

/** The rows of each table, as text. */
type LedgerContents = Readonly<Record<string, readonly string[]>>;

/** Every row of a ledger by table: to see whether anything at all is different. */
export async function ledgerContents(db: LedgerDatabase): Promise<LedgerContents> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) return contentsOnServer(db);
  const contents: Record<string, readonly string[]> = {};
  for (const { name, primaryKey } of ledgerTables()) {
    const { rows } = await sql.raw(`select * from ${name} order by ${primaryKey.join(', ')}`).execute(db);
    contents[name] = rows.map((row) => JSON.stringify(row));
  }
  return contents;
}

/** A statement for each table would take longer than the command that is looked at. */
async function contentsOnServer(db: LedgerDatabase): Promise<LedgerContents> {
  const tables = ledgerTables().map(
    ({ name }) => `select '${name}' as name, array(select row::text from ${name} as row order by 1) as rows`,
  );
  const { rows } = await sql.raw<{ name: string; rows: string[] }>(tables.join(' union all ')).execute(db);
  return Object.fromEntries(rows.map((table) => [table.name, table.rows]));
}
