import type { Invariant } from '../../invariants.ts';

export const customersInvariants: readonly Invariant[] = [];
