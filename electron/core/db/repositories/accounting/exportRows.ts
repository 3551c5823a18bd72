import { minor } from '#shared/domain/money.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';

/** The reconciled channels of a business day. */
export async function listDays(db: LedgerDatabase, businessOn: string, channelCode: string | null) {
  let query = db
    .selectFrom('reconciliation')
    .innerJoin('channel', 'channel.channel_code', 'reconciliation.channel_code')
    .leftJoin('user_account', 'user_account.user_id', 'reconciliation.signed_off_by')
    .select([
      'reconciliation.reconciliation_id',
      'reconciliation.channel_code',
      'channel.name as channel_name',
      'reconciliation.state',
      'reconciliation.signed_off_at',
      'user_account.display_name as signed_off_by_name',
    ])
    .where('reconciliation.business_on', '=', businessOn)
    .orderBy('reconciliation.channel_code');
  if (channelCode !== null) query = query.where('reconciliation.channel_code', '=', channelCode);
  return query.execute();
}
export type ExportDay = Awaited<ReturnType<typeof listDays>>[number];

/** Items of these days by channel, class and state. */
export async function summariseDays(db: LedgerDatabase, reconciliationIds: readonly string[]) {
  const rows = await db
    .selectFrom('reconciliation_item')
    .innerJoin('reconciliation', 'reconciliation.reconciliation_id', 'reconciliation_item.reconciliation_id')
    .select((eb) => [
      'reconciliation.channel_code',
      'reconciliation_item.item_class',
      'reconciliation_item.state',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('reconciliation_item.bank_minor').as('bank_minor'),
      eb.fn.sum<number>('reconciliation_item.ours_minor').as('ours_minor'),
    ])
    .where('reconciliation_item.reconciliation_id', 'in', reconciliationIds)
    .groupBy(['reconciliation.channel_code', 'reconciliation_item.item_class', 'reconciliation_item.state'])
    .orderBy('reconciliation.channel_code')
    .orderBy('reconciliation_item.item_class')
    .execute();
  return rows.map((row) => ({
    channelCode: row.channel_code,
    itemClass: row.item_class,
    state: row.state,
    count: row.count,
    bankMinor: minor(row.bank_minor),
    oursMinor: minor(row.ours_minor),
  }));
}
export type ExportSummary = Awaited<ReturnType<typeof summariseDays>>[number];

const ITEMS_A_PART = 1000;

/** Items day by day with their bank line and receipt numbers, part by part, so that memory stays small. */
export async function* streamItems(
  db: LedgerDatabase,
  reconciliationIds: readonly string[],
  which: 'agreed' | 'different',
) {
  for (const reconciliationId of reconciliationIds) yield* streamDay(db, reconciliationId, which);
}

async function* streamDay(db: LedgerDatabase, reconciliationId: string, which: 'agreed' | 'different') {
  let after = '';
  for (;;) {
    const items = await db
      .selectFrom('reconciliation_item')
      .innerJoin(
        'reconciliation',
        'reconciliation.reconciliation_id',
        'reconciliation_item.reconciliation_id',
      )
      .leftJoin('user_account as proposer', 'proposer.user_id', 'reconciliation_item.proposed_by')
      .leftJoin('user_account as approver', 'approver.user_id', 'reconciliation_item.approved_by')
      .selectAll('reconciliation_item')
      .select([
        'reconciliation.channel_code',
        'proposer.display_name as proposed_by_name',
        'approver.display_name as approved_by_name',
      ])
      .where('reconciliation_item.reconciliation_id', '=', reconciliationId)
      .where('reconciliation_item.state', which === 'agreed' ? '=' : '<>', 'agreed')
      .where('reconciliation_item.item_id', '>', after)
      .orderBy('reconciliation_item.item_id')
      .limit(ITEMS_A_PART)
      .execute();
    const last = items.at(-1);
    if (!last) return;
    const ids = items.map((item) => item.item_id);
    const serials = await numbersOf(db, ids);
    yield items.map((item) => ({ ...item, ...serials(item.item_id) }));
    after = last.item_id;
  }
}
async function numbersOf(db: LedgerDatabase, itemIds: readonly string[]) {
  const lines = await selectByKeys(db, 'export_lines', itemIds, [], (keys) =>
    db
      .selectFrom('reconciliation_item_bank_line')
      .innerJoin('bank_line', 'bank_line.bank_line_id', 'reconciliation_item_bank_line.bank_line_id')
      .select(['item_id', 'serial_no', 'counterparty_name'])
      .where('item_id', 'in', keys),
  );
  const receipts = await selectByKeys(db, 'export_receipts', itemIds, [], (keys) =>
    db
      .selectFrom('reconciliation_item_receipt')
      .innerJoin('receipt', 'receipt.receipt_id', 'reconciliation_item_receipt.receipt_id')
      .innerJoin('customer', 'customer.customer_id', 'receipt.customer_id')
      .select(['item_id', 'receipt_no', 'account_no'])
      .where('item_id', 'in', keys),
  );
  const collect = <Row extends { readonly item_id: string }>(
    rows: readonly Row[],
    textOf: (row: Row) => string,
  ) => {
    const texts = new Map<string, string[]>();
    for (const row of rows) {
      const own = texts.get(row.item_id) ?? [];
      own.push(textOf(row));
      texts.set(row.item_id, own);
    }
    return (itemId: string) => (texts.get(itemId) ?? []).join(' ');
  };
  const serialNos = collect(lines, (row) => row.serial_no ?? '');
  const counterparties = collect(lines, (row) => row.counterparty_name ?? '');
  const receiptNos = collect(receipts, (row) => row.receipt_no);
  const accountNos = collect(receipts, (row) => row.account_no);
  return (itemId: string) => ({
    serialNos: serialNos(itemId),
    counterparties: counterparties(itemId),
    receiptNos: receiptNos(itemId),
    accountNos: accountNos(itemId),
  });
}

/** Lines of the vouchers of these days. */
export async function listExportVouchers(db: LedgerDatabase, reconciliationIds: readonly string[]) {
  return db
    .selectFrom('voucher')
    .innerJoin('voucher_line', 'voucher_line.voucher_id', 'voucher.voucher_id')
    .innerJoin('ledger_account', 'ledger_account.account_code', 'voucher_line.account_code')
    .innerJoin('user_account as preparer', 'preparer.user_id', 'voucher.prepared_by')
    .leftJoin('user_account as approver', 'approver.user_id', 'voucher.approved_by')
    .select([
      'voucher.voucher_no',
      'voucher.kind',
      'voucher.state',
      'voucher_line.account_code',
      'ledger_account.name as account_name',
      'voucher_line.amount_minor',
      'preparer.display_name as prepared_by_name',
      'approver.display_name as approved_by_name',
    ])
    .where('voucher.reconciliation_id', 'in', reconciliationIds)
    .orderBy('voucher.voucher_no')
    .orderBy('voucher_line.line_no')
    .execute();
}
export type ExportVoucher = Awaited<ReturnType<typeof listExportVouchers>>[number];
