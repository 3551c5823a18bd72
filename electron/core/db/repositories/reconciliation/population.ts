import { addDays, type LocalDate, localDate } from '#shared/domain/localDate.ts';
import type { BankMovement, OurReceipt } from '#shared/domain/reconciliation/matchDay.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Days back in which late arrivals of days that are signed off are looked for. */
const LATE_DAYS = 31;

export type DayQuestion = {
  readonly channelCode: string;
  readonly businessOn: LocalDate;
  readonly reconciliationId: string;
  readonly windowDays: number;
};

/**
 * Items that hold their lines and receipts: all but those that wait for the next day, whose contents are
 * free for it.
 */
function placed(db: LedgerDatabase) {
  return db
    .selectFrom('reconciliation_item')
    .where((eb) => eb.not(eb.and([eb('state', '=', 'resolved'), eb('action', '=', 'wait_for_next_day')])));
}

/** Whether an item leaves its contents to a new run: nobody has worked it, and it is of this day. */
const isFree = (row: { state: string | null; reconciliation_id: string | null }, reconciliationId: string) =>
  row.state === null ||
  (row.reconciliation_id === reconciliationId && (row.state === 'agreed' || row.state === 'open'));

function linesWithPlace(db: LedgerDatabase, channelCode: string) {
  return db
    .selectFrom('bank_line as line')
    .leftJoin(
      placed(db)
        .innerJoin('reconciliation_item_bank_line as link', 'link.item_id', 'reconciliation_item.item_id')
        .select([
          'link.bank_line_id',
          'reconciliation_item.item_id',
          'reconciliation_item.state',
          'reconciliation_item.reconciliation_id',
        ])
        .as('place'),
      'place.bank_line_id',
      'line.bank_line_id',
    )
    .leftJoin('customer as named', 'named.account_no', 'line.our_reference')
    .select([
      'line.bank_line_id',
      'line.booked_on',
      'line.amount_minor',
      'line.serial_no',
      'line.our_reference',
      'line.counterparty_account',
      'line.counterparty_name',
      'named.account_no',
      'place.state',
      'place.reconciliation_id',
    ])
    .where('line.channel_code', '=', channelCode);
}

function receiptsWithPlace(db: LedgerDatabase, channelCode: string) {
  return db
    .selectFrom('receipt')
    .innerJoin('customer', 'customer.customer_id', 'receipt.customer_id')
    .leftJoin(
      placed(db)
        .innerJoin('reconciliation_item_receipt as link', 'link.item_id', 'reconciliation_item.item_id')
        .select([
          'link.receipt_id',
          'reconciliation_item.item_id',
          'reconciliation_item.state',
          'reconciliation_item.reconciliation_id',
        ])
        .as('place'),
      'place.receipt_id',
      'receipt.receipt_id',
    )
    .select([
      'receipt.receipt_id',
      'receipt.receipt_no',
      'receipt.received_on',
      'receipt.amount_minor',
      'receipt.channel_serial_no',
      'receipt.reverses_id',
      'customer.account_no',
      'place.state',
      'place.reconciliation_id',
    ])
    .where('receipt.channel_code', '=', channelCode);
}

type LineFound = Awaited<ReturnType<ReturnType<typeof linesWithPlace>['execute']>>[number];
type ReceiptFound = Awaited<ReturnType<ReturnType<typeof receiptsWithPlace>['execute']>>[number];

/** Items of other days that still wait for their other side, within the window. */
function openElsewhere(db: LedgerDatabase, day: DayQuestion) {
  return db
    .selectFrom('reconciliation_item as item')
    .innerJoin('reconciliation as other', 'other.reconciliation_id', 'item.reconciliation_id')
    .where('other.channel_code', '=', day.channelCode)
    .where('other.state', '=', 'open')
    .where('other.business_on', '!=', day.businessOn)
    .where('other.business_on', '>=', addDays(day.businessOn, -day.windowDays))
    .where('other.business_on', '<=', addDays(day.businessOn, day.windowDays))
    .where('item.state', '=', 'open')
    .where('item.item_class', 'in', ['only_bank', 'only_ours']);
}

/** Items of earlier days whose contents were left to the next day. */
function waiting(db: LedgerDatabase, day: DayQuestion) {
  return db
    .selectFrom('reconciliation_item as item')
    .innerJoin('reconciliation as other', 'other.reconciliation_id', 'item.reconciliation_id')
    .where('other.channel_code', '=', day.channelCode)
    .where('other.business_on', '<', day.businessOn)
    .where('item.action', '=', 'wait_for_next_day')
    .where('item.state', '=', 'resolved');
}

function signedOffBefore(db: LedgerDatabase, day: DayQuestion) {
  return db
    .selectFrom('reconciliation as other')
    .where('other.channel_code', '=', day.channelCode)
    .where('other.state', '=', 'signed_off')
    .where('other.business_on', '<', day.businessOn)
    .where('other.business_on', '>=', addDays(day.businessOn, -LATE_DAYS));
}

export type Population = {
  readonly lines: readonly BankMovement[];
  readonly receipts: readonly OurReceipt[];
};

/**
 * Everything that a run of the day looks at: the day's own lines and receipts that no person has decided
 * about, what earlier days left to it, what came late for days that are signed off, and, not its own,
 * what other days still miss within the window.
 */
export async function loadPopulation(db: LedgerDatabase, day: DayQuestion): Promise<Population> {
  const { channelCode, businessOn, reconciliationId } = day;
  const lines = linesWithPlace(db, channelCode);
  const ownLines: LineFound[] = [
    ...(await lines.where('line.booked_on', '=', businessOn).execute()),
    ...(await lines
      .where(
        'line.bank_line_id',
        'in',
        waiting(db, day)
          .innerJoin('reconciliation_item_bank_line as held', 'held.item_id', 'item.item_id')
          .select('held.bank_line_id'),
      )
      .execute()),
    ...(await lines
      .where('line.booked_on', '<', businessOn)
      .where(
        'line.bank_line_id',
        'in',
        signedOffBefore(db, day)
          .innerJoin('bank_file as file', (join) =>
            join
              .onRef('file.channel_code', '=', 'other.channel_code')
              .onRef('file.imported_at', '>=', 'other.signed_off_at'),
          )
          .innerJoin('bank_line as late', (join) =>
            join
              .onRef('late.bank_file_id', '=', 'file.bank_file_id')
              .onRef('late.booked_on', '=', 'other.business_on'),
          )
          .select('late.bank_line_id'),
      )
      .execute()),
  ];
  const otherLines = [
    ...(await lines
      .where('line.booked_on', '!=', businessOn)
      .where('place.reconciliation_id', '=', reconciliationId)
      .execute()),
    ...(await lines
      .where(
        'line.bank_line_id',
        'in',
        openElsewhere(db, day)
          .innerJoin('reconciliation_item_bank_line as held', 'held.item_id', 'item.item_id')
          .select('held.bank_line_id'),
      )
      .execute()),
  ];
  const receipts = receiptsWithPlace(db, channelCode);
  const ownReceipts: ReceiptFound[] = [
    ...(await receipts.where('receipt.received_on', '=', businessOn).execute()),
    ...(await receipts
      .where(
        'receipt.receipt_id',
        'in',
        waiting(db, day)
          .innerJoin('reconciliation_item_receipt as held', 'held.item_id', 'item.item_id')
          .select('held.receipt_id'),
      )
      .execute()),
    ...(await receipts
      .where(
        'receipt.receipt_id',
        'in',
        signedOffBefore(db, day)
          .innerJoin('receipt as late', (join) =>
            join
              .onRef('late.channel_code', '=', 'other.channel_code')
              .onRef('late.received_on', '=', 'other.business_on')
              .onRef('late.received_at', '>=', 'other.signed_off_at'),
          )
          .select('late.receipt_id'),
      )
      .execute()),
  ];
  const otherReceipts = [
    ...(await receipts
      .where('receipt.received_on', '!=', businessOn)
      .where('place.reconciliation_id', '=', reconciliationId)
      .execute()),
    ...(await receipts
      .where(
        'receipt.receipt_id',
        'in',
        openElsewhere(db, day)
          .innerJoin('reconciliation_item_receipt as held', 'held.item_id', 'item.item_id')
          .select('held.receipt_id'),
      )
      .execute()),
  ];
  const free = <Row extends LineFound | ReceiptFound>(rows: readonly Row[]) =>
    rows.filter((row) => isFree(row, reconciliationId));
  // What is open on another day is held by that day's item, and is free to be matched here all the same.
  const openOther = <Row extends LineFound | ReceiptFound>(rows: readonly Row[]) =>
    rows.filter((row) => row.state === 'open' || isFree(row, reconciliationId));
  const foundLines = uniqueBy(free(ownLines), openOther(otherLines), (row) => row.bank_line_id);
  const foundReceipts = uniqueBy(free(ownReceipts), openOther(otherReceipts), (row) => row.receipt_id);
  const billNos = await loadBillNos(
    db,
    day,
    foundLines.some(({ row }) => row.our_reference !== null),
  );
  const returned = await loadReturnedReceipts(
    db,
    channelCode,
    foundLines.map(({ row }) => row),
  );
  return {
    lines: foundLines.map(({ row, isOwn }) => ({
      lineId: row.bank_line_id,
      bookedOn: localDate(row.booked_on),
      amountMinor: row.amount_minor,
      serialNo: row.serial_no,
      reference: row.our_reference,
      accountNo: row.account_no,
      returnedReceiptNo: returned.get(row.bank_line_id) ?? null,
      payer: row.counterparty_account ?? row.counterparty_name,
      isOwn,
    })),
    receipts: foundReceipts.map(({ row, isOwn }) => ({
      receiptId: row.receipt_id,
      receiptNo: row.receipt_no,
      accountNo: row.account_no,
      billNos: billNos.get(row.receipt_id) ?? [],
      receivedOn: localDate(row.received_on),
      amountMinor: row.amount_minor,
      serialNo: row.channel_serial_no,
      reversesId: row.reverses_id,
      isOwn,
    })),
  };
}

function uniqueBy<Row>(
  own: readonly Row[],
  others: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly row: Row; readonly isOwn: boolean }[] {
  const found = new Map<string, { readonly row: Row; readonly isOwn: boolean }>();
  for (const row of own) found.set(keyOf(row), { row, isOwn: true });
  for (const row of others) if (!found.has(keyOf(row))) found.set(keyOf(row), { row, isOwn: false });
  return [...found.values()];
}

/** Bills that receipts of the window paid; only asked where the bank states references at all. */
async function loadBillNos(
  db: LedgerDatabase,
  day: DayQuestion,
  isNeeded: boolean,
): Promise<Map<string, string[]>> {
  if (!isNeeded) return new Map();
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('receipt_allocation', 'receipt_allocation.receipt_id', 'receipt.receipt_id')
    .innerJoin('receivable', 'receivable.receivable_id', 'receipt_allocation.receivable_id')
    .innerJoin('bill', 'bill.bill_id', 'receivable.bill_id')
    .select(['receipt.receipt_id', 'bill.bill_no'])
    .distinct()
    .where('receipt.channel_code', '=', day.channelCode)
    .where('receipt.received_on', '>=', addDays(day.businessOn, -day.windowDays))
    .where('receipt.received_on', '<=', addDays(day.businessOn, day.windowDays))
    .execute();
  const grouped = groupBy(rows, (row) => row.receipt_id);
  return new Map([...grouped].map(([receiptId, group]) => [receiptId, group.map((row) => row.bill_no)]));
}

/** For money that went out: the receipt that its serial number or reference names. */
async function loadReturnedReceipts(
  db: LedgerDatabase,
  channelCode: string,
  lines: readonly LineFound[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const line of lines) {
    if (line.amount_minor >= 0 || (line.serial_no === null && line.our_reference === null)) continue;
    const row = await findPayment(db, channelCode, line.serial_no, line.our_reference);
    if (row && row.amount_minor === -line.amount_minor) found.set(line.bank_line_id, row.receipt_no);
  }
  return found;
}

/** A payment by the channel's serial number or by its receipt number. */
export async function findPayment(
  db: LedgerDatabase,
  channelCode: string,
  serialNo: string | null,
  receiptNo: string | null,
) {
  return db
    .selectFrom('receipt')
    .select(['receipt_no', 'amount_minor'])
    .where('channel_code', '=', channelCode)
    .where('kind', '=', 'payment')
    .where((eb) =>
      eb.or([
        ...(serialNo === null ? [] : [eb('channel_serial_no', '=', serialNo)]),
        ...(receiptNo === null ? [] : [eb('receipt_no', '=', receiptNo)]),
      ]),
    )
    .executeTakeFirst();
}
