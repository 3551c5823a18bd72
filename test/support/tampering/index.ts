import { accessTampering } from './access.ts';
import { accountingTampering } from './accounting.ts';
import { billingTampering } from './billing.ts';
import { collectionTampering } from './collection.ts';
import { customersTampering } from './customers.ts';
import { readingTampering } from './reading.ts';
import { reconciliationTampering } from './reconciliation.ts';
import type { Tampering } from './tampering.ts';

/**
 * What somebody could do to the tables of a ledger past the program, by the invariant that has to notice it. Each is one
 * statement of its own; together they break every part of what the invariant states.
 */
export const TAMPERING: Tampering = {
  ...accessTampering,
  ...customersTampering,
  ...readingTampering,
  ...billingTampering,
  ...collectionTampering,
  ...accountingTampering,
  ...reconciliationTampering,
};
