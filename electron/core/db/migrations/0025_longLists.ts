import type { Migration } from './migration.ts';

/** After years a list with a condition must not go through the years: each condition that a list has finds its rows in their order. */
export const longLists: Migration = {
  name: '0025_longLists',
  statements: () => [
    'create index receipt_no_of_day on receipt (received_on, receipt_no)',
    'create index receipt_no_of_channel on receipt (channel_code, receipt_no)',
    'create index receivable_period on receivable (period, state, due_on, receivable_id)',
    'create index audit_entry_command on audit_entry (command_name, sequence)',
    'create index audit_entry_subject_id on audit_entry (subject_id, sequence)',
    'create index audit_entry_time on audit_entry (recorded_at, sequence)',
    // Searched for by how they begin, whatever the size of the letters.
    'create index customer_account_words on customer (lower(account_no), customer_id)',
    'create index customer_name_words on customer (lower(name), customer_id)',
    'create index meter_no_words on meter (lower(meter_no))',
    // Sums by account are read from the index alone.
    'drop index journal_line_account',
    'create index journal_line_account on journal_line (account_code, amount_minor)',
  ],
  appendOnly: [],
};
