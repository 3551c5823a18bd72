import { z } from 'zod';
import { TRANSFER_TARGETS } from '../domain/reconciliation/actions.ts';
import { defineCommand, POSTING_REFUSALS } from './define.ts';
import { id, number } from './fields.ts';
import { action, itemState, reason, version } from './reconciliationFields.ts';

const changedItem = z.strictObject({ itemId: id, version, state: itemState });
const item = { itemId: id, expectedVersion: version };

/** Proposes how a difference is resolved; nothing is posted before somebody else approves it. */
export const differenceResolve = defineCommand({
  name: 'difference.resolve',
  stage: 'reconciliation',
  permission: 'reconciliation.resolve',
  input: z.strictObject({
    ...item,
    action,
    reason,
    /** The customer (户号) of a missing receipt; may be left out where the bank's line names it. */
    accountNo: number.nullable().default(null),
    /** The receipt to reverse, where the item itself holds none. */
    receiptNo: number.nullable().default(null),
    /** The deposit (解款) that the bank shows; may be left out where one alone has the amount. */
    depositNo: number.nullable().default(null),
    /** Where `transfer_to_account` posts; by the sign of the difference when left out. */
    transferTarget: z.enum(TRANSFER_TARGETS).nullable().default(null),
  }),
  output: changedItem,
  /** `action_not_possible` carries the `possible` ones. */
  refusals: [
    'not_found',
    'signed_off',
    'stale_version',
    'wrong_state',
    'action_not_possible',
    'account_no_needed',
    'account_not_found',
    'receipt_no_needed',
    'receipt_not_found',
    'receipt_already_reversed',
    'deposit_no_needed',
    'deposit_not_found',
    'deposit_arrived',
    'amount_not_equal',
  ],
});

/** Approves a proposal and carries it out in the same transaction. Never by who proposed it. */
export const differenceApprove = defineCommand({
  name: 'difference.approve',
  stage: 'reconciliation',
  posts: true,
  permission: 'reconciliation.approve',
  input: z.strictObject(item),
  output: z.strictObject({
    ...changedItem.shape,
    /** Receipts and reversals that the action posted. */
    receiptNos: z.array(z.string()),
    journalEntryId: id.nullable(),
  }),
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'signed_off',
    'stale_version',
    'wrong_state',
    'same_person',
    'account_not_found',
    'receipt_not_found',
    'receipt_already_reversed',
    'deposit_not_found',
    'deposit_arrived',
    'prepaid_used',
  ],
});

/** Gives a proposal back to the clerk. */
export const differenceReject = defineCommand({
  name: 'difference.reject',
  stage: 'reconciliation',
  permission: 'reconciliation.approve',
  input: z.strictObject({ ...item, reason }),
  output: changedItem,
  refusals: ['not_found', 'signed_off', 'stale_version', 'wrong_state', 'same_person'],
});
