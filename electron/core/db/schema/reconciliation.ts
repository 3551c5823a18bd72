/** A way that money comes in: a bank or the counter. */
export type ChannelRow = {
  channel_code: string;
  name: string;
  kind: 'bank' | 'counter';
  /** Account of money on its way (在途) through this channel. */
  transit_account_code: string;
  profile_code: string | null;
};

export type BankFileRow = {
  bank_file_id: string;
  channel_code: string;
  business_on: string;
  file_name: string;
  file_hash: string;
  format: string;
  profile_code: string | null;
  line_count: number;
  accepted_count: number;
  unchanged_count: number;
  rejected_count: number;
  opening_minor: number | null;
  closing_minor: number | null;
  imported_by: string;
  imported_at: string;
};

/** A line of a bank file that was refused, for the list that goes back to the bank. */
export type BankFileErrorRow = {
  bank_file_id: string;
  line_no: number;
  error_no: number;
  code: string;
  field: string | null;
  value: string | null;
  raw_text: string;
};

/** Append-only: one movement on the bank's account; the same movement in two files is one row. */
export type BankLineRow = {
  bank_line_id: string;
  bank_file_id: string;
  channel_code: string;
  line_no: number;
  booked_on: string;
  value_on: string | null;
  /** Positive: money to us. */
  amount_minor: number;
  serial_no: string | null;
  counterparty_name: string | null;
  counterparty_account: string | null;
  purpose: string;
  our_reference: string | null;
  /** Unique in the channel: the serial number, else what the line says and its n-th occurrence. */
  identity_key: string;
  raw_text: string;
};

/** One channel's day. */
export type ReconciliationRow = {
  reconciliation_id: string;
  channel_code: string;
  business_on: string;
  state: 'open' | 'signed_off';
  version: number;
  run_by: string;
  run_at: string;
  signed_off_by: string | null;
  signed_off_at: string | null;
};

export type ReconciliationItemRow = {
  item_id: string;
  reconciliation_id: string;
  item_class:
    | 'matched'
    | 'amount_differs'
    | 'only_bank'
    | 'only_ours'
    | 'duplicate'
    | 'status_differs'
    | 'other_day';
  state: 'agreed' | 'open' | 'proposed' | 'resolved';
  bank_minor: number;
  ours_minor: number;
  match_rule: string;
  action: string | null;
  action_input_json: string | null;
  reason: string | null;
  proposed_by: string | null;
  proposed_at: string | null;
  approved_by: string | null;
  approved_at: string | null;
  /** What the approved action made: a receipt, a reversal, the next day's item. */
  result_json: string | null;
  version: number;
};

export type ReconciliationItemBankLineRow = { item_id: string; bank_line_id: string; amount_minor: number };
export type ReconciliationItemReceiptRow = { item_id: string; receipt_id: string; amount_minor: number };

export type ReconciliationTables = {
  channel: ChannelRow;
  bank_file: BankFileRow;
  bank_file_error: BankFileErrorRow;
  bank_line: BankLineRow;
  reconciliation: ReconciliationRow;
  reconciliation_item: ReconciliationItemRow;
  reconciliation_item_bank_line: ReconciliationItemBankLineRow;
  reconciliation_item_receipt: ReconciliationItemReceiptRow;
};
