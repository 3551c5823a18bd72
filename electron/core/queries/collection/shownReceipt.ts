import type { ShownReceipt } from '../../db/repositories/collection/receipts.ts';

/** A receipt as lists and details show it. */
export function shownReceipt(row: ShownReceipt) {
  return {
    receiptId: row.receipt_id,
    receiptNo: row.receipt_no,
    kind: row.kind,
    accountNo: row.account_no,
    customerName: row.customer_name,
    receivedOn: row.received_on,
    amountMinor: row.amount_minor,
    prepaidMinor: row.prepaid_minor,
    lateFeeMinor: row.late_fee_minor,
    method: row.method,
    channelCode: row.channel_code,
    channelSerialNo: row.channel_serial_no,
    receivedByName: row.received_by_name,
    receivedAt: row.received_at,
    isReversed: row.reversed_by_no !== null,
  };
}
