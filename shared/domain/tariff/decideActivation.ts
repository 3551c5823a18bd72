import { ok, type Result, refused } from '../../lib/result.ts';
import type { OfficeDays } from './calendar/index.ts';
import { trialTariff } from './trial.ts';

type Version = {
  readonly isActive: boolean;
  readonly createdBy: string;
  readonly startOn: string;
  readonly content: unknown;
};

type Surroundings = {
  /** The person who wants to activate. */
  readonly userId: string;
  /** First days of the tariff's versions in force. */
  readonly activeStarts: readonly string[];
  /** The number of a bill that is out and that the version would price anew. */
  readonly billToChange: string | null;
  /** What the office says of days. */
  readonly officeDays: OfficeDays;
};

type Refusal = {
  readonly code:
    | 'already_active'
    | 'same_person'
    | 'no_cases'
    | 'cases_failed'
    | 'day_taken'
    | 'bills_issued';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Whether a version may come into force: released by a second person, proven by worked cases that
 * compare with an outside value, the only one of its day, and not before bills that are out already.
 */
export function decideActivation(
  version: Version,
  around: Surroundings,
): Result<{ readonly caseCount: number }, Refusal> {
  const refuse = (code: Refusal['code'], detail: Refusal['detail'] = {}) => refused({ code, detail });
  if (version.isActive) return refuse('already_active');
  if (version.createdBy === around.userId) return refuse('same_person', { part: 'created' });
  const { cases } = trialTariff(version.content, around.officeDays);
  if (!cases.some((one) => one.isCompared)) return refuse('no_cases');
  const failed = cases.filter((one) => !one.passed).map((one) => one.name);
  if (failed.length > 0) return refuse('cases_failed', { failed });
  if (around.activeStarts.includes(version.startOn)) return refuse('day_taken', { startOn: version.startOn });
  if (around.billToChange !== null) {
    return refuse('bills_issued', { startOn: version.startOn, billNo: around.billToChange });
  }
  return ok({ caseCount: cases.length });
}
