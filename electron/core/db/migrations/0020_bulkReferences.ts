import type { Migration } from './migration.ts';

/** Parents of the rows that come by the thousand, each with its key. None of them is ever deleted. */
const KEYS = {
  bill: 'bill_id',
  bill_run: 'bill_run_id',
  customer: 'customer_id',
  meter: 'meter_id',
  service_point: 'service_point_id',
  tariff_version: 'tariff_version_id',
  user_account: 'user_id',
} as const;

type References = Readonly<Record<string, keyof typeof KEYS>>;

/** Tables whose rows come by the thousand, with what their columns refer to. */
const BULK: Readonly<Record<string, References>> = {
  reading: { service_point_id: 'service_point', meter_id: 'meter', recorded_by: 'user_account' },
  trial_bill: {
    bill_run_id: 'bill_run',
    service_point_id: 'service_point',
    customer_id: 'customer',
    tariff_version_id: 'tariff_version',
  },
  bill: {
    bill_run_id: 'bill_run',
    service_point_id: 'service_point',
    customer_id: 'customer',
    tariff_version_id: 'tariff_version',
    issued_by: 'user_account',
    reverses_id: 'bill',
    corrects_id: 'bill',
  },
  bill_line: { bill_id: 'bill' },
  receivable: { bill_id: 'bill', customer_id: 'customer' },
};

/** Looks each different value up by the parent's key; a plan made while a table was small must not read it whole later. */
const referencesFunction = (table: string, references: References) => `
  create function ${table}_references() returns trigger language plpgsql
    set search_path from current set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$ begin
    ${Object.entries(references)
      .map(
        ([column, parent]) => `if exists (
      select from (select distinct ${column} as wanted from inserted where ${column} is not null) as one
      where not exists (select from ${parent} where ${parent}.${KEYS[parent]} = one.wanted)
    ) then
      raise exception '${table}.${column} names no ${parent}' using errcode = 'foreign_key_violation';
    end if;`,
      )
      .join('\n    ')}
    return null;
  end $$`;

const bulkTable = ([table, references]: [string, References]) => [
  ...Object.keys(references).map((column) => `alter table ${table} drop constraint ${table}_${column}_fkey`),
  referencesFunction(table, references),
  `create trigger ${table}_references after insert on ${table}
    referencing new table as inserted for each statement execute function ${table}_references()`,
  `create trigger ${table}_keeps_references before update of ${Object.keys(references).join(', ')} on ${table}
    for each row execute function refuse_change()`,
];

const parent = ([table, key]: [string, string]) => [
  `create trigger ${table}_stays before delete on ${table} for each row execute function refuse_change()`,
  `create trigger ${table}_keeps_key before update of ${key} on ${table}
    for each row execute function refuse_change()`,
];

/** Nearly no bill reverses or corrects another one: the index has room for those that do alone. */
const REVERSES = [
  'alter table bill drop constraint bill_reverses_id_key',
  'create unique index bill_reverses on bill (reverses_id) where reverses_id is not null',
];
const CORRECTS = [
  'drop index bill_corrects',
  'create index bill_corrects on bill (corrects_id) where corrects_id is not null',
];

/**
 * PostgreSQL looks up what a row refers to once for each row and reference, which took two thirds of the time of
 * inserting bills. Here it looks up all rows of a statement together, and refuses to delete what they refer to. Two
 * keys of a bill that are mostly empty no longer cost an index row.
 */
export const bulkReferences: Migration = {
  name: '0020_bulkReferences',
  statements: ({ database }) =>
    database === 'sqlite'
      ? CORRECTS
      : [
          ...CORRECTS,
          ...REVERSES,
          ...Object.entries(BULK).flatMap(bulkTable),
          ...Object.entries(KEYS).flatMap(parent),
        ],
  appendOnly: [],
};
