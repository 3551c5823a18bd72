import type { DialectAdapter } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { TableName } from './schema.ts';

export type BulkRow = Readonly<Record<string, unknown>>;

/** What a database brings along for work on many rows at once. */
export interface BulkAdapter extends DialectAdapter {
  /** Inserts rows of one shape, each with these columns. */
  readonly insertRows: (
    db: LedgerDatabase,
    table: TableName,
    columns: readonly string[],
    rows: readonly BulkRow[],
  ) => Promise<void>;
  /** Counts tables anew that got most of their rows at once, so that statements are planned for that many. */
  readonly countAnew?: (db: LedgerDatabase, tables: readonly TableName[]) => Promise<void>;
}
