/** What a customer owes for one bill (应收). `received_minor` follows the allocations. */
export type ReceivableRow = {
  receivable_id: string;
  bill_id: string;
  customer_id: string;
  period: string;
  due_on: string;
  amount_minor: number;
  received_minor: number;
  state: 'owed' | 'part' | 'settled' | 'written_off';
  version: number;
};

/** Append-only: money that came in (实收), or the mirror of a receipt that was reversed. */
export type ReceiptRow = {
  receipt_id: string;
  /** Gapless. */
  receipt_no: string;
  customer_id: string;
  kind: 'payment' | 'reversal';
  reverses_id: string | null;
  received_on: string;
  /** Positive for a payment, negative for a reversal. */
  amount_minor: number;
  method: 'cash' | 'card' | 'transfer' | 'direct_debit' | 'online';
  channel_code: string;
  /** The channel's serial number of the payment, the first key of reconciliation. */
  channel_serial_no: string | null;
  /** Part that went to the customer's prepaid money (预收). */
  prepaid_minor: number;
  late_fee_minor: number;
  reason: string | null;
  journal_entry_id: string;
  received_by: string;
  received_at: string;
};

/** Append-only: which receivable a receipt settles, signed like the receipt. */
export type ReceiptAllocationRow = {
  receipt_id: string;
  line_no: number;
  receivable_id: string;
  kind: 'principal' | 'late_fee';
  amount_minor: number;
};

/** Append-only: every change of a customer's prepaid money, with the receipt or bill behind it. */
export type PrepaidMovementRow = {
  movement_id: string;
  customer_id: string;
  occurred_on: string;
  amount_minor: number;
  receipt_id: string | null;
  bill_id: string | null;
  journal_entry_id: string;
};

/** The sum of the movements, kept so that issuing bills need not add them up; never negative. */
export type PrepaidBalanceRow = { customer_id: string; balance_minor: number };

/** Append-only: a late fee over `[from_on, until_on)`; the next one starts at `until_on`. */
export type LateFeeChargeRow = {
  late_fee_charge_id: string;
  receivable_id: string;
  from_on: string;
  until_on: string;
  base_minor: number;
  daily_rate: string;
  amount_minor: number;
  receipt_id: string | null;
};

/** Append-only: what a cashier's drawer of a day was found to hold when it was closed. */
export type CashDrawerRow = {
  drawer_id: string;
  cashier_id: string;
  business_on: string;
  receipt_count: number;
  /** Cash by the receipts. */
  expected_minor: number;
  counted_minor: number;
  difference_minor: number;
  counts_json: string;
  note: string;
  /** The entry of the difference; `null` where there is none. */
  journal_entry_id: string | null;
  closed_at: string;
  /** 1 for the first closing of the day, more after the drawer was opened again. */
  closing_no: number;
};

/** Append-only: a closing that does not count any more, by another person than the cashier. */
export type CashDrawerReopeningRow = {
  drawer_id: string;
  reason: string;
  /** The mirror of the entry of the difference; `null` where there was none. */
  journal_entry_id: string | null;
  reopened_by: string;
  reopened_at: string;
};

/** Append-only: cash that was handed over to the bank. */
export type CashDepositRow = {
  deposit_id: string;
  /** Gapless. */
  deposit_no: string;
  channel_code: string;
  reference_no: string | null;
  deposited_on: string;
  amount_minor: number;
  journal_entry_id: string;
  deposited_by: string;
  deposited_at: string;
};

/** Append-only: the drawers that a deposit emptied. */
export type CashDepositDrawerRow = { deposit_id: string; drawer_id: string };

/** Append-only: the item of a bank day that a deposit explains. */
export type CashDepositArrivalRow = { deposit_id: string; item_id: string };

export type CollectionTables = {
  receivable: ReceivableRow;
  receipt: ReceiptRow;
  receipt_allocation: ReceiptAllocationRow;
  prepaid_movement: PrepaidMovementRow;
  prepaid_balance: PrepaidBalanceRow;
  late_fee_charge: LateFeeChargeRow;
  cash_drawer: CashDrawerRow;
  cash_drawer_reopening: CashDrawerReopeningRow;
  cash_deposit: CashDepositRow;
  cash_deposit_drawer: CashDepositDrawerRow;
  cash_deposit_arrival: CashDepositArrivalRow;
};
