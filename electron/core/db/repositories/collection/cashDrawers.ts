import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { CashDepositRow, CashDrawerReopeningRow, CashDrawerRow } from '../../schema/collection.ts';
import type { ChannelRow } from '../../schema/reconciliation.ts';
import { insertMany } from '../bulk.ts';

/** Closings that count: those of drawers that were not opened again. */
export function standingDrawers(db: LedgerDatabase) {
  return db
    .selectFrom('cash_drawer as drawer')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('cash_drawer_reopening as reopening')
            .select('reopening.drawer_id')
            .whereRef('reopening.drawer_id', '=', 'drawer.drawer_id'),
        ),
      ),
    );
}

/** Whether the counter takes nothing more from this person on that day: the drawer is closed. */
export async function isCounterClosed(
  db: LedgerDatabase,
  channel: Pick<ChannelRow, 'kind'>,
  cashierId: string,
  businessOn: string,
): Promise<boolean> {
  if (channel.kind !== 'counter') return false;
  const closed = await standingDrawers(db)
    .select('drawer.drawer_id')
    .where('drawer.cashier_id', '=', cashierId)
    .where('drawer.business_on', '=', businessOn)
    .executeTakeFirst();
  return closed !== undefined;
}

/** What a person took at the counter on a day, by method; reversals count against it. */
export async function listTakings(db: LedgerDatabase, cashierId: string, businessOn: string) {
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('channel', 'channel.channel_code', 'receipt.channel_code')
    .select((eb) => [
      'receipt.method',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('receipt.amount_minor').as('amount_minor'),
    ])
    .where('receipt.received_by', '=', cashierId)
    .where('receipt.received_on', '=', businessOn)
    .where('channel.kind', '=', 'counter')
    .groupBy('receipt.method')
    .orderBy('receipt.method')
    .execute();
  const takings = rows.map(({ method, count, amount_minor }) => ({
    method,
    count,
    amountMinor: minor(amount_minor),
  }));
  return {
    takings,
    receiptCount: takings.reduce((sum, { count }) => sum + count, 0),
    cashMinor: takings.find(({ method }) => method === 'cash')?.amountMinor ?? 0,
  };
}

/** Days on which a person has receipts: one look into the index a day, however many receipts there are. */
function daysOfReceipts(db: LedgerDatabase, cashierId: string) {
  return db.withRecursive('taken(day)', (query) =>
    query
      .selectFrom('receipt')
      .select(({ fn }) => fn.min<string | null>('received_on').as('day'))
      .where('received_by', '=', cashierId)
      .unionAll(
        query
          .selectFrom('taken')
          .select(({ selectFrom, ref }) =>
            selectFrom('receipt')
              .select(({ fn }) => fn.min<string | null>('received_on').as('day'))
              .where('received_by', '=', cashierId)
              .where('received_on', '>', ref('taken.day'))
              .as('day'),
          )
          .where('taken.day', 'is not', null),
      ),
  );
}

/** Days before `today` on which a person took money at the counter and did not close. */
export async function listOpenDays(
  db: LedgerDatabase,
  cashierId: string,
  today: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await daysOfReceipts(db, cashierId)
    .selectFrom('taken')
    .select('taken.day')
    .where('taken.day', '<', today)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('receipt')
          .innerJoin('channel', 'channel.channel_code', 'receipt.channel_code')
          .select('receipt.receipt_id')
          .where('receipt.received_by', '=', cashierId)
          .whereRef('receipt.received_on', '=', 'taken.day')
          .where('channel.kind', '=', 'counter'),
      ),
    )
    .where(
      'taken.day',
      'not in',
      standingDrawers(db).select('drawer.business_on').where('drawer.cashier_id', '=', cashierId),
    )
    .orderBy('taken.day')
    .limit(limit)
    .execute();
  return rows.flatMap(({ day }) => day ?? []);
}

function selectDrawers(db: LedgerDatabase) {
  return db
    .selectFrom('cash_drawer as drawer')
    .innerJoin('user_account as cashier', 'cashier.user_id', 'drawer.cashier_id')
    .leftJoin('cash_deposit_drawer as part', 'part.drawer_id', 'drawer.drawer_id')
    .leftJoin('cash_deposit as deposit', 'deposit.deposit_id', 'part.deposit_id')
    .leftJoin('cash_deposit_arrival as arrival', 'arrival.deposit_id', 'part.deposit_id')
    .leftJoin('cash_drawer_reopening as reopening', 'reopening.drawer_id', 'drawer.drawer_id')
    .leftJoin('user_account as reopener', 'reopener.user_id', 'reopening.reopened_by')
    .selectAll('drawer')
    .select([
      'reopening.reopened_at',
      'reopening.reason as reopening_reason',
      'reopener.display_name as reopened_by_name',
      'cashier.display_name as cashier_name',
      'deposit.deposit_no',
      'arrival.item_id as arrived_item_id',
    ]);
}

export type ShownDrawer = Awaited<ReturnType<typeof listDrawers>>[number];

/** The closing of a drawer that counts. */
export async function findDrawer(
  db: LedgerDatabase,
  cashierId: string,
  businessOn: string,
): Promise<ShownDrawer | undefined> {
  return selectDrawers(db)
    .where('drawer.cashier_id', '=', cashierId)
    .where('drawer.business_on', '=', businessOn)
    .where('reopening.drawer_id', 'is', null)
    .executeTakeFirst();
}

/** How often a drawer of a day was closed. */
export async function countClosings(
  db: LedgerDatabase,
  cashierId: string,
  businessOn: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('cash_drawer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('cashier_id', '=', cashierId)
    .where('business_on', '=', businessOn)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertReopening(db: LedgerDatabase, reopening: CashDrawerReopeningRow): Promise<void> {
  await db.insertInto('cash_drawer_reopening').values(reopening).execute();
}

/** These drawers, the earliest day first. */
export async function listDrawers(db: LedgerDatabase, drawerIds: readonly string[]) {
  return selectDrawers(db)
    .where('drawer.drawer_id', 'in', drawerIds)
    .orderBy('drawer.business_on')
    .orderBy('drawer.drawer_id')
    .execute();
}

/** Closed drawers, the one closed last first, before `before`. */
export async function pageDrawers(
  db: LedgerDatabase,
  filter: { readonly businessOn?: string | undefined; readonly onlyUndeposited: boolean },
  before: string | null,
  limit: number,
) {
  let query = selectDrawers(db).orderBy('drawer.drawer_id', 'desc').limit(limit);
  if (filter.businessOn !== undefined) query = query.where('drawer.business_on', '=', filter.businessOn);
  // A drawer without cash has nothing to hand over.
  if (filter.onlyUndeposited) {
    query = query
      .where('part.deposit_id', 'is', null)
      .where('reopening.drawer_id', 'is', null)
      .where('drawer.counted_minor', '>', 0);
  }
  if (before !== null) query = query.where('drawer.drawer_id', '<', before);
  return query.execute();
}

export async function insertDrawer(db: LedgerDatabase, drawer: CashDrawerRow): Promise<void> {
  await db.insertInto('cash_drawer').values(drawer).execute();
}

export async function insertDeposit(
  db: LedgerDatabase,
  deposit: CashDepositRow,
  drawerIds: readonly string[],
): Promise<void> {
  await db.insertInto('cash_deposit').values(deposit).execute();
  await insertMany(
    db,
    'cash_deposit_drawer',
    drawerIds.map((drawerId) => ({ deposit_id: deposit.deposit_id, drawer_id: drawerId })),
  );
}

function selectDeposits(db: LedgerDatabase) {
  return db
    .selectFrom('cash_deposit as deposit')
    .innerJoin('channel', 'channel.channel_code', 'deposit.channel_code')
    .innerJoin('user_account as depositor', 'depositor.user_id', 'deposit.deposited_by')
    .leftJoin('cash_deposit_arrival as arrival', 'arrival.deposit_id', 'deposit.deposit_id')
    .selectAll('deposit')
    .select((eb) => [
      'channel.name as channel_name',
      'depositor.display_name as deposited_by_name',
      'arrival.item_id as arrived_item_id',
      eb
        .selectFrom('cash_deposit_drawer as part')
        .select((part) => part.fn.countAll<number>().as('count'))
        .whereRef('part.deposit_id', '=', 'deposit.deposit_id')
        .as('drawer_count'),
    ]);
}

/** Deposits, the latest number first, before `before`. */
export async function pageDeposits(db: LedgerDatabase, before: string | null, limit: number) {
  let query = selectDeposits(db).orderBy('deposit.deposit_no', 'desc').limit(limit);
  if (before !== null) query = query.where('deposit.deposit_no', '<', before);
  return query.execute();
}

/** A deposit with the drawers that it emptied. */
export async function loadDeposit(db: LedgerDatabase, depositNo: string) {
  const deposit = await selectDeposits(db).where('deposit.deposit_no', '=', depositNo).executeTakeFirst();
  if (!deposit) return null;
  const drawers = await selectDrawers(db)
    .where('part.deposit_id', '=', deposit.deposit_id)
    .orderBy('drawer.business_on')
    .orderBy('drawer.drawer_id')
    .execute();
  return { deposit, drawers };
}
