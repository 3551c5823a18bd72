import type { Migration } from './migration.ts';

/**
 * Numbers without gaps become a record of takings: a row for each, in place of one row that every
 * desk would have to change.
 */
export const numberTakings: Migration = {
  name: '0011_numberTakings',
  statements: ({ integer, endOfTable }) => [
    `create table number_taking (
      sequence_code text not null,
      next_value ${integer} not null check (next_value > 1),
      primary key (sequence_code, next_value)
    )${endOfTable}`,
    `insert into number_taking (sequence_code, next_value)
      select sequence_code, next_value from number_sequence where next_value > 1`,
    'drop table number_sequence',
  ],
  appendOnly: ['number_taking'],
};
