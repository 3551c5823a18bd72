import { CompiledQuery } from 'kysely';
import type { LedgerTransaction } from '../database.ts';

/**
 * Carries out a part of a transaction that may turn out to have been for nothing, and then takes it back whole. To delete
 * what it wrote would make the database look for whatever refers to it, through tables of all years.
 */
export async function takenBackIf<Value>(
  tx: LedgerTransaction,
  isForNothing: (value: Value) => boolean,
  work: () => Promise<Value>,
): Promise<Value> {
  await tx.executeQuery(CompiledQuery.raw('savepoint part'));
  const value = await work();
  if (isForNothing(value)) await tx.executeQuery(CompiledQuery.raw('rollback to savepoint part'));
  await tx.executeQuery(CompiledQuery.raw('release savepoint part'));
  return value;
}
