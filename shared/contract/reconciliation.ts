import { z } from 'zod';
import { TRANSFER_TARGETS } from '../domain/reconciliation/actions.ts';
import { ITEM_CLASSES, MATCH_RULES, RECONCILIATION_STATES } from '../domain/reconciliation/itemClasses.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, page, pageOf } from './fields.ts';
import { action, bankLine, channelCode, count, itemState, version } from './reconciliationFields.ts';

const itemClass = z.enum(ITEM_CLASSES);

/**
 * Compares a channel's day with the bank. May be run as often as one likes: without news nothing
 * changes, and what a person has proposed or approved stays. Each line and each receipt of the day
 * is in exactly one item afterwards.
 */
export const reconciliationRun = defineCommand({
  name: 'reconciliation.run',
  stage: 'reconciliation',
  permission: 'reconciliation.run',
  input: z.strictObject({ channelCode, businessOn: localDateText }),
  output: z.strictObject({
    reconciliationId: id,
    version,
    bankLineCount: count,
    receiptCount: count,
    itemCount: count,
    openCount: count,
    /** Items that were not there before or are no longer there. */
    changedCount: count,
  }),
  refusals: ['channel_not_found', 'signed_off', 'nothing_to_reconcile'],
});

const dayFacts = {
  reconciliationId: id,
  channelCode,
  channelName: z.string(),
  businessOn: z.string(),
  state: z.enum(RECONCILIATION_STATES),
  version,
  itemCount: count,
  /** Differences that nobody has worked, and those that wait for approval. */
  openCount: count,
  proposedCount: count,
  bankMinor: z.int(),
  oursMinor: z.int(),
  runAt: z.string(),
  runByName: z.string(),
  signedOffAt: z.string().nullable(),
  signedOffByName: z.string().nullable(),
};

/** Days by channel, the latest first. */
export const reconciliationPage = defineQuery({
  name: 'reconciliation.page',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({
    ...page,
    channelCode: channelCode.optional(),
    state: z.enum(RECONCILIATION_STATES).optional(),
    /** Only days with differences that are open or wait for approval. */
    onlyWithDifferences: z.boolean().default(false),
  }),
  output: pageOf(z.strictObject(dayFacts)),
});

/** One day: its items by class and state, and what came in since it was run. */
export const reconciliationDetail = defineQuery({
  name: 'reconciliation.detail',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ reconciliationId: id }),
  output: z.strictObject({
    ...dayFacts,
    summary: z.array(
      z.strictObject({
        itemClass,
        state: itemState,
        count,
        bankMinor: z.int(),
        oursMinor: z.int(),
      }),
    ),
    /** Lines and receipts of the day that the last run did not see: run again before signing off. */
    unseenBankLineCount: count,
    unseenReceiptCount: count,
    canSignOff: z.boolean(),
  }),
  refusals: ['not_found'],
});

/** Items of a day, in the order in which they were made. */
export const reconciliationItemPage = defineQuery({
  name: 'reconciliationItem.page',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({
    ...page,
    reconciliationId: id,
    itemClass: itemClass.optional(),
    state: itemState.optional(),
    /** Leaves out what needed no action. */
    onlyDifferences: z.boolean().default(false),
  }),
  output: pageOf(
    z.strictObject({
      itemId: id,
      version,
      itemClass,
      state: itemState,
      matchRule: z.enum(MATCH_RULES),
      bankMinor: z.int(),
      oursMinor: z.int(),
      bankLines: z.array(bankLine),
      receipts: z.array(
        z.strictObject({
          receiptId: id,
          receiptNo: z.string(),
          kind: z.enum(['payment', 'reversal']),
          receivedOn: z.string(),
          amountMinor: z.int(),
          channelSerialNo: z.string().nullable(),
          accountNo: z.string(),
          customerName: z.string(),
        }),
      ),
      /** The account that the bank's lines name in a field made for it; proposed for a missing receipt. */
      referencedAccountNo: z.string().nullable(),
      /** What may be proposed now, the usual one first; empty when nothing may. */
      possibleActions: z.array(action),
      action: action.nullable(),
      reason: z.string().nullable(),
      accountNo: z.string().nullable(),
      receiptNo: z.string().nullable(),
      transferTarget: z.enum(TRANSFER_TARGETS).nullable(),
      proposedByName: z.string().nullable(),
      proposedAt: z.string().nullable(),
      approvedByName: z.string().nullable(),
      approvedAt: z.string().nullable(),
    }),
  ),
  refusals: ['not_found'],
});

/** Signs a day off: no difference is open or waits for approval, and the last run saw everything. */
export const reconciliationSignOff = defineCommand({
  name: 'reconciliation.signOff',
  stage: 'reconciliation',
  permission: 'reconciliation.run',
  input: z.strictObject({ reconciliationId: id, expectedVersion: version }),
  output: z.strictObject({ reconciliationId: id, version }),
  /** `differences_open` carries `openCount` and `proposedCount`, `run_again` what was not seen. */
  refusals: ['not_found', 'stale_version', 'signed_off', 'run_again', 'differences_open'],
});
