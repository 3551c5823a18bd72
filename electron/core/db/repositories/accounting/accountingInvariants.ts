import type { Invariant } from '../../invariants.ts';

export const accountingInvariants: readonly Invariant[] = [];
