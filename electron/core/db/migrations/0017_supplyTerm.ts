import type { Migration } from './migration.ts';

/** 供用电约定: capacity, contracted demand and power factor standard of a service point, from a day on. */
export const supplyTerm: Migration = {
  name: '0017_supplyTerm',
  statements: ({ endOfTable }) => [
    `create table supply_term (
      supply_term_id text primary key,
      service_point_id text not null references service_point (service_point_id),
      start_on text not null,
      kind text not null check (kind in ('start', 'change', 'pause', 'resume', 'end')),
      capacity_kva text,
      contract_kw text,
      basic_charge_by text check (basic_charge_by in ('capacity', 'contract', 'actual')),
      power_factor_standard text check (power_factor_standard in ('0.90', '0.85', '0.80')),
      reason text not null,
      created_by text not null references user_account (user_id),
      created_at text not null
    )${endOfTable}`,
    'create index supply_term_point on supply_term (service_point_id, start_on)',
  ],
  appendOnly: ['supply_term'],
};
