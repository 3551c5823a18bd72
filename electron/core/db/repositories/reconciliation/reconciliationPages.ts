import { minor, sumMinor } from '#shared/domain/money.ts';
import type { ItemClass, ItemState, ReconciliationState } from '#shared/domain/reconciliation/itemClasses.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';

/** Days, the latest first, with the counts and sums of their items. */
export async function pageDays(
  db: LedgerDatabase,
  filter: {
    readonly reconciliationId?: string;
    readonly channelCode?: string | undefined;
    readonly state?: ReconciliationState | undefined;
    readonly onlyWithDifferences: boolean;
  },
  before: { readonly businessOn: string; readonly channelCode: string } | null,
  limit: number,
) {
  let query = db
    .selectFrom('reconciliation as day')
    .innerJoin('channel', 'channel.channel_code', 'day.channel_code')
    .innerJoin('user_account as runner', 'runner.user_id', 'day.run_by')
    .leftJoin('user_account as signer', 'signer.user_id', 'day.signed_off_by')
    .selectAll('day')
    .select([
      'channel.name as channel_name',
      'runner.display_name as run_by_name',
      'signer.display_name as signed_off_by_name',
    ])
    .orderBy('day.business_on', 'desc')
    .orderBy('day.channel_code')
    .limit(limit);
  if (filter.reconciliationId !== undefined) {
    query = query.where('day.reconciliation_id', '=', filter.reconciliationId);
  }
  if (filter.channelCode !== undefined) query = query.where('day.channel_code', '=', filter.channelCode);
  if (filter.state !== undefined) query = query.where('day.state', '=', filter.state);
  if (filter.onlyWithDifferences) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('reconciliation_item as item')
          .select('item.item_id')
          .whereRef('item.reconciliation_id', '=', 'day.reconciliation_id')
          .where('item.state', 'in', ['open', 'proposed']),
      ),
    );
  }
  if (before !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('day.business_on', '<', before.businessOn),
        eb.and([
          eb('day.business_on', '=', before.businessOn),
          eb('day.channel_code', '>', before.channelCode),
        ]),
      ]),
    );
  }
  const days = await query.execute();
  const sumsOf = await loadDaySums(
    db,
    days.map((day) => day.reconciliation_id),
  );
  return days.map((day) => ({ ...day, ...sumsOf(day.reconciliation_id) }));
}
export type DayFound = Awaited<ReturnType<typeof pageDays>>[number];

/** How many items days have, how many of them are open or proposed, and what both sides of them come to. */
async function loadDaySums(db: LedgerDatabase, reconciliationIds: readonly string[]) {
  const rows = await selectByKeys(db, 'day_sums', reconciliationIds, [], (keys) =>
    db
      .selectFrom('reconciliation_item')
      .select(({ fn }) => [
        'reconciliation_id',
        'state',
        fn.countAll<number>().as('count'),
        fn.sum<number>('bank_minor').as('bank_minor'),
        fn.sum<number>('ours_minor').as('ours_minor'),
      ])
      .where('reconciliation_id', 'in', keys)
      .groupBy(['reconciliation_id', 'state']),
  );
  const statesOf = groupBy(rows, (row) => row.reconciliation_id);
  return (reconciliationId: string) => {
    const states = statesOf.get(reconciliationId) ?? [];
    const countOf = (state: ItemState) => states.find((one) => one.state === state)?.count ?? 0;
    return {
      item_count: states.reduce((sum, { count }) => sum + count, 0),
      open_count: countOf('open'),
      proposed_count: countOf('proposed'),
      bank_minor: sumMinor(states.map(({ bank_minor }) => minor(bank_minor))),
      ours_minor: sumMinor(states.map(({ ours_minor }) => minor(ours_minor))),
    };
  };
}

/** Lines and receipts of the day that are in no item yet. */
export async function countUnseen(
  db: LedgerDatabase,
  day: { readonly channelCode: string; readonly businessOn: string },
): Promise<{ readonly bankLines: number; readonly receipts: number }> {
  const lines = await db
    .selectFrom('bank_line as line')
    .leftJoin('reconciliation_item_bank_line as link', 'link.bank_line_id', 'line.bank_line_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('line.channel_code', '=', day.channelCode)
    .where('line.booked_on', '=', day.businessOn)
    .where('link.item_id', 'is', null)
    .executeTakeFirstOrThrow();
  const receipts = await db
    .selectFrom('receipt')
    .leftJoin('reconciliation_item_receipt as link', 'link.receipt_id', 'receipt.receipt_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('receipt.channel_code', '=', day.channelCode)
    .where('receipt.received_on', '=', day.businessOn)
    .where('link.item_id', 'is', null)
    .executeTakeFirstOrThrow();
  return { bankLines: lines.count, receipts: receipts.count };
}

export async function pageItems(
  db: LedgerDatabase,
  filter: {
    readonly reconciliationId: string;
    readonly itemClass?: ItemClass | undefined;
    readonly state?: ItemState | undefined;
    readonly onlyDifferences: boolean;
  },
  after: string | null,
  limit: number,
) {
  let query = db
    .selectFrom('reconciliation_item as item')
    .leftJoin('user_account as proposer', 'proposer.user_id', 'item.proposed_by')
    .leftJoin('user_account as approver', 'approver.user_id', 'item.approved_by')
    .selectAll('item')
    .select(['proposer.display_name as proposed_by_name', 'approver.display_name as approved_by_name'])
    .where('item.reconciliation_id', '=', filter.reconciliationId)
    .orderBy('item.item_id')
    .limit(limit);
  if (filter.itemClass !== undefined) query = query.where('item.item_class', '=', filter.itemClass);
  if (filter.state !== undefined) query = query.where('item.state', '=', filter.state);
  if (filter.onlyDifferences) query = query.where('item.state', '!=', 'agreed');
  if (after !== null) query = query.where('item.item_id', '>', after);
  return query.execute();
}
