import { CompiledQuery } from 'kysely';
import type { LedgerTransaction } from './database.ts';

/** A statement that would have written, as it was to be carried out. */
export type RecordedWrite = { readonly sql: string; readonly parameters: readonly unknown[] };

/** Carries out in a transaction what was recorded beside it, in its order. */
export async function repeatWrites(tx: LedgerTransaction, writes: readonly RecordedWrite[]): Promise<void> {
  for (const { sql, parameters } of writes) await tx.executeQuery(CompiledQuery.raw(sql, [...parameters]));
}
