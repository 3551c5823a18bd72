import type BetterSqlite3 from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

const LIMIT = 400;

/**
 * Keeps prepared statements by their text: preparing costs more than running for the small
 * statements that the ledger repeats a hundred thousand times. The oldest leave first.
 */
export function statementCache(database: BetterSqlite3.Database): SqliteDatabase {
  const statements = new Map<string, BetterSqlite3.Statement>();
  return {
    close: () => database.close(),
    prepare(text: string): SqliteStatement {
      const known = statements.get(text);
      // A statement that still hands out rows cannot be started again.
      if (known && !known.busy) return known as unknown as SqliteStatement;
      const prepared = database.prepare(text);
      if (!known) {
        statements.set(text, prepared);
        if (statements.size > LIMIT) {
          const oldest = statements.keys().next().value;
          if (oldest !== undefined) statements.delete(oldest);
        }
      }
      return prepared as unknown as SqliteStatement;
    },
  };
}
