import type { Migration } from './migration.ts';

/** Columns that a trial bill and an issued bill share; as text, both tables get the same ones. */
const billFacts = (integer: string) => `
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
      readings_json text not null`;

const lineFacts = (integer: string) => `
      line_no ${integer} not null,
      item_code text not null,
      item_name text not null,
      kind text not null,
      posting_account text not null check (posting_account in ('revenue', 'surcharge', 'tax')),
      quantity text,
      unit text not null,
      price_rate text,
      unrounded_amount text not null,
      amount_minor ${integer} not null,
      tax_minor ${integer} not null,
      trace_json text not null`;

export const billing: Migration = {
  name: '0006_billing',
  statements: ({ integer, endOfTable }) => [
    `create table bill_run (
      bill_run_id text primary key,
      route_id text not null references route (route_id),
      period text not null,
      state text not null
        check (state in ('planned', 'calculated', 'submitted', 'approved', 'issued', 'cancelled')),
      version ${integer} not null,
      bill_count ${integer} not null,
      stopped_count ${integer} not null,
      open_exception_count ${integer} not null,
      total_kwh text not null,
      total_minor ${integer} not null,
      created_by text not null references user_account (user_id),
      created_at text not null,
      calculated_by text references user_account (user_id),
      calculated_at text,
      submitted_by text references user_account (user_id),
      submitted_at text,
      approved_by text references user_account (user_id),
      approved_at text,
      issued_by text references user_account (user_id),
      issued_at text,
      cancelled_by text references user_account (user_id),
      cancelled_at text,
      cancel_reason text
    )${endOfTable}`,
    `create unique index bill_run_one_open on bill_run (route_id, period) where state <> 'cancelled'`,
    `create table trial_bill (
      trial_bill_id text primary key,${billFacts(integer)},
      state text not null check (state in ('calculated', 'stopped')),
      stop_code text,
      stop_detail_json text,
      previous_kwh text,
      previous_minor ${integer},
      route_position ${integer} not null,
      unique (bill_run_id, service_point_id)
    )${endOfTable}`,
    'create index trial_bill_order on trial_bill (bill_run_id, route_position, trial_bill_id)',
    `create table trial_bill_line (
      trial_bill_id text not null references trial_bill (trial_bill_id) on delete cascade,${lineFacts(integer)},
      primary key (trial_bill_id, line_no)
    )${endOfTable}`,
    `create table bill_exception (
      exception_id text primary key,
      bill_run_id text not null references bill_run (bill_run_id),
      trial_bill_id text not null references trial_bill (trial_bill_id) on delete cascade,
      service_point_id text not null references service_point (service_point_id),
      rule_code text not null,
      severity text not null check (severity in ('stop', 'confirm', 'note')),
      state text not null check (state in ('open', 'accepted', 'sent_back')),
      detail_json text not null,
      resolved_by text references user_account (user_id),
      resolved_at text,
      reason text,
      version ${integer} not null
    )${endOfTable}`,
    'create index bill_exception_run on bill_exception (bill_run_id, state, exception_id)',
    'create index bill_exception_bill on bill_exception (trial_bill_id)',
    `create table bill (
      bill_id text primary key,
      bill_no text not null unique,
      kind text not null check (kind in ('regular', 'reversal', 'rebill')),
      reverses_id text unique references bill (bill_id),${billFacts(integer)},
      due_on text not null,
      issued_on text not null,
      issued_by text not null references user_account (user_id),
      issued_at text not null
    )${endOfTable}`,
    `create unique index bill_one_per_period on bill (service_point_id, period) where kind = 'regular'`,
    'create index bill_point on bill (service_point_id, period)',
    'create index bill_run_bills on bill (bill_run_id, bill_no)',
    'create index bill_customer on bill (customer_id, period)',
    `create table bill_line (
      bill_id text not null references bill (bill_id),${lineFacts(integer)},
      primary key (bill_id, line_no)
    )${endOfTable}`,
  ],
  appendOnly: ['bill', 'bill_line'],
};
