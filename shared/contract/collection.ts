import { z } from 'zod';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { id, localDateText, minorAmount, number, page, pageOf, periodText, text } from './fields.ts';

const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
export const PAYMENT_METHODS = ['cash', 'card', 'transfer', 'direct_debit', 'online'] as const;
const method = z.enum(PAYMENT_METHODS);
/** In minor units; no office takes as much in a year: what is more was typed or scanned into the wrong field. */
export const LARGEST_PAYMENT_MINOR = 1_000_000_000_000;
const positiveAmount = minorAmount
  .refine((value) => value > 0, 'not_positive')
  .refine((value) => value <= LARGEST_PAYMENT_MINOR, 'too_large');
export const RECEIVABLE_STATES = ['owed', 'part', 'settled', 'written_off'] as const;
const receivableState = z.enum(RECEIVABLE_STATES);

const allocation = z.strictObject({
  receivableId: id,
  billNo: z.string(),
  period: z.string(),
  kind: z.enum(['principal', 'late_fee']),
  amountMinor: z.int(),
});

/**
 * Takes a payment. It settles the oldest debts first, each with its late fee, unless the payer says
 * what it is for; what is left becomes prepaid. The command id makes a second click harmless.
 */
export const paymentReceive = defineCommand({
  name: 'payment.receive',
  stage: 'collection',
  posts: true,
  permission: 'payment.receive',
  input: z.strictObject({
    accountNo: number,
    amountMinor: positiveAmount,
    method,
    channelCode: z.string().max(40).default('counter'),
    /** The channel's number of the payment: a second payment with the same one is refused. */
    channelSerialNo: number.nullable().default(null),
    /** What the payer wants paid, in this order; never more than is owed. */
    instruction: z
      .array(z.strictObject({ receivableId: id, amountMinor: positiveAmount }))
      .max(100)
      .nullable()
      .default(null),
  }),
  output: z.strictObject({
    receiptId: id,
    receiptNo: z.string(),
    amountMinor: z.int(),
    allocations: z.array(allocation),
    prepaidMinor: z.int(),
    lateFeeMinor: z.int(),
    /** What the account owes and has prepaid afterwards. */
    owedMinor: z.int(),
    prepaidBalanceMinor: z.int(),
  }),
  /**
   * `drawer_closed`: the counter takes nothing more from this person today. `instruction_exceeds_debt` carries
   * `receivableId` and what is owed on it.
   */
  refusals: [
    ...POSTING_REFUSALS,
    'account_not_found',
    'channel_not_found',
    'drawer_closed',
    'serial_no_used',
    'receivable_not_found',
    'instruction_exceeds_debt',
    'instruction_exceeds_amount',
  ],
});

/** Takes a receipt back by a mirrored one of today; the first one stays as it is. */
export const receiptReverse = defineCommand({
  name: 'receipt.reverse',
  stage: 'collection',
  posts: true,
  permission: 'payment.reverse',
  input: z.strictObject({ receiptNo: number, reason }),
  output: z.strictObject({ receiptId: id, receiptNo: z.string(), amountMinor: z.int() }),
  /** `prepaid_used`: the prepaid part has paid a bill meanwhile; carries what is left of it. */
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'drawer_closed',
    'is_reversal',
    'already_reversed',
    'prepaid_used',
  ],
});

const receiptRow = z.strictObject({
  receiptId: id,
  receiptNo: z.string(),
  kind: z.enum(['payment', 'reversal']),
  accountNo: z.string(),
  customerName: z.string(),
  receivedOn: z.string(),
  amountMinor: z.int(),
  prepaidMinor: z.int(),
  lateFeeMinor: z.int(),
  method,
  channelCode: z.string(),
  channelSerialNo: z.string().nullable(),
  receivedByName: z.string(),
  receivedAt: z.string(),
  isReversed: z.boolean(),
});

/** Receipts, the latest first. */
export const receiptPage = defineQuery({
  name: 'receipt.page',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({
    ...page,
    receivedOn: localDateText.optional(),
    channelCode: z.string().max(40).optional(),
    accountNo: number.optional(),
  }),
  output: pageOf(receiptRow),
});

export const receiptDetail = defineQuery({
  name: 'receipt.detail',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({ receiptNo: number }),
  output: z.strictObject({
    ...receiptRow.shape,
    address: z.string(),
    reason: z.string().nullable(),
    reversesNo: z.string().nullable(),
    reversedByNo: z.string().nullable(),
    allocations: z.array(allocation),
  }),
  refusals: ['not_found'],
});

/** Writes a receipt as PDF. Printing again is not paying again. */
export const receiptPrint = defineCommand({
  name: 'receipt.print',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({ receiptNo: number, path: z.string().min(1).max(1000) }),
  output: z.strictObject({ receiptNo: z.string(), path: z.string(), byteCount: z.int() }),
  refusals: ['not_found', 'not_writable'],
});

const receivableRow = z.strictObject({
  receivableId: id,
  billNo: z.string(),
  accountNo: z.string(),
  customerName: z.string(),
  period: z.string(),
  dueOn: z.string(),
  amountMinor: z.int(),
  receivedMinor: z.int(),
  owedMinor: z.int(),
  state: receivableState,
});

/** Receivables, the earliest due first. */
export const receivablePage = defineQuery({
  name: 'receivable.page',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({
    ...page,
    period: periodText.optional(),
    state: receivableState.optional(),
    /** Only those due before the business date and not settled. */
    onlyOverdue: z.boolean().default(false),
    /** The beginning of an account number or of a name. */
    search: text(80).optional(),
  }),
  output: pageOf(receivableRow),
});

/** What an account owes today, with late fees counted to today, and what it has prepaid. */
export const accountBalance = defineQuery({
  name: 'account.balance',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({ accountNo: number }),
  output: z.strictObject({
    customerId: id,
    accountNo: z.string(),
    customerName: z.string(),
    address: z.string(),
    owedMinor: z.int(),
    lateFeeMinor: z.int(),
    prepaidMinor: z.int(),
    receivables: z.array(
      z.strictObject({
        receivableId: id,
        billNo: z.string(),
        period: z.string(),
        dueOn: z.string(),
        owedMinor: z.int(),
        lateFeeMinor: z.int(),
        overdueDays: z.int(),
      }),
    ),
  }),
  refusals: ['account_not_found'],
});
