import { paidState } from '#shared/domain/collection/receivableState.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Adds to (or, by a reversal, takes from) what a receivable has received, and lets its state follow. */
export async function addToReceived(
  db: LedgerDatabase,
  receivableId: string,
  amountMinor: number,
): Promise<void> {
  const row = await db
    .selectFrom('receivable')
    .select(['amount_minor', 'received_minor', 'state'])
    .where('receivable_id', '=', receivableId)
    .executeTakeFirst();
  assert(row !== undefined && row.state !== 'written_off', `not a receivable to pay: ${receivableId}`);
  const receivedMinor = row.received_minor + amountMinor;
  await db
    .updateTable('receivable')
    .set((eb) => ({
      received_minor: receivedMinor,
      state: paidState(row.amount_minor, receivedMinor),
      version: eb('version', '+', 1),
    }))
    .where('receivable_id', '=', receivableId)
    .execute();
}
