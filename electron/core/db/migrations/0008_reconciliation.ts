import type { Migration } from './migration.ts';

export const reconciliation: Migration = {
  name: '0008_reconciliation',
  statements: ({ integer, endOfTable }) => [
    `create table channel (
      channel_code text primary key,
      name text not null,
      kind text not null check (kind in ('bank', 'counter')),
      transit_account_code text not null references ledger_account (account_code),
      profile_code text references mapping_profile (profile_code)
    )${endOfTable}`,
    `create table bank_file (
      bank_file_id text primary key,
      channel_code text not null references channel (channel_code),
      business_on text not null,
      file_name text not null,
      file_hash text not null,
      format text not null,
      profile_code text,
      line_count ${integer} not null,
      accepted_count ${integer} not null,
      unchanged_count ${integer} not null,
      rejected_count ${integer} not null,
      opening_minor ${integer},
      closing_minor ${integer},
      imported_by text not null references user_account (user_id),
      imported_at text not null
    )${endOfTable}`,
    'create index bank_file_hash on bank_file (file_hash)',
    'create index bank_file_day on bank_file (channel_code, business_on)',
    `create table bank_file_error (
      bank_file_id text not null references bank_file (bank_file_id),
      line_no ${integer} not null,
      error_no ${integer} not null,
      code text not null,
      field text,
      value text,
      raw_text text not null,
      primary key (bank_file_id, line_no, error_no)
    )${endOfTable}`,
    `create table bank_line (
      bank_line_id text primary key,
      bank_file_id text not null references bank_file (bank_file_id),
      channel_code text not null references channel (channel_code),
      line_no ${integer} not null,
      booked_on text not null,
      value_on text,
      amount_minor ${integer} not null,
      serial_no text,
      counterparty_name text,
      counterparty_account text,
      purpose text not null,
      our_reference text,
      identity_key text not null,
      raw_text text not null,
      unique (channel_code, identity_key)
    )${endOfTable}`,
    'create index bank_line_day on bank_line (channel_code, booked_on)',
    'create index bank_line_file on bank_line (bank_file_id, line_no)',
    `create table reconciliation (
      reconciliation_id text primary key,
      channel_code text not null references channel (channel_code),
      business_on text not null,
      state text not null check (state in ('open', 'signed_off')),
      version ${integer} not null,
      run_by text not null references user_account (user_id),
      run_at text not null,
      signed_off_by text references user_account (user_id),
      signed_off_at text,
      unique (channel_code, business_on)
    )${endOfTable}`,
    `create table reconciliation_item (
      item_id text primary key,
      reconciliation_id text not null references reconciliation (reconciliation_id),
      item_class text not null check (item_class in
        ('matched', 'amount_differs', 'only_bank', 'only_ours', 'duplicate', 'status_differs', 'other_day')),
      state text not null check (state in ('agreed', 'open', 'proposed', 'resolved')),
      bank_minor ${integer} not null,
      ours_minor ${integer} not null,
      match_rule text not null,
      action text,
      action_input_json text,
      reason text,
      proposed_by text references user_account (user_id),
      proposed_at text,
      approved_by text references user_account (user_id),
      approved_at text,
      result_json text,
      version ${integer} not null
    )${endOfTable}`,
    `create index reconciliation_item_list
      on reconciliation_item (reconciliation_id, item_class, state, item_id)`,
    'create index reconciliation_item_waiting on reconciliation_item (action, state)',
    `create table reconciliation_item_bank_line (
      item_id text not null references reconciliation_item (item_id) on delete cascade,
      bank_line_id text not null references bank_line (bank_line_id),
      amount_minor ${integer} not null,
      primary key (item_id, bank_line_id)
    )${endOfTable}`,
    'create index reconciliation_item_bank_line_line on reconciliation_item_bank_line (bank_line_id)',
    `create table reconciliation_item_receipt (
      item_id text not null references reconciliation_item (item_id) on delete cascade,
      receipt_id text not null references receipt (receipt_id),
      amount_minor ${integer} not null,
      primary key (item_id, receipt_id)
    )${endOfTable}`,
    'create index reconciliation_item_receipt_receipt on reconciliation_item_receipt (receipt_id)',
    `create table voucher (
      voucher_id text primary key,
      voucher_no text not null unique,
      reconciliation_id text not null references reconciliation (reconciliation_id),
      kind text not null check (kind in ('receipt', 'payment')),
      state text not null check (state in ('prepared', 'approved', 'rejected')),
      total_minor ${integer} not null,
      prepared_by text not null references user_account (user_id),
      prepared_at text not null,
      approved_by text references user_account (user_id),
      approved_at text,
      journal_entry_id text references journal_entry (journal_entry_id),
      version ${integer} not null
    )${endOfTable}`,
    'create index voucher_reconciliation on voucher (reconciliation_id)',
    `create table voucher_line (
      voucher_id text not null references voucher (voucher_id),
      line_no ${integer} not null,
      account_code text not null references ledger_account (account_code),
      amount_minor ${integer} not null,
      memo_code text not null,
      primary key (voucher_id, line_no)
    )${endOfTable}`,
  ],
  appendOnly: ['bank_line', 'bank_file_error', 'voucher_line'],
};
