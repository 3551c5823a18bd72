import type { DialectAdapter } from 'kysely';
import type { LedgerDatabase } from '../database.ts';

/**
 * Statements whose text is made once. Each database has texts of its own, because one process works on several
 * kinds: a backup of a ledger on a server is a file, and what one spells `$1` is `?` for the other.
 */
export class CompiledStatements<Compiled> {
  readonly #ofDatabases = new WeakMap<DialectAdapter, Map<string, Compiled>>();

  /** The statement of this name, made by `compile` when it is first asked for. */
  get(db: LedgerDatabase, name: string, compile: () => Compiled): Compiled {
    const { adapter } = db.getExecutor();
    let statements = this.#ofDatabases.get(adapter);
    if (!statements) {
      statements = new Map();
      this.#ofDatabases.set(adapter, statements);
    }
    let compiled = statements.get(name);
    if (compiled === undefined) {
      compiled = compile();
      statements.set(name, compiled);
    }
    return compiled;
  }
}
