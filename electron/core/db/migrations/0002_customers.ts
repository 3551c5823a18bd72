import type { Migration } from './migration.ts';

export const customers: Migration = {
  name: '0002_customers',
  statements: ({ integer, endOfTable }) => [
    `create table route (
      route_id text primary key,
      route_no text not null unique,
      name text not null,
      cycle_day ${integer} not null check (cycle_day between 1 and 31),
      reader_user_id text references user_account (user_id),
      version ${integer} not null
    )${endOfTable}`,
    `create table customer (
      customer_id text primary key,
      account_no text not null unique,
      name text not null,
      address text not null,
      phone text not null,
      customer_class text not null,
      household_size ${integer},
      state text not null check (state in ('active', 'closed')),
      version ${integer} not null,
      created_at text not null
    )${endOfTable}`,
    'create index customer_name on customer (name)',
    `create table service_point (
      service_point_id text primary key,
      service_point_no text not null unique,
      customer_id text not null references customer (customer_id),
      route_id text not null references route (route_id),
      route_position ${integer} not null,
      address text not null,
      capacity_kva text,
      state text not null check (state in ('active', 'closed')),
      version ${integer} not null,
      created_at text not null
    )${endOfTable}`,
    'create index service_point_customer on service_point (customer_id)',
    'create index service_point_route on service_point (route_id, route_position, service_point_id)',
    `create table meter (
      meter_id text primary key,
      meter_no text not null unique,
      digits ${integer} not null check (digits between 1 and 12),
      decimals ${integer} not null check (decimals between 0 and 6),
      multiplier text not null,
      period_mapping_json text not null,
      version ${integer} not null
    )${endOfTable}`,
    `create table meter_register (
      meter_id text not null references meter (meter_id),
      register_code text not null,
      primary key (meter_id, register_code)
    )${endOfTable}`,
    `create table meter_installation (
      installation_id text primary key,
      service_point_id text not null references service_point (service_point_id),
      meter_id text not null references meter (meter_id),
      installed_on text not null,
      removed_on text check (removed_on is null or removed_on >= installed_on),
      version ${integer} not null
    )${endOfTable}`,
    'create index meter_installation_point on meter_installation (service_point_id, installed_on)',
    'create index meter_installation_meter on meter_installation (meter_id, installed_on)',
    'create unique index meter_installation_current on meter_installation (meter_id) where removed_on is null',
    `create table tariff (
      tariff_id text primary key,
      tariff_code text not null unique,
      name text not null,
      customer_class text not null,
      version ${integer} not null,
      created_at text not null
    )${endOfTable}`,
    `create table tariff_assignment (
      assignment_id text primary key,
      service_point_id text not null references service_point (service_point_id),
      tariff_id text not null references tariff (tariff_id),
      start_on text not null,
      end_on text check (end_on is null or end_on > start_on),
      unique (service_point_id, start_on)
    )${endOfTable}`,
    `create table mapping_profile (
      profile_code text primary key,
      name text not null,
      file_kind text not null check (file_kind in ('meter', 'bank', 'customer')),
      content_json text not null,
      version ${integer} not null
    )${endOfTable}`,
  ],
  appendOnly: [],
};
