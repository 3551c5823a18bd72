import { ok, type Result, refused } from '../../lib/result.ts';
import type { BillRunState } from './billRunState.ts';

/** What the decisions about a bill run look at. */
export type BillRun = {
  readonly billRunId: string;
  readonly state: BillRunState;
  readonly version: number;
  readonly billCount: number;
  readonly totalMinor: number;
  readonly createdBy: string;
  readonly calculatedBy: string | null;
  readonly submittedBy: string | null;
};

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};
type Decision<Code extends string> = Result<BillRunState, Refusal<Code>>;

type RunStep = 'calculate' | 'submit' | 'approve' | 'return' | 'issue' | 'cancel';

/** From which states each step is possible; what is issued is never calculated or cancelled again. */
const POSSIBLE_FROM: Readonly<Record<RunStep, readonly BillRunState[]>> = {
  calculate: ['planned', 'calculated'],
  submit: ['calculated'],
  approve: ['submitted'],
  return: ['submitted', 'approved'],
  issue: ['approved'],
  cancel: ['planned', 'calculated', 'submitted', 'approved'],
};

function decideStep(
  run: BillRun,
  expectedVersion: number,
  step: RunStep,
  next: BillRunState,
): Decision<'stale_version' | 'wrong_state'> {
  if (run.version !== expectedVersion) {
    return refused({ code: 'stale_version', detail: { version: run.version, state: run.state } });
  }
  if (!POSSIBLE_FROM[step].includes(run.state)) {
    return refused({ code: 'wrong_state', detail: { state: run.state, possibleFrom: POSSIBLE_FROM[step] } });
  }
  return ok(next);
}

export const PREPARATION_PARTS = ['created', 'calculated', 'submitted'] as const;
export type PreparationPart = (typeof PREPARATION_PARTS)[number];

/**
 * Which part of preparing the run this person did, `null` when none. Four eyes are counted by
 * person, not by role: an administrator or a small office's holder of several roles is no exception.
 */
export function preparedPart(run: BillRun, userId: string): PreparationPart | null {
  if (run.createdBy === userId) return 'created';
  if (run.calculatedBy === userId) return 'calculated';
  if (run.submittedBy === userId) return 'submitted';
  return null;
}

/** A trial calculation: stale_version, wrong_state. */
export function decideCalculation(run: BillRun, expectedVersion: number) {
  return decideStep(run, expectedVersion, 'calculate', 'calculated');
}

/** Submission: stale_version, wrong_state, readings_changed, prices_changed, exceptions_open, nothing_to_bill. */
export function decideSubmission(
  run: BillRun,
  input: {
    readonly expectedVersion: number;
    /** Readings of the route and period arrived after the calculation. */
    readonly readingsChanged: boolean;
    /** Customers, tariffs or prices of the route are not those of the calculation. */
    readonly basisChanged: boolean;
    /** `stop` and `confirm` exceptions that nobody has accepted, those sent back included. */
    readonly openExceptionCount: number;
  },
): Decision<
  | 'stale_version'
  | 'wrong_state'
  | 'readings_changed'
  | 'prices_changed'
  | 'exceptions_open'
  | 'nothing_to_bill'
> {
  const step = decideStep(run, input.expectedVersion, 'submit', 'submitted');
  if (!step.ok) return step;
  if (input.readingsChanged) return refused({ code: 'readings_changed', detail: {} });
  if (input.basisChanged) return refused({ code: 'prices_changed', detail: {} });
  if (input.openExceptionCount > 0) {
    return refused({ code: 'exceptions_open', detail: { count: input.openExceptionCount } });
  }
  if (run.billCount === 0) return refused({ code: 'nothing_to_bill', detail: {} });
  return step;
}

/** Approval of the totals as seen: stale_version, wrong_state, same_person, totals_changed. */
export function decideApproval(
  run: BillRun,
  userId: string,
  input: {
    readonly expectedVersion: number;
    readonly seenTotalMinor: number;
    readonly seenBillCount: number;
  },
): Decision<'stale_version' | 'wrong_state' | 'same_person' | 'totals_changed'> {
  const step = decideStep(run, input.expectedVersion, 'approve', 'approved');
  if (!step.ok) return step;
  const part = preparedPart(run, userId);
  if (part !== null) return refused({ code: 'same_person', detail: { part } });
  if (input.seenTotalMinor !== run.totalMinor || input.seenBillCount !== run.billCount) {
    return refused({
      code: 'totals_changed',
      detail: { totalMinor: run.totalMinor, billCount: run.billCount },
    });
  }
  return step;
}

/** Handing a run back to the checker: stale_version, wrong_state. */
export function decideReturn(run: BillRun, expectedVersion: number) {
  return decideStep(run, expectedVersion, 'return', 'calculated');
}

/** Issue: stale_version, wrong_state, same_person, readings_changed, prices_changed, already_billed, totals_differ. */
export function decideIssue(
  run: BillRun,
  userId: string,
  input: {
    readonly expectedVersion: number;
    readonly readingsChanged: boolean;
    /** Customers, tariffs or prices of the route are not those of the calculation. */
    readonly basisChanged: boolean;
    /** Service points of the run that have an issued bill of the period. */
    readonly alreadyBilled: { readonly count: number; readonly servicePointNo: string } | null;
    /** What the trial bills add up to now; approval was given for the run's own figures. */
    readonly found: { readonly billCount: number; readonly totalMinor: number };
  },
): Decision<
  | 'stale_version'
  | 'wrong_state'
  | 'same_person'
  | 'readings_changed'
  | 'prices_changed'
  | 'already_billed'
  | 'totals_differ'
> {
  const step = decideStep(run, input.expectedVersion, 'issue', 'issued');
  if (!step.ok) return step;
  const part = preparedPart(run, userId);
  if (part !== null) return refused({ code: 'same_person', detail: { part } });
  if (input.readingsChanged) return refused({ code: 'readings_changed', detail: {} });
  if (input.basisChanged) return refused({ code: 'prices_changed', detail: {} });
  if (input.alreadyBilled) return refused({ code: 'already_billed', detail: { ...input.alreadyBilled } });
  if (input.found.billCount !== run.billCount || input.found.totalMinor !== run.totalMinor) {
    return refused({ code: 'totals_differ', detail: { ...input.found } });
  }
  return step;
}

/** Giving a run up before issue: stale_version, wrong_state. */
export function decideCancellation(run: BillRun, expectedVersion: number) {
  return decideStep(run, expectedVersion, 'cancel', 'cancelled');
}
