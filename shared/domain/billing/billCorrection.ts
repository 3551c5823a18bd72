import { ok, type Result, refused } from '../../lib/result.ts';

/** Issued bills: of a run; a mirrored 冲红; the one issued anew (重开); 退补, which adds to a bill. */
export const BILL_KINDS = ['regular', 'reversal', 'rebill', 'adjustment'] as const;
export type BillKind = (typeof BILL_KINDS)[number];

/** `rebill` (冲红重开) takes a bill back and issues it anew; `adjustment` (退补) adds to it. */
export const CORRECTION_KINDS = ['rebill', 'adjustment'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** While a rebill is `open`, the readings of its service point and period can be corrected. */
export const CORRECTION_STATES = ['open', 'submitted', 'approved', 'rejected', 'withdrawn'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** What the decisions about a correction look at. */
export type BillCorrection = {
  readonly kind: CorrectionKind;
  readonly state: CorrectionState;
  readonly version: number;
  readonly totalMinor: number;
  readonly proposedBy: string;
  readonly submittedBy: string | null;
};

/** The bill that somebody wants corrected. */
export type BillAtHand = {
  readonly billNo: string;
  readonly kind: BillKind;
  readonly reversedByNo: string | null;
  readonly isWrittenOff: boolean;
  readonly standingCorrectionId: string | null;
};

type Refusal<Code extends string> = {
  readonly code: Code;
  readonly detail: Readonly<Record<string, unknown>>;
};
type Decision<Code extends string> = Result<CorrectionState, Refusal<Code>>;
type StepRefusal = 'stale_version' | 'wrong_state';

/** Whether a bill can be corrected: not_correctable, already_reversed, written_off, correction_standing. */
export function decideProposal(
  bill: BillAtHand,
): Result<null, Refusal<'not_correctable' | 'already_reversed' | 'written_off' | 'correction_standing'>> {
  const { billNo, kind, reversedByNo, standingCorrectionId } = bill;
  if (kind !== 'regular' && kind !== 'rebill') {
    return refused({ code: 'not_correctable', detail: { billNo, billKind: kind } });
  }
  if (reversedByNo !== null) return refused({ code: 'already_reversed', detail: { billNo, reversedByNo } });
  if (bill.isWrittenOff) return refused({ code: 'written_off', detail: { billNo } });
  if (standingCorrectionId !== null) {
    return refused({ code: 'correction_standing', detail: { billNo, correctionId: standingCorrectionId } });
  }
  return ok(null);
}

function decideStep(
  correction: BillCorrection,
  expectedVersion: number,
  from: readonly CorrectionState[],
  next: CorrectionState,
): Decision<StepRefusal> {
  const { version, state } = correction;
  if (version !== expectedVersion) return refused({ code: 'stale_version', detail: { version, state } });
  if (!from.includes(state)) {
    return refused({ code: 'wrong_state', detail: { state, possibleFrom: from } });
  }
  return ok(next);
}

/** Handing a calculated rebill to the approver: stale_version, wrong_state. */
export function decideHandOver(correction: BillCorrection, expectedVersion: number) {
  return decideStep(correction, expectedVersion, ['open'], 'submitted');
}

/**
 * The second person's approval of the total as seen: stale_version, wrong_state, same_person, totals_changed.
 * Four eyes are counted by person: who proposed or handed over may hold every role and is still the first.
 */
export function decideCorrectionApproval(
  correction: BillCorrection,
  userId: string,
  input: { readonly expectedVersion: number; readonly seenTotalMinor: number },
): Decision<StepRefusal | 'same_person' | 'totals_changed'> {
  const step = decideStep(correction, input.expectedVersion, ['submitted'], 'approved');
  if (!step.ok) return step;
  const part = preparedCorrectionPart(correction, userId);
  if (part !== null) return refused({ code: 'same_person', detail: { part } });
  const { totalMinor } = correction;
  if (input.seenTotalMinor !== totalMinor) return refused({ code: 'totals_changed', detail: { totalMinor } });
  return step;
}

/** What this person did to prepare the correction, `null` when nothing. */
export function preparedCorrectionPart(
  { proposedBy, submittedBy }: BillCorrection,
  userId: string,
): 'proposed' | 'submitted' | null {
  if (proposedBy === userId) return 'proposed';
  return submittedBy === userId ? 'submitted' : null;
}

/** The approver's no: a rebill goes back to the checker, an adjustment ends. stale_version, wrong_state. */
export function decideCorrectionReturn(correction: BillCorrection, expectedVersion: number) {
  const next = correction.kind === 'rebill' ? 'open' : 'rejected';
  return decideStep(correction, expectedVersion, ['submitted'], next);
}

/**
 * The checker gives it up: stale_version, wrong_state, readings_differ. A bill must go on resting on the
 * readings that count, so readings that were corrected meanwhile have to be put back first.
 */
export function decideWithdrawal(
  correction: BillCorrection,
  input: { readonly expectedVersion: number; readonly readingsDiffer: boolean },
): Decision<StepRefusal | 'readings_differ'> {
  const step = decideStep(correction, input.expectedVersion, ['open', 'submitted'], 'withdrawn');
  if (step.ok && input.readingsDiffer) return refused({ code: 'readings_differ', detail: {} });
  return step;
}
