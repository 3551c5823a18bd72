import type { LedgerDatabase } from '../../database.ts';

/** A receipt with the words around it. */
function selectReceipts(db: LedgerDatabase) {
  return db
    .selectFrom('receipt')
    .innerJoin('customer', 'customer.customer_id', 'receipt.customer_id')
    .innerJoin('user_account as receiver', 'receiver.user_id', 'receipt.received_by')
    .leftJoin('receipt as reversal', 'reversal.reverses_id', 'receipt.receipt_id')
    .leftJoin('receipt as original', 'original.receipt_id', 'receipt.reverses_id')
    .select([
      'receipt.receipt_id',
      'receipt.receipt_no',
      'receipt.customer_id',
      'receipt.kind',
      'receipt.received_on',
      'receipt.amount_minor',
      'receipt.prepaid_minor',
      'receipt.late_fee_minor',
      'receipt.method',
      'receipt.channel_code',
      'receipt.channel_serial_no',
      'receipt.reason',
      'receipt.journal_entry_id',
      'receipt.received_at',
      'customer.account_no',
      'customer.name as customer_name',
      'customer.address',
      'receiver.display_name as received_by_name',
      'reversal.receipt_no as reversed_by_no',
      'original.receipt_no as reverses_no',
    ]);
}

export type ShownReceipt = Awaited<ReturnType<typeof pageReceipts>>[number];

export async function loadReceipt(db: LedgerDatabase, receiptNo: string): Promise<ShownReceipt | undefined> {
  return selectReceipts(db).where('receipt.receipt_no', '=', receiptNo).executeTakeFirst();
}

/** Receipts, the latest number first, before `before`. */
export async function pageReceipts(
  db: LedgerDatabase,
  filter: {
    readonly receivedOn?: string | undefined;
    readonly channelCode?: string | undefined;
    readonly accountNo?: string | undefined;
  },
  before: string | null,
  limit: number,
) {
  let query = selectReceipts(db).orderBy('receipt.receipt_no', 'desc').limit(limit);
  if (filter.receivedOn !== undefined) query = query.where('receipt.received_on', '=', filter.receivedOn);
  if (filter.channelCode !== undefined) query = query.where('receipt.channel_code', '=', filter.channelCode);
  if (filter.accountNo !== undefined) query = query.where('customer.account_no', '=', filter.accountNo);
  if (before !== null) query = query.where('receipt.receipt_no', '<', before);
  return query.execute();
}

/** What a receipt paid, in its order. */
export async function loadAllocations(db: LedgerDatabase, receiptId: string) {
  return db
    .selectFrom('receipt_allocation')
    .innerJoin('receivable', 'receivable.receivable_id', 'receipt_allocation.receivable_id')
    .innerJoin('bill', 'bill.bill_id', 'receivable.bill_id')
    .select([
      'receipt_allocation.receivable_id',
      'receipt_allocation.kind',
      'receipt_allocation.amount_minor',
      'bill.bill_no',
      'receivable.period',
    ])
    .where('receipt_allocation.receipt_id', '=', receiptId)
    .orderBy('receipt_allocation.line_no')
    .execute();
}

/** Whether a payment with the channel's serial number is booked already; gives its receipt number. */
export async function findReceiptOfSerialNo(
  db: LedgerDatabase,
  channelCode: string,
  channelSerialNo: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('receipt')
    .select('receipt_no')
    .where('channel_code', '=', channelCode)
    .where('channel_serial_no', '=', channelSerialNo)
    .where('kind', '=', 'payment')
    .executeTakeFirst();
  return row?.receipt_no ?? null;
}
