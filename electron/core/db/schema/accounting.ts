import type { VoucherMemo } from '#shared/domain/accounting/dayVouchers.ts';
import type { PostingKind } from '#shared/domain/accounting/posting.ts';

export type LedgerAccountRow = {
  account_code: string;
  name: string;
  kind: 'asset' | 'liability' | 'revenue' | 'expense';
};

/** Append-only: one posting; its lines add up to zero. */
export type JournalEntryRow = {
  journal_entry_id: string;
  entry_no: number;
  posted_on: string;
  kind: PostingKind;
  /** What it was posted for: `bill_run`, `receipt`, `voucher` ... and its id. */
  source_type: string;
  source_id: string;
  reverses_id: string | null;
  posted_by: string;
  posted_at: string;
};

/** Append-only: debit positive, credit negative. */
export type JournalLineRow = {
  journal_entry_id: string;
  line_no: number;
  account_code: string;
  amount_minor: number;
  customer_id: string | null;
};

export type VoucherRow = {
  voucher_id: string;
  voucher_no: string;
  reconciliation_id: string;
  kind: 'receipt' | 'payment';
  state: 'prepared' | 'approved' | 'rejected';
  total_minor: number;
  prepared_by: string;
  prepared_at: string;
  approved_by: string | null;
  approved_at: string | null;
  journal_entry_id: string | null;
  version: number;
};

export type VoucherLineRow = {
  voucher_id: string;
  line_no: number;
  account_code: string;
  amount_minor: number;
  memo_code: VoucherMemo;
};

/** Append-only: a month into which nothing is posted any more. */
export type PeriodCloseRow = {
  period: string;
  /** The last entry of the journal when it was closed. */
  last_entry_no: number;
  closed_by: string;
  closed_at: string;
};

/** What moved on an account in a month: the sums of the lines posted then, kept beside them. */
export type AccountTurnoverRow = {
  period: string;
  account_code: string;
  debit_minor: number;
  credit_minor: number;
};

export type AccountingTables = {
  ledger_account: LedgerAccountRow;
  journal_entry: JournalEntryRow;
  journal_line: JournalLineRow;
  voucher: VoucherRow;
  voucher_line: VoucherLineRow;
  period_close: PeriodCloseRow;
  account_turnover: AccountTurnoverRow;
};
