import type { Migration } from './migration.ts';

/** The counter's cash: a drawer per cashier and day, closed once, and handed over to the bank once. */
export const cashDrawer: Migration = {
  name: '0015_cashDrawer',
  statements: ({ integer, endOfTable }) => [
    'create index receipt_receiver on receipt (received_by, received_on)',
    `create table cash_drawer (
      drawer_id text primary key,
      cashier_id text not null references user_account (user_id),
      business_on text not null,
      receipt_count ${integer} not null check (receipt_count > 0),
      expected_minor ${integer} not null,
      counted_minor ${integer} not null check (counted_minor >= 0),
      difference_minor ${integer} not null check (difference_minor = counted_minor - expected_minor),
      counts_json text not null,
      note text not null,
      journal_entry_id text references journal_entry (journal_entry_id),
      closed_at text not null,
      unique (cashier_id, business_on)
    )${endOfTable}`,
    'create index cash_drawer_day on cash_drawer (business_on, drawer_id)',
    `create table cash_deposit (
      deposit_id text primary key,
      deposit_no text not null unique,
      channel_code text not null references channel (channel_code),
      reference_no text,
      deposited_on text not null,
      amount_minor ${integer} not null check (amount_minor > 0),
      journal_entry_id text not null references journal_entry (journal_entry_id),
      deposited_by text not null references user_account (user_id),
      deposited_at text not null
    )${endOfTable}`,
    `create table cash_deposit_drawer (
      deposit_id text not null references cash_deposit (deposit_id),
      drawer_id text not null unique references cash_drawer (drawer_id),
      primary key (deposit_id, drawer_id)
    )${endOfTable}`,
  ],
  appendOnly: ['cash_drawer', 'cash_deposit', 'cash_deposit_drawer'],
};
