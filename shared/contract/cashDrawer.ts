import { z } from 'zod';
import { DENOMINATIONS } from '../domain/collection/cashDrawer.ts';
import { PAYMENT_METHODS } from './collection.ts';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { id, localDateText, minorAmount, number, page, pageOf, text } from './fields.ts';

const notNegative = minorAmount.refine((value) => value >= 0, 'negative');
const cashCount = z
  .array(
    z.strictObject({
      denominationMinor: z.int().refine((value) => (DENOMINATIONS as readonly number[]).includes(value)),
      count: z.int().min(1).max(100_000),
    }),
  )
  .max(DENOMINATIONS.length)
  .refine((all) => new Set(all.map((one) => one.denominationMinor)).size === all.length, 'counted_twice');

/**
 * Closes the own cash drawer of a day (日结) with what was counted in it. A difference to the receipts is booked
 * as surplus (长款) or shortage (短款) at once; afterwards the counter takes nothing more of that person that day.
 */
export const drawerClose = defineCommand({
  name: 'drawer.close',
  stage: 'collection',
  posts: true,
  permission: 'drawer.close',
  input: z.strictObject({
    businessOn: localDateText,
    /** Cash by the receipts, as it was seen. */
    seenCashMinor: minorAmount,
    countedMinor: notNegative,
    /** Note by note; empty where only the total is known. */
    counts: cashCount.default([]),
    /** Needed where there is a difference. */
    note: text(400).default(''),
  }),
  output: z.strictObject({
    drawerId: id,
    expectedMinor: z.int(),
    countedMinor: z.int(),
    differenceMinor: z.int(),
    journalEntryId: id.nullable(),
  }),
  refusals: [
    ...POSTING_REFUSALS,
    'date_in_future',
    'drawer_closed',
    'nothing_to_close',
    'totals_changed',
    'counts_differ',
    'reason_needed',
  ],
});

/**
 * Opens a closed drawer again, by another person than the cashier and with a reason: a difference that was booked is
 * taken back by its mirror, the counter takes money again, and the cashier closes once more. The closing stays to be seen.
 */
export const drawerReopen = defineCommand({
  name: 'drawer.reopen',
  stage: 'collection',
  posts: true,
  permission: 'drawer.reopen',
  input: z.strictObject({
    drawerId: id,
    reason: text(400).refine((value) => value.trim().length > 0, 'empty'),
  }),
  output: z.strictObject({
    drawerId: id,
    businessOn: z.string(),
    cashierName: z.string(),
    journalEntryId: id.nullable(),
  }),
  /** `period_closed` also where the month of the drawer is; `already_deposited` carries `depositNo`. */
  refusals: [...POSTING_REFUSALS, 'not_found', 'drawer_reopened', 'already_deposited', 'same_person'],
});

/** Hands what was counted in closed drawers over to the bank (解款): from cash to the money in transit there. */
export const depositCreate = defineCommand({
  name: 'deposit.create',
  stage: 'collection',
  posts: true,
  permission: 'drawer.close',
  input: z.strictObject({
    drawerIds: z
      .array(id)
      .min(1)
      .max(100)
      .refine((all) => new Set(all).size === all.length, 'drawer_twice'),
    /** The bank that gets it. */
    channelCode: z.string().max(40),
    /** Number of the bank's paying-in slip. */
    referenceNo: number.nullable().default(null),
    seenTotalMinor: minorAmount,
  }),
  output: z.strictObject({ depositId: id, depositNo: z.string(), amountMinor: z.int() }),
  /** `already_deposited` carries `drawerId` and `depositNo`. */
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'channel_not_found',
    'drawer_reopened',
    'already_deposited',
    'totals_changed',
    'nothing_to_deposit',
  ],
});

/** Writes the deposit slip (解款单) as PDF. */
export const depositPrint = defineCommand({
  name: 'deposit.print',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({ depositNo: number, path: z.string().min(1).max(1000) }),
  output: z.strictObject({ depositNo: z.string(), path: z.string(), byteCount: z.int() }),
  refusals: ['not_found', 'not_writable'],
});

const drawerRow = z.strictObject({
  drawerId: id,
  cashierName: z.string(),
  businessOn: z.string(),
  receiptCount: z.int(),
  expectedMinor: z.int(),
  countedMinor: z.int(),
  differenceMinor: z.int(),
  note: z.string(),
  closedAt: z.string(),
  depositNo: z.string().nullable(),
  /** Why it was opened again, and by whom; `null` where the closing counts. */
  reopened: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** The bank's file has shown the deposit. */
  isArrived: z.boolean(),
});

/** The own drawer of a day: what the counter took by method, and how it was closed. */
export const drawerDetail = defineQuery({
  name: 'drawer.detail',
  stage: 'collection',
  permission: 'drawer.close',
  input: z.strictObject({ businessOn: localDateText.optional() }),
  output: z.strictObject({
    businessOn: z.string(),
    takings: z.array(
      z.strictObject({ method: z.enum(PAYMENT_METHODS), count: z.int(), amountMinor: z.int() }),
    ),
    receiptCount: z.int(),
    cashMinor: z.int(),
    closed: drawerRow.nullable(),
    /** Earlier days with receipts whose drawer is not closed, the earliest first, at most thirty-one. */
    openDays: z.array(z.string()),
  }),
});

/** Closed drawers, the one closed last first. */
export const drawerPage = defineQuery({
  name: 'drawer.page',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject({
    ...page,
    businessOn: localDateText.optional(),
    onlyUndeposited: z.boolean().default(false),
  }),
  output: pageOf(drawerRow),
});

/** Deposits, the latest first. */
export const depositPage = defineQuery({
  name: 'deposit.page',
  stage: 'collection',
  permission: 'receivable.view',
  input: z.strictObject(page),
  output: pageOf(
    z.strictObject({
      depositNo: z.string(),
      channelCode: z.string(),
      channelName: z.string(),
      referenceNo: z.string().nullable(),
      depositedOn: z.string(),
      depositedByName: z.string(),
      drawerCount: z.int(),
      isArrived: z.boolean(),
      amountMinor: z.int(),
    }),
  ),
});
