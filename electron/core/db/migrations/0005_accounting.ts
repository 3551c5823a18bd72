import type { Migration } from './migration.ts';

export const accounting: Migration = {
  name: '0005_accounting',
  statements: ({ integer, endOfTable }) => [
    `create table ledger_account (
      account_code text primary key,
      name text not null,
      kind text not null check (kind in ('asset', 'liability', 'revenue', 'expense'))
    )${endOfTable}`,
    `create table journal_entry (
      journal_entry_id text primary key,
      entry_no ${integer} not null unique,
      posted_on text not null,
      kind text not null,
      source_type text not null,
      source_id text not null,
      reverses_id text unique references journal_entry (journal_entry_id),
      posted_by text not null references user_account (user_id),
      posted_at text not null
    )${endOfTable}`,
    'create index journal_entry_source on journal_entry (source_type, source_id)',
    'create index journal_entry_day on journal_entry (posted_on, entry_no)',
    `create table journal_line (
      journal_entry_id text not null references journal_entry (journal_entry_id),
      line_no ${integer} not null,
      account_code text not null references ledger_account (account_code),
      amount_minor ${integer} not null,
      customer_id text references customer (customer_id),
      primary key (journal_entry_id, line_no)
    )${endOfTable}`,
    'create index journal_line_account on journal_line (account_code)',
  ],
  appendOnly: ['journal_entry', 'journal_line'],
};
