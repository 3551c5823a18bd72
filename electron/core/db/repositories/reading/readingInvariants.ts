import type { Invariant } from '../../invariants.ts';

export const readingInvariants: readonly Invariant[] = [];
