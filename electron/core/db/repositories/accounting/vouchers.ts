import { minor } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { VoucherLineRow, VoucherRow } from '../../schema/accounting.ts';
import { insertMany } from '../bulk.ts';

/** The state of a channel's day with the account of its money in transit. */
export async function loadDay(db: LedgerDatabase, reconciliationId: string) {
  return db
    .selectFrom('reconciliation')
    .innerJoin('channel', 'channel.channel_code', 'reconciliation.channel_code')
    .select(['reconciliation.reconciliation_id', 'reconciliation.state', 'channel.transit_account_code'])
    .where('reconciliation.reconciliation_id', '=', reconciliationId)
    .executeTakeFirst();
}

/**
 * What the bank's lines of the day come to, in and out. A line that the bank listed twice is no money,
 * and one that waits belongs to the next day.
 */
export async function sumDay(db: LedgerDatabase, reconciliationId: string) {
  const rows = await db
    .selectFrom('reconciliation_item')
    .innerJoin(
      'reconciliation_item_bank_line',
      'reconciliation_item_bank_line.item_id',
      'reconciliation_item.item_id',
    )
    .select((eb) => [
      eb('reconciliation_item_bank_line.amount_minor', '>', 0).as('is_in'),
      eb.fn.sum<number>('reconciliation_item_bank_line.amount_minor').as('amount_minor'),
    ])
    .where('reconciliation_item.reconciliation_id', '=', reconciliationId)
    .where((eb) =>
      eb.or([
        eb('reconciliation_item.action', 'is', null),
        eb('reconciliation_item.action', 'not in', ['mark_duplicate', 'wait_for_next_day']),
      ]),
    )
    .groupBy('is_in')
    .execute();
  const sum = (isIn: boolean) =>
    Math.abs(minor(rows.find((row) => Boolean(row.is_in) === isIn)?.amount_minor ?? 0));
  return { inMinor: sum(true), outMinor: sum(false) };
}

/** Vouchers of a day that are prepared or approved. */
export async function listStandingVouchers(
  db: LedgerDatabase,
  reconciliationId: string,
): Promise<readonly VoucherRow[]> {
  return db
    .selectFrom('voucher')
    .selectAll()
    .where('reconciliation_id', '=', reconciliationId)
    .where('state', '<>', 'rejected')
    .orderBy('voucher_no')
    .execute();
}

export async function loadVoucher(db: LedgerDatabase, voucherId: string): Promise<VoucherRow | undefined> {
  return db.selectFrom('voucher').selectAll().where('voucher_id', '=', voucherId).executeTakeFirst();
}

export async function insertVoucher(
  db: LedgerDatabase,
  voucher: VoucherRow,
  lines: readonly VoucherLineRow[],
): Promise<void> {
  await db.insertInto('voucher').values(voucher).execute();
  await insertMany(db, 'voucher_line', lines);
}

/** Changes a voucher and counts its version up; gives the new version. */
export async function updateVoucher(
  db: LedgerDatabase,
  voucher: VoucherRow,
  change: Partial<Pick<VoucherRow, 'state' | 'approved_by' | 'approved_at' | 'journal_entry_id'>>,
): Promise<number> {
  const version = voucher.version + 1;
  const { numUpdatedRows } = await db
    .updateTable('voucher')
    .set({ ...change, version })
    .where('voucher_id', '=', voucher.voucher_id)
    .where('version', '=', voucher.version)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one voucher must change: ${voucher.voucher_id}`);
  return version;
}

export async function loadVoucherLines(db: LedgerDatabase, voucherId: string) {
  return db
    .selectFrom('voucher_line')
    .innerJoin('ledger_account', 'ledger_account.account_code', 'voucher_line.account_code')
    .selectAll('voucher_line')
    .select('ledger_account.name as account_name')
    .where('voucher_id', '=', voucherId)
    .orderBy('line_no')
    .execute();
}

export type VoucherFilter = {
  readonly voucherId?: string | undefined;
  readonly state?: VoucherRow['state'] | undefined;
  readonly businessOn?: string | undefined;
  readonly channelCode?: string | undefined;
};

/** Vouchers with their day and people, the latest number first. */
export async function pageVouchers(
  db: LedgerDatabase,
  filter: VoucherFilter,
  after: string | null,
  limit: number,
) {
  const { voucherId, state, businessOn, channelCode } = filter;
  let query = db
    .selectFrom('voucher')
    .innerJoin('reconciliation', 'reconciliation.reconciliation_id', 'voucher.reconciliation_id')
    .innerJoin('channel', 'channel.channel_code', 'reconciliation.channel_code')
    .innerJoin('user_account as preparer', 'preparer.user_id', 'voucher.prepared_by')
    .leftJoin('user_account as approver', 'approver.user_id', 'voucher.approved_by')
    .selectAll('voucher')
    .select([
      'reconciliation.channel_code',
      'reconciliation.business_on',
      'channel.name as channel_name',
      'preparer.display_name as prepared_by_name',
      'approver.display_name as approved_by_name',
    ])
    .orderBy('voucher.voucher_no', 'desc')
    .limit(limit);
  if (voucherId !== undefined) query = query.where('voucher.voucher_id', '=', voucherId);
  if (state !== undefined) query = query.where('voucher.state', '=', state);
  if (businessOn !== undefined) query = query.where('reconciliation.business_on', '=', businessOn);
  if (channelCode !== undefined) query = query.where('reconciliation.channel_code', '=', channelCode);
  if (after !== null) query = query.where('voucher.voucher_no', '<', after);
  return query.execute();
}
