import { addDays, type LocalDate } from '#shared/domain/localDate.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';

type ReturnedLine = {
  readonly bank_line_id: string;
  readonly amount_minor: number;
  readonly serial_no: string | null;
  readonly our_reference: string | null;
};

/** Bills that receipts of the window paid; only asked where the bank states references at all. */
export async function loadBillNos(
  db: LedgerDatabase,
  day: { readonly channelCode: string; readonly businessOn: LocalDate; readonly windowDays: number },
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
export async function loadReturnedReceipts(
  db: LedgerDatabase,
  channelCode: string,
  lines: readonly ReturnedLine[],
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
