import type { LedgerDatabase } from '../../database.ts';

function selectArrivals(db: LedgerDatabase) {
  return db
    .selectFrom('cash_deposit as deposit')
    .leftJoin('cash_deposit_arrival as arrival', 'arrival.deposit_id', 'deposit.deposit_id')
    .select([
      'deposit.deposit_id',
      'deposit.deposit_no',
      'deposit.channel_code',
      'deposit.amount_minor',
      'arrival.item_id as arrived_item_id',
    ]);
}

export async function loadArrival(db: LedgerDatabase, depositNo: string) {
  return selectArrivals(db).where('deposit.deposit_no', '=', depositNo).executeTakeFirst();
}

/** The number of the deposit of this amount that a bank has not shown yet; `null` where none or several are. */
export async function findOnlyAwaitedDeposit(
  db: LedgerDatabase,
  channelCode: string,
  amountMinor: number,
): Promise<string | null> {
  const rows = await selectArrivals(db)
    .where('deposit.channel_code', '=', channelCode)
    .where('deposit.amount_minor', '=', amountMinor)
    .where('arrival.item_id', 'is', null)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.deposit_no ?? null) : null;
}

export async function insertArrival(db: LedgerDatabase, depositId: string, itemId: string): Promise<void> {
  await db.insertInto('cash_deposit_arrival').values({ deposit_id: depositId, item_id: itemId }).execute();
}
