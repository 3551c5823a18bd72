import type { Migration } from './migration.ts';

/** What an office has a few of every day or month, found without going through those of all its years. */
export const daysAndRuns: Migration = {
  name: '0028_daysAndRuns',
  statements: () => [
    'create index bill_run_period on bill_run (period, bill_run_id)',
    'create index reading_batch_hash on reading_batch (file_hash, period)',
    'create index reading_batch_name on reading_batch (file_name)',
    'create index reconciliation_day on reconciliation (business_on desc, channel_code)',
    // What the items of a day come to is read from the index alone.
    'create index reconciliation_item_sums on reconciliation_item (reconciliation_id, state, bank_minor, ours_minor)',
  ],
  appendOnly: [],
};
