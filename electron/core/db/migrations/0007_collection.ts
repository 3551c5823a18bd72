import type { Migration } from './migration.ts';

export const collection: Migration = {
  name: '0007_collection',
  statements: ({ integer, endOfTable }) => [
    `create table receivable (
      receivable_id text primary key,
      bill_id text not null unique references bill (bill_id),
      customer_id text not null references customer (customer_id),
      period text not null,
      due_on text not null,
      amount_minor ${integer} not null,
      received_minor ${integer} not null,
      state text not null check (state in ('owed', 'part', 'settled', 'written_off')),
      version ${integer} not null
    )${endOfTable}`,
    'create index receivable_customer on receivable (customer_id, state, due_on)',
    'create index receivable_state on receivable (state, due_on, receivable_id)',
    'create index receivable_due on receivable (due_on, receivable_id)',
    `create table receipt (
      receipt_id text primary key,
      receipt_no text not null unique,
      customer_id text not null references customer (customer_id),
      kind text not null check (kind in ('payment', 'reversal')),
      reverses_id text unique references receipt (receipt_id),
      received_on text not null,
      amount_minor ${integer} not null check ((kind = 'payment') = (amount_minor > 0)),
      method text not null check (method in ('cash', 'card', 'transfer', 'direct_debit', 'online')),
      channel_code text not null,
      channel_serial_no text,
      prepaid_minor ${integer} not null,
      late_fee_minor ${integer} not null,
      reason text,
      journal_entry_id text not null references journal_entry (journal_entry_id),
      received_by text not null references user_account (user_id),
      received_at text not null
    )${endOfTable}`,
    'create index receipt_day on receipt (channel_code, received_on, receipt_no)',
    'create index receipt_customer on receipt (customer_id, received_on)',
    `create unique index receipt_serial
      on receipt (channel_code, channel_serial_no) where channel_serial_no is not null and kind = 'payment'`,
    `create table receipt_allocation (
      receipt_id text not null references receipt (receipt_id),
      line_no ${integer} not null,
      receivable_id text not null references receivable (receivable_id),
      kind text not null check (kind in ('principal', 'late_fee')),
      amount_minor ${integer} not null,
      primary key (receipt_id, line_no)
    )${endOfTable}`,
    'create index receipt_allocation_receivable on receipt_allocation (receivable_id)',
    `create table prepaid_movement (
      movement_id text primary key,
      customer_id text not null references customer (customer_id),
      occurred_on text not null,
      amount_minor ${integer} not null,
      receipt_id text references receipt (receipt_id),
      bill_id text references bill (bill_id),
      journal_entry_id text not null references journal_entry (journal_entry_id)
    )${endOfTable}`,
    'create index prepaid_movement_customer on prepaid_movement (customer_id)',
    `create table prepaid_balance (
      customer_id text primary key references customer (customer_id),
      balance_minor ${integer} not null check (balance_minor >= 0)
    )${endOfTable}`,
    `create table late_fee_charge (
      late_fee_charge_id text primary key,
      receivable_id text not null references receivable (receivable_id),
      from_on text not null,
      until_on text not null check (until_on > from_on),
      base_minor ${integer} not null,
      daily_rate text not null,
      amount_minor ${integer} not null,
      receipt_id text references receipt (receipt_id)
    )${endOfTable}`,
    'create index late_fee_charge_receivable on late_fee_charge (receivable_id, until_on)',
  ],
  appendOnly: ['receipt', 'receipt_allocation', 'prepaid_movement', 'late_fee_charge'],
};
