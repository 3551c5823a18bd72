import { ok, type Result, refused } from '../../lib/result.ts';
import {
  type DifferenceFacts,
  possibleActions,
  type ResolutionAction,
  type TransferTarget,
} from './actions.ts';
import type { ItemState } from './itemClasses.ts';

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type WorkedItem = DifferenceFacts & {
  readonly itemId: string;
  readonly state: ItemState;
  readonly version: number;
  readonly proposedBy: string | null;
  readonly isSignedOff: boolean;
};

type StateRefusal = Refusal<'signed_off' | 'stale_version' | 'wrong_state'>;

/** What every command about an item asks first. */
export function decideWork(
  item: WorkedItem,
  expectedVersion: number,
  state: ItemState,
): Result<WorkedItem, StateRefusal> {
  if (item.isSignedOff) return refused({ code: 'signed_off', detail: { itemId: item.itemId } });
  if (item.version !== expectedVersion) {
    return refused({ code: 'stale_version', detail: { version: item.version, state: item.state } });
  }
  if (item.state !== state) return refused({ code: 'wrong_state', detail: { state: item.state } });
  return ok(item);
}

/** Whether a clerk may propose the action for an open difference. */
export function decideProposal(
  item: WorkedItem,
  expectedVersion: number,
  action: ResolutionAction,
): Result<WorkedItem, StateRefusal | Refusal<'action_not_possible'>> {
  const work = decideWork(item, expectedVersion, 'open');
  if (!work.ok) return work;
  const possible = possibleActions(item);
  if (!possible.includes(action))
    return refused({ code: 'action_not_possible', detail: { action, possible } });
  return ok(item);
}

/** Four eyes by person: whoever proposed neither approves nor rejects, whatever roles he or she has. */
export function decideApproval(
  item: WorkedItem,
  expectedVersion: number,
  userId: string,
): Result<WorkedItem, StateRefusal | Refusal<'same_person'>> {
  const work = decideWork(item, expectedVersion, 'proposed');
  if (!work.ok) return work;
  if (item.proposedBy === userId) return refused({ code: 'same_person', detail: { itemId: item.itemId } });
  return ok(item);
}

/** Where a difference goes by its sign when the clerk names no account. */
export function transferTargetOf(item: DifferenceFacts): TransferTarget {
  if (item.bankMinor > item.oursMinor) return 'surplus';
  return item.receiptCount === 0 ? 'bank_charges' : 'shortage';
}

/**
 * What a resolved item holds of money beside its receipts: the part that was transferred, or came from a
 * deposit. The rest of the difference is in receipts, so that bank and books agree afterwards.
 */
export function transferredMinor(item: DifferenceFacts, action: ResolutionAction): number {
  const isBeside = action === 'transfer_to_account' || action === 'refund' || action === 'match_deposit';
  return isBeside ? item.bankMinor - item.oursMinor : 0;
}
