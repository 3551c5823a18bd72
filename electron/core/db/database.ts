import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Reads the ledger: a transaction or the read-only connection. Repositories take it first. */
export type LedgerDatabase = Kysely<Tables>;

/** Writes the ledger: only ever the one transaction that the pipeline opened. */
export type LedgerTransaction = Transaction<Tables>;
