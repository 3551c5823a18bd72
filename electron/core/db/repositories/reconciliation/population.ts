import { addDays, type LocalDate, localDate } from '#shared/domain/localDate.ts';
import type { ItemState } from '#shared/domain/reconciliation/itemClasses.ts';
import type { BankMovement, OurReceipt } from '#shared/domain/reconciliation/matchDay.ts';
import type { LedgerDatabase } from '../../database.ts';
import { loadBillNos, loadReturnedReceipts } from './paymentReferences.ts';

/** Days back in which late arrivals of days that are signed off are looked for. */
const LATE_DAYS = 31;

export type DayQuestion = {
  readonly channelCode: string;
  readonly businessOn: LocalDate;
  readonly reconciliationId: string;
  readonly windowDays: number;
};

/** A line or receipt with one of the items that it is in, if any. */
type WithPlace = {
  readonly state: ItemState | null;
  readonly action: string | null;
  readonly reconciliation_id: string | null;
};

/**
 * One row for each line or receipt, with the item that holds it. An item that waits for the next day
 * holds its contents on its own day, and leaves them free to every other.
 */
function byPlace<Row extends WithPlace>(
  rows: readonly Row[],
  reconciliationId: string,
  idOf: (row: Row) => string,
): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const isWaiting = row.state === 'resolved' && row.action === 'wait_for_next_day';
    const isHeld = row.state !== null && !(isWaiting && row.reconciliation_id !== reconciliationId);
    if (isHeld) found.set(idOf(row), row);
    else if (!found.has(idOf(row))) found.set(idOf(row), { ...row, state: null, reconciliation_id: null });
  }
  return [...found.values()];
}

/** Whether an item leaves its contents to a new run: nobody has worked it, and it is of this day. */
const isFree = (row: WithPlace, reconciliationId: string) =>
  row.state === null ||
  (row.reconciliation_id === reconciliationId && (row.state === 'agreed' || row.state === 'open'));

function linesWithPlace(db: LedgerDatabase, channelCode: string) {
  return db
    .selectFrom('bank_line as line')
    .leftJoin('reconciliation_item_bank_line as link', 'link.bank_line_id', 'line.bank_line_id')
    .leftJoin('reconciliation_item as place', 'place.item_id', 'link.item_id')
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
      'place.action',
      'place.reconciliation_id',
    ])
    .where('line.channel_code', '=', channelCode);
}

function receiptsWithPlace(db: LedgerDatabase, channelCode: string) {
  return db
    .selectFrom('receipt')
    .innerJoin('customer', 'customer.customer_id', 'receipt.customer_id')
    .leftJoin('reconciliation_item_receipt as link', 'link.receipt_id', 'receipt.receipt_id')
    .leftJoin('reconciliation_item as place', 'place.item_id', 'link.item_id')
    .select([
      'receipt.receipt_id',
      'receipt.receipt_no',
      'receipt.received_on',
      'receipt.amount_minor',
      'receipt.channel_serial_no',
      'receipt.reverses_id',
      'customer.account_no',
      'place.state',
      'place.action',
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

/** Items of this day that nobody has worked: a new run makes them anew. */
function unworked(db: LedgerDatabase, day: DayQuestion) {
  return db
    .selectFrom('reconciliation_item as item')
    .where('item.reconciliation_id', '=', day.reconciliationId)
    .where('item.state', 'in', ['agreed', 'open']);
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
      .where(
        'line.bank_line_id',
        'in',
        unworked(db, day)
          .innerJoin('reconciliation_item_bank_line as held', 'held.item_id', 'item.item_id')
          .innerJoin('bank_line as other', 'other.bank_line_id', 'held.bank_line_id')
          .select('held.bank_line_id')
          .where('other.booked_on', '!=', businessOn),
      )
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
      .where(
        'receipt.receipt_id',
        'in',
        unworked(db, day)
          .innerJoin('reconciliation_item_receipt as held', 'held.item_id', 'item.item_id')
          .innerJoin('receipt as other', 'other.receipt_id', 'held.receipt_id')
          .select('held.receipt_id')
          .where('other.received_on', '!=', businessOn),
      )
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
  const foundLines = chosen(ownLines, otherLines, reconciliationId, (row) => row.bank_line_id);
  const foundReceipts = chosen(ownReceipts, otherReceipts, reconciliationId, (row) => row.receipt_id);
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

/**
 * Own ones that are free, then others. What is open on another day is held by that day's item, and is
 * free to be matched here all the same.
 */
function chosen<Row extends WithPlace>(
  own: readonly Row[],
  others: readonly Row[],
  reconciliationId: string,
  idOf: (row: Row) => string,
): { readonly row: Row; readonly isOwn: boolean }[] {
  const found = new Map<string, { readonly row: Row; readonly isOwn: boolean }>();
  for (const row of byPlace(own, reconciliationId, idOf)) {
    if (isFree(row, reconciliationId)) found.set(idOf(row), { row, isOwn: true });
  }
  for (const row of byPlace(others, reconciliationId, idOf)) {
    const isUsable = row.state === 'open' || isFree(row, reconciliationId);
    if (isUsable && !found.has(idOf(row))) found.set(idOf(row), { row, isOwn: false });
  }
  return [...found.values()];
}
