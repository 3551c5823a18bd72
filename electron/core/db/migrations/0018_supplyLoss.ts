import type { Migration } from './migration.ts';

/** 变损、线损: how losses between the supply and the meter are worked out, part of the terms of a supply. */
export const supplyLoss: Migration = {
  name: '0018_supplyLoss',
  statements: () => ['alter table supply_term add column loss_json text'],
  appendOnly: [],
};
