import type { Migration } from './migration.ts';

const KINDS = `kind in ('regular', 'reversal', 'rebill', 'adjustment')`;

/** SQLite cannot change a check in place: the table is made anew with the rows that it had. */
const rebuiltBill = (integer: string, endOfTable: string) => [
  // Rows that refer to a bill find it again before the transaction ends.
  'pragma defer_foreign_keys = on',
  'create table bill_before as select * from bill',
  'drop table bill',
  `create table bill (
      bill_id text primary key,
      bill_no text not null unique,
      kind text not null check (${KINDS}),
      reverses_id text unique references bill (bill_id),
      bill_run_id text not null references bill_run (bill_run_id),
      service_point_id text not null references service_point (service_point_id),
      customer_id text not null references customer (customer_id),
      period text not null,
      start_on text not null,
      end_on text not null check (end_on >= start_on),
      total_kwh text not null,
      total_minor ${integer} not null,
      tax_minor ${integer} not null,
      is_estimated ${integer} not null check (is_estimated in (0, 1)),
      tariff_version_id text references tariff_version (tariff_version_id),
      quantities_json text not null,
      readings_json text not null,
      due_on text not null,
      issued_on text not null,
      issued_by text not null references user_account (user_id),
      issued_at text not null,
      corrects_id text references bill (bill_id)
    )${endOfTable}`,
  `insert into bill select bill_id, bill_no, kind, reverses_id, bill_run_id, service_point_id, customer_id,
      period, start_on, end_on, total_kwh, total_minor, tax_minor, is_estimated, tariff_version_id,
      quantities_json, readings_json, due_on, issued_on, issued_by, issued_at, null from bill_before`,
  'drop table bill_before',
  `create unique index bill_one_per_period on bill (service_point_id, period) where kind = 'regular'`,
  'create index bill_point on bill (service_point_id, period)',
  'create index bill_run_bills on bill (bill_run_id, bill_no)',
  'create index bill_customer on bill (customer_id, period)',
  ...['update', 'delete'].map(
    (verb) => `create trigger bill_no_${verb} before ${verb} on bill
      begin select raise(abort, 'append_only: bill'); end`,
  ),
];

const changedBill = [
  'alter table bill drop constraint bill_kind_check',
  `alter table bill add constraint bill_kind_check check (${KINDS})`,
  'alter table bill add column corrects_id text references bill (bill_id)',
];

/**
 * What happens after a bill was issued: 冲红重开 and 退补. `corrects_id` is the bill that a new one takes the
 * place of, or that an adjustment adds to; a bill is replaced at most once.
 */
export const billCorrection: Migration = {
  name: '0013_billCorrection',
  statements: ({ database, integer, endOfTable }) => [
    'create index prepaid_movement_bill on prepaid_movement (bill_id)',
    ...(database === 'sqlite' ? rebuiltBill(integer, endOfTable) : changedBill),
    `create unique index bill_replaced_once on bill (corrects_id) where kind = 'rebill'`,
    'create index bill_corrects on bill (corrects_id)',
    `create table bill_correction (
      correction_id text primary key,
      kind text not null check (kind in ('rebill', 'adjustment')),
      bill_id text not null references bill (bill_id),
      service_point_id text not null references service_point (service_point_id),
      period text not null,
      state text not null check (state in ('open', 'submitted', 'approved', 'rejected', 'withdrawn')),
      version ${integer} not null,
      reason text not null,
      document_no text,
      request_json text not null,
      proposed_json text,
      total_kwh text not null,
      total_minor ${integer} not null,
      proposed_by text not null references user_account (user_id),
      proposed_at text not null,
      submitted_by text references user_account (user_id),
      submitted_at text,
      decided_by text references user_account (user_id),
      decided_at text,
      decision_reason text,
      reversal_bill_id text references bill (bill_id),
      result_bill_id text references bill (bill_id)
    )${endOfTable}`,
    `create unique index bill_correction_one_standing on bill_correction (bill_id)
      where state in ('open', 'submitted')`,
    'create index bill_correction_bill on bill_correction (bill_id)',
    'create index bill_correction_result on bill_correction (result_bill_id)',
    'create index bill_correction_reversal on bill_correction (reversal_bill_id)',
    `create index bill_correction_opened on bill_correction (service_point_id, period) where state = 'open'`,
    'create index bill_correction_list on bill_correction (state, correction_id)',
  ],
  appendOnly: [],
};
