import { z } from 'zod';
import { VOUCHER_MEMOS } from '../domain/accounting/dayVouchers.ts';
import { POSTING_KINDS } from '../domain/accounting/posting.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, minorAmount, page, pageOf, text } from './fields.ts';

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
  permission: 'voucher.approve',
  input: z.strictObject({ voucherId: id, expectedVersion: version, seenTotalMinor: minorAmount }),
  output: z.strictObject({ voucherId: id, voucherNo: z.string(), version, journalEntryId: id }),
  refusals: ['not_found', 'stale_version', 'wrong_state', 'same_person', 'totals_changed'],
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

/** Balances of all accounts; they add up to zero at every moment. */
export const trialBalance = defineQuery({
  name: 'ledgerAccount.trialBalance',
  stage: 'accounting',
  permission: 'voucher.view',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        accountCode: z.string(),
        name: z.string(),
        kind: z.enum(['asset', 'liability', 'revenue', 'expense']),
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
