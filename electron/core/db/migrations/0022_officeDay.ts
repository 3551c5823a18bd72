import type { Migration } from './migration.ts';

/** 节假日、调休: what single days are for the calendars of all tariffs of the office, where it is not as published. */
export const officeDay: Migration = {
  name: '0022_officeDay',
  statements: ({ endOfTable }) => [
    `create table office_day (
      office_day_id text primary key,
      day_on text not null,
      day_type text not null check (day_type in ('workday', 'rest_day', 'holiday', 'published')),
      holiday text,
      document_no text not null,
      statement_no integer not null,
      created_by text not null references user_account (user_id),
      created_at text not null,
      check (holiday is null or day_type = 'holiday'),
      unique (day_on, statement_no)
    )${endOfTable}`,
  ],
  appendOnly: ['office_day'],
};
