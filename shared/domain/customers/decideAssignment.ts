import { ok, type Result, refused } from '../../lib/result.ts';
import type { LocalDate } from '../localDate.ts';

/** The tariff of a service point over `[startOn, endOn)`. */
export type Assignment = {
  readonly assignmentId: string;
  readonly tariffId: string;
  readonly startOn: LocalDate;
  readonly endOn: LocalDate | null;
};

type Refusal = {
  readonly code: 'already_assigned' | 'not_after_current' | 'already_billed';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether a service point gets a tariff from a day on, and which assignment ends on that day. Spans of
 * tariffs never overlap, and days that were billed keep their tariff.
 */
export function decideAssignment(
  /** The latest one, however long ago; `null` for the first. */
  latest: Assignment | null,
  wanted: { readonly tariffId: string; readonly startOn: LocalDate },
  billedUntil: LocalDate | null,
): Result<{ readonly endsId: string | null }, Refusal> {
  const isOpen = latest !== null && latest.endOn === null;
  if (isOpen && latest.tariffId === wanted.tariffId) {
    return refused({ code: 'already_assigned', detail: { startOn: latest.startOn } });
  }
  if (latest !== null && (wanted.startOn <= latest.startOn || wanted.startOn < (latest.endOn ?? ''))) {
    return refused({
      code: 'not_after_current',
      detail: { startOn: latest.startOn, endOn: latest.endOn },
    });
  }
  if (billedUntil !== null && billedUntil > wanted.startOn) {
    return refused({ code: 'already_billed', detail: { billedUntil } });
  }
  return ok({ endsId: isOpen ? latest.assignmentId : null });
}
