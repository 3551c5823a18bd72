import { ok, type Result, refused } from '../../lib/result.ts';
import { daysBetween, type LocalDate, periodOf } from '../localDate.ts';
import { settingsPart } from '../settings.ts';

/** An office that posts on working days never pauses for longer; more looks like a clock that runs ahead. */
const LONGEST_PAUSE_DAYS = 40;

/** How the day that a computer shows fits to what is in the books. */
export const CLOCK_STATES = ['plausible', 'behind', 'ahead'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** The last journal entry; `null` in new books. */
export type LastPosting = { readonly entryNo: number; readonly postedOn: LocalDate } | null;

/** Number of the last entry when an administrator confirmed the day; 0 where nobody did. */
export function confirmedEntryNoOf(settings: unknown): number {
  const { confirmedEntryNo } = settingsPart(settings, 'clock');
  return typeof confirmedEntryNo === 'number' ? confirmedEntryNo : 0;
}

/**
 * `behind`: entries of a later day are in the books. `ahead`: far behind the last of them. An administrator
 * who confirms the day settles it for the entries until then, whatever their days are.
 */
export function clockStateOf(today: LocalDate, last: LastPosting, confirmedEntryNo: number): ClockState {
  if (last === null || last.entryNo <= confirmedEntryNo) return 'plausible';
  const days = daysBetween(last.postedOn, today);
  if (days < 0) return 'behind';
  return days > LONGEST_PAUSE_DAYS ? 'ahead' : 'plausible';
}

export type PostingFacts = {
  readonly today: LocalDate;
  readonly isPeriodClosed: boolean;
  readonly last: LastPosting;
  readonly confirmedEntryNo: number;
};

type PostingRefusal = {
  readonly code: 'period_closed' | 'clock_behind';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether entries can be posted today: period_closed, clock_behind. The journal goes on from day to day; what a
 * computer with a wrong clock posted would lie among entries that were reconciled and reported long since.
 */
export function decidePostingDay(facts: PostingFacts): Result<null, PostingRefusal> {
  const { today, last, confirmedEntryNo } = facts;
  if (facts.isPeriodClosed) {
    return refused({ code: 'period_closed', detail: { period: periodOf(today), businessDate: today } });
  }
  if (clockStateOf(today, last, confirmedEntryNo) === 'behind') {
    return refused({ code: 'clock_behind', detail: { businessDate: today, lastPostedOn: last?.postedOn } });
  }
  return ok(null);
}
