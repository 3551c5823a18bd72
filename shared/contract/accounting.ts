import { z } from 'zod';
import { VOUCHER_MEMOS } from '../domain/accounting/dayVouchers.ts';
import { BLOCKER_KINDS } from '../domain/accounting/periodClose.ts';
import { POSTING_KINDS } from '../domain/accounting/posting.ts';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { id, localDateText, minorAmount, page, pageOf, periodText, text } from './fields.ts';

const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
const version = z.int().min(1);
export const VOUCHER_STATES = ['prepared', 'approved', 'rejected'] as const;
const voucherState = z.enum(VOUCHER_STATES);

const voucherLine = z.strictObject({
  lineNo: z.int(),
  accountCode: z.string(),
  accountName: z.string(),
  /** Debit positive, credit negative. */
  amountMinor: z.int(),
  memoCode: z.enum(VOUCHER_MEMOS),
});

const voucherRow = z.strictObject({
  voucherId: id,
  voucherNo: z.string(),
  kind: z.enum(['receipt', 'payment']),
  state: voucherState,
  version,
  reconciliationId: id,
  channelCode: z.string(),
  channelName: z.string(),
  businessOn: z.string(),
  totalMinor: z.int(),
  preparedByName: z.string(),
  preparedAt: z.string(),
  approvedByName: z.string().nullable(),
  approvedAt: z.string().nullable(),
});

/** Prepares the receipt and payment vouchers (收、付款凭证) of a day that is signed off. */
export const voucherPrepare = defineCommand({
  name: 'voucher.prepare',
  stage: 'accounting',
  permission: 'voucher.prepare',
  input: z.strictObject({ reconciliationId: id }),
  output: z.strictObject({
    vouchers: z.array(
      z.strictObject({
        voucherId: id,
        voucherNo: z.string(),
        kind: z.enum(['receipt', 'payment']),
        totalMinor: z.int(),
      }),
    ),
  }),
  /** `already_prepared` carries the `voucherNos`. `nothing_to_post`: the bank moved no money that day. */
  refusals: ['not_found', 'not_signed_off', 'nothing_to_post', 'already_prepared'],
});

/** Approves a voucher with the total that was seen, and posts it. Never by who prepared it. */
export const voucherApprove = defineCommand({
  name: 'voucher.approve',
  stage: 'accounting',
  posts: true,
  permission: 'voucher.approve',
  input: z.strictObject({ voucherId: id, expectedVersion: version, seenTotalMinor: minorAmount }),
  output: z.strictObject({ voucherId: id, voucherNo: z.string(), version, journalEntryId: id }),
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'stale_version',
    'wrong_state',
    'same_person',
    'totals_changed',
  ],
});

/** Gives a voucher back; the clerk prepares a new one. */
export const voucherReject = defineCommand({
  name: 'voucher.reject',
  stage: 'accounting',
  permission: 'voucher.approve',
  input: z.strictObject({ voucherId: id, expectedVersion: version, reason }),
  output: z.strictObject({ voucherId: id, version }),
  refusals: ['not_found', 'stale_version', 'wrong_state', 'same_person'],
});

/** Vouchers, the latest first. */
export const voucherPage = defineQuery({
  name: 'voucher.page',
  stage: 'accounting',
  permission: 'voucher.view',
  input: z.strictObject({
    ...page,
    state: voucherState.optional(),
    businessOn: localDateText.optional(),
    channelCode: z.string().max(40).optional(),
  }),
  output: pageOf(voucherRow),
});

export const voucherDetail = defineQuery({
  name: 'voucher.detail',
  stage: 'accounting',
  permission: 'voucher.view',
  input: z.strictObject({ voucherId: id }),
  output: z.strictObject({ ...voucherRow.shape, lines: z.array(voucherLine) }),
  refusals: ['not_found'],
});

/**
 * Balances of all accounts at the beginning and the end of a month, with what moved on them in between; without a period
 * of the month that the books are in. They add up to zero at every moment.
 */
export const trialBalance = defineQuery({
  name: 'ledgerAccount.trialBalance',
  stage: 'accounting',
  permission: 'voucher.view',
  input: z.strictObject({ period: periodText.optional() }),
  output: z.strictObject({
    period: periodText,
    rows: z.array(
      z.strictObject({
        accountCode: z.string(),
        name: z.string(),
        kind: z.enum(['asset', 'liability', 'revenue', 'expense']),
        openingMinor: z.int(),
        debitMinor: z.int(),
        creditMinor: z.int(),
        balanceMinor: z.int(),
      }),
    ),
    /** Sum of all balances: zero. */
    totalMinor: z.int(),
  }),
});

/** Journal entries, the latest first. */
export const journalPage = defineQuery({
  name: 'journal.page',
  stage: 'accounting',
  permission: 'voucher.view',
  input: z.strictObject({ ...page, postedOn: localDateText.optional() }),
  output: pageOf(
    z.strictObject({
      journalEntryId: id,
      entryNo: z.int(),
      postedOn: z.string(),
      kind: z.enum(POSTING_KINDS),
      sourceType: z.string(),
      postedByName: z.string(),
      lines: z.array(
        z.strictObject({ accountCode: z.string(), accountName: z.string(), amountMinor: z.int() }),
      ),
    }),
  ),
});

/**
 * Writes the reconciliation workbook (.xlsx) of a day: summary, matched, differences, vouchers and the
 * parameters it was made with. Amounts are numbers, identifiers are text.
 */
export const reconciliationExport = defineCommand({
  name: 'reconciliation.export',
  stage: 'accounting',
  permission: 'reconciliation.export',
  input: z.strictObject({
    businessOn: localDateText,
    /** `null`: all channels of the day. */
    channelCode: z.string().max(40).nullable().default(null),
    path: z.string().min(1).max(1000),
  }),
  output: z.strictObject({ path: z.string(), byteCount: z.int(), rowCount: z.int() }),
  refusals: ['nothing_reconciled', 'not_writable'],
});

const closing = {
  period: z.string(),
  isClosed: z.boolean(),
  /** Whether the month lies behind: before that it cannot be closed. */
  isOver: z.boolean(),
  closedByName: z.string().nullable(),
  closedAt: z.string().nullable(),
};

/** The months from the first with something in it to the present one, the latest first. */
export const accountingPeriodList = defineQuery({
  name: 'accountingPeriod.list',
  stage: 'accounting',
  permission: 'accountingPeriod.view',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(z.strictObject(closing)) }),
});

/** What keeps a month from being closed, and what was posted in it. */
export const accountingPeriodDetail = defineQuery({
  name: 'accountingPeriod.detail',
  stage: 'accounting',
  permission: 'accountingPeriod.view',
  input: z.strictObject({ period: periodText }),
  output: z.strictObject({
    ...closing,
    blockers: z.array(
      z.strictObject({
        kind: z.enum(BLOCKER_KINDS),
        /** The route, the cashier, the channel, or the channel and the number of the voucher. */
        name: z.string(),
        on: z.string().nullable(),
        /** `null`: not begun. */
        state: z.string().nullable(),
      }),
    ),
    turnover: z.array(
      z.strictObject({
        accountCode: z.string(),
        name: z.string(),
        debitMinor: z.int(),
        creditMinor: z.int(),
      }),
    ),
  }),
});

/**
 * Closes a month (关账). From then on nothing is posted into it and no bills of it are run; corrections are posted
 * on their own day and point back. It cannot be undone.
 */
export const accountingPeriodClose = defineCommand({
  name: 'accountingPeriod.close',
  stage: 'accounting',
  permission: 'accountingPeriod.close',
  input: z.strictObject({ period: periodText }),
  output: z.strictObject({ period: z.string(), closedAt: z.string() }),
  /** `earlier_period_open` names the month to close first, `period_blocked` how much is open and the first of it. */
  refusals: ['already_closed', 'period_not_over', 'earlier_period_open', 'period_blocked'],
});
