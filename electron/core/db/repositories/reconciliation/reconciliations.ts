import type { ItemClass, ItemState } from '#shared/domain/reconciliation/itemClasses.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReconciliationItemRow, ReconciliationRow } from '../../schema/reconciliation.ts';
import { insertMany } from '../bulk.ts';

export async function findDay(
  db: LedgerDatabase,
  channelCode: string,
  businessOn: string,
): Promise<ReconciliationRow | undefined> {
  return db
    .selectFrom('reconciliation')
    .selectAll()
    .where('channel_code', '=', channelCode)
    .where('business_on', '=', businessOn)
    .executeTakeFirst();
}

export async function loadReconciliation(
  db: LedgerDatabase,
  reconciliationId: string,
): Promise<ReconciliationRow | undefined> {
  return db
    .selectFrom('reconciliation')
    .selectAll()
    .where('reconciliation_id', '=', reconciliationId)
    .executeTakeFirst();
}

export async function insertReconciliation(db: LedgerDatabase, row: ReconciliationRow): Promise<void> {
  await insertMany(db, 'reconciliation', [row]);
}

export async function updateReconciliation(
  db: LedgerDatabase,
  reconciliationId: string,
  changes: Partial<ReconciliationRow>,
): Promise<void> {
  await db
    .updateTable('reconciliation')
    .set(changes)
    .where('reconciliation_id', '=', reconciliationId)
    .execute();
}

export type StoredItem = {
  readonly itemId: string;
  readonly itemClass: ItemClass;
  readonly state: ItemState;
  readonly matchRule: string;
  readonly lineIds: readonly string[];
  readonly receiptIds: readonly string[];
};

/** Items of a day that no person has worked, with what they hold. */
export async function loadUnworkedItems(
  db: LedgerDatabase,
  reconciliationId: string,
): Promise<readonly StoredItem[]> {
  const items = db
    .selectFrom('reconciliation_item as item')
    .where('item.reconciliation_id', '=', reconciliationId)
    .where('item.state', 'in', ['agreed', 'open']);
  const rows = await items
    .select(['item.item_id', 'item.item_class', 'item.state', 'item.match_rule'])
    .execute();
  const lines = groupBy(
    await items
      .innerJoin('reconciliation_item_bank_line as link', 'link.item_id', 'item.item_id')
      .select(['item.item_id', 'link.bank_line_id'])
      .execute(),
    (row) => row.item_id,
  );
  const receipts = groupBy(
    await items
      .innerJoin('reconciliation_item_receipt as link', 'link.item_id', 'item.item_id')
      .select(['item.item_id', 'link.receipt_id'])
      .execute(),
    (row) => row.item_id,
  );
  return rows.map((row) => ({
    itemId: row.item_id,
    itemClass: row.item_class,
    state: row.state,
    matchRule: row.match_rule,
    lineIds: (lines.get(row.item_id) ?? []).map((link) => link.bank_line_id),
    receiptIds: (receipts.get(row.item_id) ?? []).map((link) => link.receipt_id),
  }));
}

export type NewItem = {
  readonly itemId: string;
  readonly itemClass: ItemClass;
  readonly state: 'agreed' | 'open';
  readonly matchRule: string;
  readonly bankMinor: number;
  readonly oursMinor: number;
  readonly lines: readonly { readonly lineId: string; readonly amountMinor: number }[];
  readonly receipts: readonly { readonly receiptId: string; readonly amountMinor: number }[];
};

export async function insertItems(
  db: LedgerDatabase,
  reconciliationId: string,
  items: readonly NewItem[],
): Promise<void> {
  await insertMany(
    db,
    'reconciliation_item',
    items.map((item) => ({
      item_id: item.itemId,
      reconciliation_id: reconciliationId,
      item_class: item.itemClass,
      state: item.state,
      bank_minor: item.bankMinor,
      ours_minor: item.oursMinor,
      match_rule: item.matchRule,
      action: null,
      action_input_json: null,
      reason: null,
      proposed_by: null,
      proposed_at: null,
      approved_by: null,
      approved_at: null,
      result_json: null,
      version: 1,
    })),
  );
  await insertMany(
    db,
    'reconciliation_item_bank_line',
    items.flatMap((item) =>
      item.lines.map((line) => ({
        item_id: item.itemId,
        bank_line_id: line.lineId,
        amount_minor: line.amountMinor,
      })),
    ),
  );
  await linkReceipts(
    db,
    items.flatMap((item) => item.receipts.map((receipt) => ({ itemId: item.itemId, ...receipt }))),
  );
}

export async function linkReceipts(
  db: LedgerDatabase,
  links: readonly { readonly itemId: string; readonly receiptId: string; readonly amountMinor: number }[],
): Promise<void> {
  await insertMany(
    db,
    'reconciliation_item_receipt',
    links.map((link) => ({
      item_id: link.itemId,
      receipt_id: link.receiptId,
      amount_minor: link.amountMinor,
    })),
  );
}

export async function deleteItems(db: LedgerDatabase, itemIds: readonly string[]): Promise<void> {
  for (const itemId of itemIds) {
    await db.deleteFrom('reconciliation_item').where('item_id', '=', itemId).execute();
  }
}

/** Open items of other days that hold a line or receipt which now has its other side. */
export async function findOpenItemsHolding(
  db: LedgerDatabase,
  reconciliationId: string,
  held: { readonly lineIds: readonly string[]; readonly receiptIds: readonly string[] },
): Promise<string[]> {
  const found: string[] = [];
  const open = db
    .selectFrom('reconciliation_item as item')
    .select('item.item_id')
    .where('item.reconciliation_id', '!=', reconciliationId)
    .where('item.state', '=', 'open');
  for (const lineId of held.lineIds) {
    const rows = await open
      .innerJoin('reconciliation_item_bank_line as link', 'link.item_id', 'item.item_id')
      .where('link.bank_line_id', '=', lineId)
      .execute();
    found.push(...rows.map((row) => row.item_id));
  }
  for (const receiptId of held.receiptIds) {
    const rows = await open
      .innerJoin('reconciliation_item_receipt as link', 'link.item_id', 'item.item_id')
      .where('link.receipt_id', '=', receiptId)
      .execute();
    found.push(...rows.map((row) => row.item_id));
  }
  return found;
}

/** Counts and sums of a day's items by class and state. */
export async function summarise(db: LedgerDatabase, reconciliationId: string) {
  return db
    .selectFrom('reconciliation_item')
    .select((eb) => [
      'item_class',
      'state',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('bank_minor').as('bank_minor'),
      eb.fn.sum<number>('ours_minor').as('ours_minor'),
    ])
    .where('reconciliation_id', '=', reconciliationId)
    .groupBy(['item_class', 'state'])
    .orderBy('item_class')
    .orderBy('state')
    .execute();
}

export async function loadItem(db: LedgerDatabase, itemId: string) {
  return db
    .selectFrom('reconciliation_item as item')
    .innerJoin('reconciliation as day', 'day.reconciliation_id', 'item.reconciliation_id')
    .selectAll('item')
    .select(['day.channel_code', 'day.business_on', 'day.state as day_state'])
    .where('item.item_id', '=', itemId)
    .executeTakeFirst();
}
export type LoadedItem = NonNullable<Awaited<ReturnType<typeof loadItem>>>;

export async function updateItem(
  db: LedgerDatabase,
  itemId: string,
  changes: Partial<ReconciliationItemRow>,
): Promise<void> {
  await db.updateTable('reconciliation_item').set(changes).where('item_id', '=', itemId).execute();
}

export async function loadItemLines(db: LedgerDatabase, itemIds: readonly string[]) {
  if (itemIds.length === 0) return [];
  return db
    .selectFrom('reconciliation_item_bank_line as link')
    .innerJoin('bank_line as line', 'line.bank_line_id', 'link.bank_line_id')
    .leftJoin('customer as named', 'named.account_no', 'line.our_reference')
    .selectAll('line')
    .select(['link.item_id', 'named.account_no'])
    .where('link.item_id', 'in', itemIds)
    .orderBy('link.item_id')
    .orderBy('line.bank_line_id')
    .execute();
}

export async function loadItemReceipts(db: LedgerDatabase, itemIds: readonly string[]) {
  if (itemIds.length === 0) return [];
  return db
    .selectFrom('reconciliation_item_receipt as link')
    .innerJoin('receipt', 'receipt.receipt_id', 'link.receipt_id')
    .innerJoin('customer', 'customer.customer_id', 'receipt.customer_id')
    .leftJoin('receipt as reversal', 'reversal.reverses_id', 'receipt.receipt_id')
    .select([
      'link.item_id',
      'receipt.receipt_id',
      'receipt.receipt_no',
      'receipt.kind',
      'receipt.received_on',
      'receipt.amount_minor',
      'receipt.method',
      'receipt.channel_serial_no',
      'customer.account_no',
      'customer.name as customer_name',
      'reversal.receipt_no as reversed_by_no',
    ])
    .where('link.item_id', 'in', itemIds)
    .orderBy('link.item_id')
    .orderBy('receipt.receipt_id')
    .execute();
}
