import type { ItemClass } from './itemClasses.ts';

/** The named ways to resolve a difference. Each is proposed by the clerk and approved by another person. */
export const RESOLUTION_ACTIONS = [
  /** The bank has money that we did not post: a receipt over the difference, for an account. */
  'post_missing_receipt',
  /** We posted money that the bank did not get or gave back: the receipt is reversed, dated today. */
  'reverse_receipt',
  /** The amounts differ: the receipt is reversed and posted anew with the bank's amount. */
  'replace_receipt',
  /** The difference goes to a ledger account: surplus (长款), shortage (短款) or bank charges. */
  'transfer_to_account',
  /** The other side is expected later: what is in the item becomes part of the next day. */
  'wait_for_next_day',
  /** The payer gets the money back: it is owed to the payer (长款) until the bank's line shows it leave. */
  'refund',
  /** The bank listed one movement twice; there is no second money. */
  'mark_duplicate',
  /** It is cash of the counter that we took to the bank: no payment, and posted already. */
  'match_deposit',
] as const;
export type ResolutionAction = (typeof RESOLUTION_ACTIONS)[number];

/** Which ledger account a transfer may use; the chart of accounts says its code. */
export const TRANSFER_TARGETS = ['surplus', 'shortage', 'bank_charges'] as const;
export type TransferTarget = (typeof TRANSFER_TARGETS)[number];

export type DifferenceFacts = {
  readonly itemClass: ItemClass;
  readonly bankMinor: number;
  readonly oursMinor: number;
  readonly bankLineCount: number;
  readonly receiptCount: number;
};

/**
 * Which actions a difference allows, the usual one first. An agreement allows none. The sign counts:
 * a receipt is only ever posted over money that came in, a refund only of money that is there.
 */
export function possibleActions(item: DifferenceFacts): readonly ResolutionAction[] {
  const missing = item.bankMinor - item.oursMinor;
  switch (item.itemClass) {
    case 'matched':
    case 'other_day':
      return [];
    case 'only_bank':
      return missing > 0
        ? ['post_missing_receipt', 'match_deposit', 'wait_for_next_day', 'transfer_to_account', 'refund']
        : ['transfer_to_account', 'reverse_receipt', 'wait_for_next_day'];
    case 'only_ours':
      return missing < 0
        ? ['wait_for_next_day', 'reverse_receipt', 'transfer_to_account']
        : ['wait_for_next_day', 'transfer_to_account'];
    case 'amount_differs':
      return [
        ...(missing > 0 ? (['post_missing_receipt'] as const) : []),
        ...(item.receiptCount === 1 && item.bankMinor > 0 ? (['replace_receipt'] as const) : []),
        'transfer_to_account',
      ];
    case 'status_differs':
      return missing > 0
        ? ['post_missing_receipt', 'refund', 'transfer_to_account', 'wait_for_next_day']
        : ['reverse_receipt', 'transfer_to_account', 'wait_for_next_day'];
    case 'duplicate':
      return item.bankLineCount > 0
        ? ['mark_duplicate', ...(missing > 0 ? (['post_missing_receipt', 'refund'] as const) : [])]
        : ['reverse_receipt', 'wait_for_next_day'];
  }
}
