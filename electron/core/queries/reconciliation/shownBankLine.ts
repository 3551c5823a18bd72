import type { BankLineRow } from '../../db/schema/reconciliation.ts';

/** A bank line as windows and the command line see it. */
export function shownBankLine(row: BankLineRow) {
  return {
    bankLineId: row.bank_line_id,
    lineNo: row.line_no,
    bookedOn: row.booked_on,
    valueOn: row.value_on,
    amountMinor: row.amount_minor,
    serialNo: row.serial_no,
    counterpartyName: row.counterparty_name,
    counterpartyAccount: row.counterparty_account,
    purpose: row.purpose,
    ourReference: row.our_reference,
  };
}
