import { assert } from '../../lib/assert.ts';

/** States of a receivable that follow from its amounts; `written_off` is a decision of its own. */
export type PaidState = 'owed' | 'part' | 'settled';

/**
 * The state of a receivable by what it has received. Settled means equal to the last cent. A receivable of
 * nothing, or of a credit (which is handed on when it is issued), is settled from the beginning.
 */
export function paidState(amountMinor: number, receivedMinor: number): PaidState {
  const isWithin = receivedMinor <= Math.max(amountMinor, 0) && receivedMinor >= Math.min(amountMinor, 0);
  assert(isWithin, 'received is within the amount');
  if (receivedMinor >= amountMinor) return 'settled';
  return receivedMinor === 0 ? 'owed' : 'part';
}
