import type { Invariant } from '../../invariants.ts';

export const reconciliationInvariants: readonly Invariant[] = [];
