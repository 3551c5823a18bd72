import type { Migration } from './migration.ts';

/** 关账: months into which nothing is posted any more, and where the journal stood then. */
export const periodClose: Migration = {
  name: '0014_periodClose',
  statements: ({ integer, endOfTable }) => [
    `create table period_close (
      period text primary key,
      last_entry_no ${integer} not null,
      closed_by text not null references user_account (user_id),
      closed_at text not null
    )${endOfTable}`,
  ],
  appendOnly: ['period_close'],
};
