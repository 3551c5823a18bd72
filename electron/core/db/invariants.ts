import type { LedgerDatabase } from './database.ts';

/**
 * Something that must hold in every ledger at every moment. `check` answers the rows that violate
 * it (a hundred are enough); an empty list means that it holds.
 */
export type Invariant = {
  /** `stage.fact_in_words`, e.g. `accounting.entries_balance`. */
  readonly name: string;
  readonly check: (db: LedgerDatabase) => Promise<readonly Readonly<Record<string, unknown>>[]>;
};
