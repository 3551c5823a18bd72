import type { Migration } from './migration.ts';

/** A deposit of the counter's cash that a bank's file shows, and the difference of the bank day that it explains. */
export const depositArrival: Migration = {
  name: '0016_depositArrival',
  statements: ({ endOfTable }) => [
    `create table cash_deposit_arrival (
      deposit_id text primary key references cash_deposit (deposit_id),
      item_id text not null unique references reconciliation_item (item_id)
    )${endOfTable}`,
    'create index cash_deposit_channel on cash_deposit (channel_code, amount_minor)',
  ],
  appendOnly: ['cash_deposit_arrival'],
};
