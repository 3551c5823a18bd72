import type { Migration } from './migration.ts';

/** What a run was calculated from beside readings, so that a later change of it is noticed. */
export const billingBasis: Migration = {
  name: '0009_billingBasis',
  statements: () => ['alter table bill_run add column basis_hash text'],
  appendOnly: [],
};
