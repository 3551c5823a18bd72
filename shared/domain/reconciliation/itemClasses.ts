/** What comparing our receipts with the bank's lines found (对账差异分类). */
export const ITEM_CLASSES = [
  'matched',
  'other_day',
  'amount_differs',
  'status_differs',
  'duplicate',
  'only_bank',
  'only_ours',
] as const;
export type ItemClass = (typeof ITEM_CLASSES)[number];

/**
 * `agreed`: nothing to do. `open`: a difference that nobody has worked. `proposed`: the clerk named an
 * action and another person has to approve it. `resolved`: approved and carried out.
 */
export const ITEM_STATES = ['agreed', 'open', 'proposed', 'resolved'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Classes in which both sides say the same: they need no action. */
export function isAgreement(itemClass: ItemClass): boolean {
  return itemClass === 'matched' || itemClass === 'other_day';
}

/** How the lines and receipts of an item were brought together. */
export const MATCH_RULES = [
  /** The channel's serial number. */
  'serial',
  /** A receipt, bill or account number that the bank's line states in a field made for it. */
  'reference',
  /** Day and amount, the n-th line with the n-th receipt. */
  'occurrence',
  /** A receipt and its reversal, neither of which the bank knows. */
  'own_reversal',
  /** Our reversal of a payment that the bank did not return. */
  'reversed_by_us',
  /** The bank returned a payment that we did not reverse. */
  'returned_by_bank',
  /** The same serial number or the same reference, amount and payer once more. */
  'repeated',
  /** Nothing on the other side. */
  'none',
] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

export const RECONCILIATION_STATES = ['open', 'signed_off'] as const;
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number];
