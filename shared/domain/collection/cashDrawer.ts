import { ok, type Result, refused } from '../../lib/result.ts';
import { type Minor, minor } from '../money.ts';

/** Notes and coins of the yuan that a drawer holds, in minor units, the largest first. */
export const DENOMINATIONS = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;

/** How many there are of each note and coin. */
export type CashCount = readonly { readonly denominationMinor: number; readonly count: number }[];

/** What the notes and coins come to. */
export function cashCountMinor(counts: CashCount): Minor {
  return minor(counts.reduce((sum, { denominationMinor, count }) => sum + denominationMinor * count, 0));
}

/** What a drawer took on its day, by the receipts. */
export type DrawerTakings = {
  readonly receiptCount: number;
  /** Cash alone: taken less given back. */
  readonly cashMinor: number;
};

export type DrawerClosing = {
  readonly businessOn: string;
  readonly seenCashMinor: number;
  readonly countedMinor: Minor;
  /** Empty where only the total was written down. */
  readonly counts: CashCount;
  readonly note: string;
};

export type ClosedDrawer = {
  readonly expectedMinor: Minor;
  readonly countedMinor: Minor;
  /** Above zero 长款, below zero 短款. */
  readonly differenceMinor: Minor;
};

export type ClosingRefusal = {
  readonly code:
    | 'date_in_future'
    | 'drawer_closed'
    | 'nothing_to_close'
    | 'totals_changed'
    | 'counts_differ'
    | 'reason_needed';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether a cashier's drawer of a day may be closed (日结) as it was counted. What is in it and what the receipts
 * say may differ, but never without a word about it.
 */
export function decideClosing(
  drawer: { readonly isClosed: boolean; readonly today: string; readonly takings: DrawerTakings },
  closing: DrawerClosing,
): Result<ClosedDrawer, ClosingRefusal> {
  const { businessOn, countedMinor, counts, seenCashMinor } = closing;
  const { receiptCount, cashMinor } = drawer.takings;
  const refuse = (code: ClosingRefusal['code'], detail: ClosingRefusal['detail']) =>
    refused<ClosingRefusal>({ code, detail });
  if (businessOn > drawer.today) return refuse('date_in_future', { businessDate: drawer.today });
  if (drawer.isClosed) return refuse('drawer_closed', { businessOn });
  if (receiptCount === 0) return refuse('nothing_to_close', { businessOn });
  if (cashMinor !== seenCashMinor) return refuse('totals_changed', { totalMinor: cashMinor });
  const countsMinor = cashCountMinor(counts);
  if (counts.length > 0 && countsMinor !== countedMinor) {
    return refuse('counts_differ', { countedMinor, countsMinor });
  }
  const differenceMinor = minor(countedMinor - cashMinor);
  if (differenceMinor !== 0 && closing.note.trim() === '') {
    return refuse('reason_needed', { differenceMinor });
  }
  return ok({ expectedMinor: minor(cashMinor), countedMinor, differenceMinor });
}

export type ReopeningRefusal = {
  readonly code: 'drawer_reopened' | 'already_deposited' | 'same_person';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether a closed drawer may be opened again: by another person than the cashier, once, and before its cash went to
 * the bank. Then the counter goes on, or the cashier counts once more.
 */
export function decideReopening(
  drawer: { readonly cashierId: string; readonly depositNo: string | null; readonly isReopened: boolean },
  actorId: string,
): Result<null, ReopeningRefusal> {
  const refuse = (code: ReopeningRefusal['code'], detail: ReopeningRefusal['detail'] = {}) =>
    refused<ReopeningRefusal>({ code, detail });
  const { cashierId, depositNo, isReopened } = drawer;
  if (isReopened) return refuse('drawer_reopened');
  if (depositNo !== null) return refuse('already_deposited', { depositNo });
  if (cashierId === actorId) return refuse('same_person', { part: 'closed' });
  return ok(null);
}

export type DrawerAtHand = {
  readonly drawerId: string;
  readonly countedMinor: number;
  readonly depositNo: string | null;
  readonly isReopened: boolean;
};

export type DepositRefusal = {
  readonly code: 'drawer_reopened' | 'already_deposited' | 'totals_changed' | 'nothing_to_deposit';
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Whether what was counted in these drawers may go to the bank in one deposit (解款), and what it comes to. */
export function decideDeposit(
  drawers: readonly DrawerAtHand[],
  seenTotalMinor: number,
): Result<Minor, DepositRefusal> {
  const reopened = drawers.find(({ isReopened }) => isReopened);
  if (reopened) return refused({ code: 'drawer_reopened', detail: { drawerId: reopened.drawerId } });
  const deposited = drawers.find(({ depositNo }) => depositNo !== null);
  if (deposited) {
    const { drawerId, depositNo } = deposited;
    return refused({ code: 'already_deposited', detail: { drawerId, depositNo } });
  }
  const totalMinor = drawers.reduce((sum, { countedMinor }) => sum + countedMinor, 0);
  if (totalMinor !== seenTotalMinor) return refused({ code: 'totals_changed', detail: { totalMinor } });
  if (totalMinor === 0) return refused({ code: 'nothing_to_deposit', detail: {} });
  return ok(minor(totalMinor));
}
