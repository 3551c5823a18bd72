import type { Invariant } from '../../invariants.ts';

export const collectionInvariants: readonly Invariant[] = [];
