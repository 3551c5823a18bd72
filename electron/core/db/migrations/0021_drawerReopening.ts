import type { Migration } from './migration.ts';

/** A unique key of a table of SQLite cannot be changed in place: the table is made anew with the rows that it had. */
const rebuiltDrawer = (integer: string, endOfTable: string) => [
  // Rows that refer to a drawer find it again before the transaction ends.
  'pragma defer_foreign_keys = on',
  'create table cash_drawer_before as select * from cash_drawer',
  'drop table cash_drawer',
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
      closing_no ${integer} not null,
      unique (cashier_id, business_on, closing_no)
    )${endOfTable}`,
  `insert into cash_drawer select drawer_id, cashier_id, business_on, receipt_count, expected_minor, counted_minor,
      difference_minor, counts_json, note, journal_entry_id, closed_at, 1 from cash_drawer_before`,
  'drop table cash_drawer_before',
  'create index cash_drawer_day on cash_drawer (business_on, drawer_id)',
  ...['update', 'delete'].map(
    (verb) => `create trigger cash_drawer_no_${verb} before ${verb} on cash_drawer
      begin select raise(abort, 'append_only: cash_drawer'); end`,
  ),
];

const changedDrawer = (integer: string) => [
  'alter table cash_drawer drop constraint cash_drawer_cashier_id_business_on_key',
  `alter table cash_drawer add column closing_no ${integer} not null default 1`,
  'alter table cash_drawer alter column closing_no drop default',
  'alter table cash_drawer add unique (cashier_id, business_on, closing_no)',
];

/** A drawer that was closed is opened again by another person, and closed once more: each closing is a row. */
export const drawerReopening: Migration = {
  name: '0021_drawerReopening',
  statements: ({ database, integer, endOfTable }) => [
    ...(database === 'sqlite' ? rebuiltDrawer(integer, endOfTable) : changedDrawer(integer)),
    `create table cash_drawer_reopening (
      drawer_id text primary key references cash_drawer (drawer_id),
      reason text not null,
      journal_entry_id text references journal_entry (journal_entry_id),
      reopened_by text not null references user_account (user_id),
      reopened_at text not null
    )${endOfTable}`,
  ],
  appendOnly: ['cash_drawer_reopening'],
};
