import type { DialectAdapter } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { TableName } from './schema.ts';

export type BulkRow = Readonly<Record<string, unknown>>;

/** What a database may bring along to take many rows faster than as a list of values. */
export interface BulkAdapter extends DialectAdapter {
  /** Inserts rows of one shape, each with these columns. */
  readonly insertRows?: (
    db: LedgerDatabase,
    table: TableName,
    columns: readonly string[],
    rows: readonly BulkRow[],
  ) => Promise<void>;
}
