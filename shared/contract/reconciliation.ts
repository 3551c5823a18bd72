import { z } from 'zod';
import { RESOLUTION_ACTIONS, TRANSFER_TARGETS } from '../domain/reconciliation/actions.ts';
import {
  ITEM_CLASSES,
  ITEM_STATES,
  MATCH_RULES,
  RECONCILIATION_STATES,
} from '../domain/reconciliation/itemClasses.ts';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { id, localDateText, number, page, pageOf, text } from './fields.ts';
import { FILE_REFUSALS, fileEncoding, lineError } from './files.ts';

const path = z.string().min(1).max(1000);
const channelCode = z.string().min(1).max(40);
const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
const version = z.int().min(1);
const count = z.int().min(0);
const itemClass = z.enum(ITEM_CLASSES);
const itemState = z.enum(ITEM_STATES);
const action = z.enum(RESOLUTION_ACTIONS);

/** The ways that money comes in. */
export const channelList = defineQuery({
  name: 'channel.list',
  stage: 'reconciliation',
  permission: 'session.use',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        channelCode,
        name: z.string(),
        kind: z.enum(['bank', 'counter']),
        profileCode: z.string().nullable(),
      }),
    ),
  }),
});

/**
 * Imports a bank's file of a day. camt.053 and camt.054 are known by their content; other files need
 * a layout: the named one, else the channel's. Lines keep the day on which the bank booked them. Good
 * lines are taken, bad ones listed. A line that came in an earlier file, whole or overlapping, is
 * `unchanged`: nothing is stored twice.
 */
export const bankFileImport = defineCommand({
  name: 'bankFile.import',
  stage: 'reconciliation',
  permission: 'bank.import',
  input: z.strictObject({
    path,
    channelCode,
    businessOn: localDateText,
    profileCode: z.string().max(60).nullable().default(null),
    /** Takes the place of the layout's encoding. */
    encoding: fileEncoding.optional(),
  }),
  output: z.strictObject({
    bankFileId: id,
    /** `camt.053`, `camt.054`, or what the table was read from: `csv`, `xlsx`, `xls`, `html`. */
    format: z.string(),
    lineCount: count,
    acceptedCount: count,
    unchangedCount: count,
    rejectedCount: count,
    /** Of the lines of this file, those that the bank booked on another day than `businessOn`. */
    otherDayCount: count,
    totalMinor: z.int(),
    openingMinor: z.int().nullable(),
    closingMinor: z.int().nullable(),
    /** The first thousand. */
    errors: z.array(lineError),
  }),
  /** `balance_differs` carries `openingMinor`, `totalMinor`, `closingMinor` and the statement. */
  refusals: [
    'channel_not_found',
    'profile_not_found',
    ...FILE_REFUSALS,
    'profile_needed',
    'balance_differs',
    'currency_differs',
  ],
});

/** Imported files, the latest first. */
export const bankFilePage = defineQuery({
  name: 'bankFile.page',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({
    ...page,
    channelCode: channelCode.optional(),
    businessOn: localDateText.optional(),
    /** Some words of the name. */
    fileName: text(120).optional(),
    /** Whether every line was taken. */
    isComplete: z.boolean().optional(),
  }),
  output: pageOf(
    z.strictObject({
      bankFileId: id,
      channelCode,
      channelName: z.string(),
      businessOn: z.string(),
      fileName: z.string(),
      format: z.string(),
      profileCode: z.string().nullable(),
      lineCount: count,
      acceptedCount: count,
      unchangedCount: count,
      rejectedCount: count,
      openingMinor: z.int().nullable(),
      closingMinor: z.int().nullable(),
      importedByName: z.string(),
      importedAt: z.string(),
    }),
  ),
});

const bankLine = z.strictObject({
  bankLineId: id,
  lineNo: z.int(),
  bookedOn: z.string(),
  valueOn: z.string().nullable(),
  /** Positive: money to us. */
  amountMinor: z.int(),
  serialNo: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  counterpartyAccount: z.string().nullable(),
  purpose: z.string(),
  ourReference: z.string().nullable(),
});

/** The lines that a file brought, in its order. */
export const bankFileLines = defineQuery({
  name: 'bankFile.lines',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ ...page, bankFileId: id }),
  output: pageOf(bankLine),
  refusals: ['not_found'],
});

/** The lines of a file that were refused, in its order. */
export const bankFileErrors = defineQuery({
  name: 'bankFile.errors',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ ...page, bankFileId: id }),
  output: pageOf(lineError),
  refusals: ['not_found'],
});

/** Writes the lines of a file that were refused, with number, reason and text, as CSV for a spreadsheet. */
export const bankFileExportErrors = defineCommand({
  name: 'bankFile.exportErrors',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ bankFileId: id, path }),
  output: z.strictObject({ path, lineCount: count }),
  refusals: ['not_found', 'nothing_to_export', 'not_writable'],
});

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
