import type { LedgerDatabase } from '../../database.ts';
import type { PrepaidMovementRow } from '../../schema/collection.ts';
import { insertMany } from '../bulk.ts';

export async function loadPrepaidBalance(db: LedgerDatabase, customerId: string): Promise<number> {
  const row = await db
    .selectFrom('prepaid_balance')
    .select('balance_minor')
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row?.balance_minor ?? 0;
}

/** Customers with prepaid money among these, with their balance. */
export async function loadPrepaidBalances(
  db: LedgerDatabase,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('prepaid_balance')
    .selectAll()
    .where('customer_id', 'in', customerIds)
    .where('balance_minor', '>', 0)
    .execute();
  return new Map(rows.map((row) => [row.customer_id, row.balance_minor]));
}

/** Records movements of prepaid money and keeps the balances; the table refuses one below zero. */
export async function insertPrepaidMovements(
  db: LedgerDatabase,
  movements: readonly PrepaidMovementRow[],
): Promise<void> {
  await insertMany(db, 'prepaid_movement', movements);
  for (const { customer_id, amount_minor } of movements) {
    const { numUpdatedRows } = await db
      .updateTable('prepaid_balance')
      .set((eb) => ({ balance_minor: eb('balance_minor', '+', amount_minor) }))
      .where('customer_id', '=', customer_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      await db.insertInto('prepaid_balance').values({ customer_id, balance_minor: amount_minor }).execute();
    }
  }
}
