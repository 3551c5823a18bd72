import type { Migration } from './migration.ts';

/** 套扣、定量、定比: what part of a service point's quantity belongs to another one behind it, from a day on. */
export const subSupply: Migration = {
  name: '0019_subSupply',
  statements: ({ endOfTable }) => [
    `create table sub_supply (
      sub_supply_id text primary key,
      child_id text not null references service_point (service_point_id),
      parent_id text references service_point (service_point_id),
      kind text not null check (kind in ('none', 'metered', 'fixed_quantity', 'fixed_ratio')),
      amount text,
      start_on text not null,
      reason text not null,
      created_by text not null references user_account (user_id),
      created_at text not null,
      check ((kind = 'none') = (parent_id is null)),
      check ((kind in ('fixed_quantity', 'fixed_ratio')) = (amount is not null))
    )${endOfTable}`,
    'create index sub_supply_child on sub_supply (child_id, start_on)',
    'create index sub_supply_parent on sub_supply (parent_id)',
  ],
  appendOnly: ['sub_supply'],
};
