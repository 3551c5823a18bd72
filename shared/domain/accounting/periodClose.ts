import { ok, type Result, refused } from '../../lib/result.ts';
import { type LocalDate, type Period, periodOf } from '../localDate.ts';

/** What keeps a month from being closed. */
export const BLOCKER_KINDS = ['bill_run', 'cash_drawer', 'bank_day', 'voucher_missing', 'voucher'] as const;
export type BlockerKind = (typeof BLOCKER_KINDS)[number];

/** Something of the month that is not finished. */
export type Blocker = {
  readonly kind: BlockerKind;
  /** What people call it: the route, the cashier, the channel, the number of the voucher. */
  readonly name: string;
  /** The business day, where it has one. */
  readonly on: string | null;
  /** The state that it is in; `null` where it has not been begun. */
  readonly state: string | null;
};

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type ClosingFacts = {
  readonly period: Period;
  readonly today: LocalDate;
  readonly isClosed: boolean;
  /** The earliest month before this one that has entries and is not closed. */
  readonly earlierOpen: Period | null;
  readonly blockers: readonly Blocker[];
};

/**
 * Closing a month (关账): already_closed, period_not_over, earlier_period_open, period_blocked. Months are closed in
 * their order, after they are over, when nothing of them is open.
 */
export function decideClosing(
  facts: ClosingFacts,
): Result<null, Refusal<'already_closed' | 'period_not_over' | 'earlier_period_open' | 'period_blocked'>> {
  const { period, today, blockers } = facts;
  if (facts.isClosed) return refused({ code: 'already_closed', detail: { period } });
  if (periodOf(today) <= period) {
    return refused({ code: 'period_not_over', detail: { period, businessDate: today } });
  }
  if (facts.earlierOpen !== null) {
    return refused({ code: 'earlier_period_open', detail: { period: facts.earlierOpen } });
  }
  if (blockers.length > 0) {
    const [first] = blockers;
    return refused({ code: 'period_blocked', detail: { count: blockers.length, name: first?.name ?? '' } });
  }
  return ok(null);
}
