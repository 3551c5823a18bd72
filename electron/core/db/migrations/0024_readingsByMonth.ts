import type { Migration } from './migration.ts';

/**
 * A file keeps the keys of readings by month. By service point, each of a month's readings would change another page
 * of the index as soon as there are years of them; by month those of a route come one after the other. The key says what
 * it said before. Few readings begin a series, and they have an index of their own.
 */
export const readingsByMonth: Migration = {
  name: '0024_readingsByMonth',
  statements: ({ database }) =>
    database === 'sqlite'
      ? [
          'drop index reading_series',
          `create unique index reading_series on reading
            (substr(read_on, 1, 7), service_point_id, register_code, meter_id, read_on, coalesce(supersedes_id, ''))`,
          `create index reading_beginning on reading (service_point_id, meter_id, register_code)
            where kind in ('opening', 'installation')`,
        ]
      : [],
  appendOnly: [],
};
