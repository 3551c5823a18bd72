import { describe, expect, it } from 'vitest';
import {
  type BillRun,
  decideApproval,
  decideCalculation,
  decideCancellation,
  decideIssue,
  decideReturn,
  decideSubmission,
  preparedPart,
} from '#shared/domain/billing/billRun.ts';
import { BILL_RUN_STATES, type BillRunState } from '#shared/domain/billing/billRunState.ts';

const run = (change: Partial<BillRun> = {}): BillRun => ({
  billRunId: 'run-00001',
  state: 'calculated',
  version: 3,
  billCount: 20,
  totalMinor: 123_456,
  createdBy: 'li',
  calculatedBy: 'wang',
  submittedBy: null,
  ...change,
});

const answer = (decision: { ok: boolean; error?: { code: string }; value?: unknown }) =>
  decision.ok ? decision.value : decision.error?.code;

const seen = { expectedVersion: 3, seenTotalMinor: 123_456, seenBillCount: 20 };
const submission = { expectedVersion: 3, readingsChanged: false, basisChanged: false, openExceptionCount: 0 };
const issue = {
  expectedVersion: 3,
  readingsChanged: false,
  basisChanged: false,
  alreadyBilled: null,
  found: { billCount: 20, totalMinor: 123_456 },
};

describe('from which state each step goes', () => {
  const steps: Record<string, { from: BillRunState[]; to: BillRunState; decide: (one: BillRun) => unknown }> =
    {
      calculate: {
        from: ['planned', 'calculated'],
        to: 'calculated',
        decide: (one) => answer(decideCalculation(one, 3)),
      },
      submit: {
        from: ['calculated'],
        to: 'submitted',
        decide: (one) => answer(decideSubmission(one, submission)),
      },
      approve: {
        from: ['submitted'],
        to: 'approved',
        decide: (one) => answer(decideApproval(one, 'chen', seen)),
      },
      return: {
        from: ['submitted', 'approved'],
        to: 'calculated',
        decide: (one) => answer(decideReturn(one, 3)),
      },
      issue: {
        from: ['approved'],
        to: 'issued',
        decide: (one) => answer(decideIssue(one, 'chen', issue)),
      },
      cancel: {
        from: ['planned', 'calculated', 'submitted', 'approved'],
        to: 'cancelled',
        decide: (one) => answer(decideCancellation(one, 3)),
      },
    };
  const cases = Object.entries(steps).flatMap(([name, step]) =>
    BILL_RUN_STATES.map((state) => ({ name, state, step })),
  );
  it.each(cases)('$name from $state', ({ state, step }) => {
    expect(step.decide(run({ state }))).toBe(step.from.includes(state) ? step.to : 'wrong_state');
  });
});

describe('four eyes are counted by person', () => {
  it.each([
    { userId: 'li', part: 'created' },
    { userId: 'wang', part: 'calculated' },
    { userId: 'zhao', part: 'submitted' },
    { userId: 'chen', part: null },
  ])('$userId did the part: $part', ({ userId, part }) => {
    const submitted = run({ state: 'submitted', submittedBy: 'zhao' });
    expect(preparedPart(submitted, userId)).toBe(part);
    expect(answer(decideApproval(submitted, userId, seen))).toBe(part === null ? 'approved' : 'same_person');
    const approved = run({ state: 'approved', submittedBy: 'zhao' });
    expect(answer(decideIssue(approved, userId, issue))).toBe(part === null ? 'issued' : 'same_person');
  });
});

describe('refusals in their order of precedence', () => {
  it.each([
    { title: 'version first', change: { version: 4, state: 'issued' as const }, expected: 'stale_version' },
    { title: 'then state', change: { state: 'issued' as const }, expected: 'wrong_state' },
    { title: 'then the person', change: { createdBy: 'chen', totalMinor: 1 }, expected: 'same_person' },
    { title: 'then the total', change: { totalMinor: 123_457 }, expected: 'totals_changed' },
    { title: 'or the number of bills', change: { billCount: 21 }, expected: 'totals_changed' },
  ])('approval: $title', ({ change, expected }) => {
    expect(answer(decideApproval(run({ state: 'submitted', ...change }), 'chen', seen))).toBe(expected);
  });

  it('approval names the totals of now', () => {
    const decision = decideApproval(run({ state: 'submitted', totalMinor: 5, billCount: 1 }), 'chen', seen);
    expect(decision).toMatchObject({ error: { detail: { totalMinor: 5, billCount: 1 } } });
  });

  it.each([
    {
      title: 'readings first',
      input: { readingsChanged: true, openExceptionCount: 2 },
      expected: 'readings_changed',
    },
    {
      title: 'then prices',
      input: { basisChanged: true, openExceptionCount: 2 },
      expected: 'prices_changed',
    },
    { title: 'then exceptions', input: { openExceptionCount: 2 }, billCount: 0, expected: 'exceptions_open' },
    { title: 'then an empty run', input: {}, billCount: 0, expected: 'nothing_to_bill' },
  ])('submission: $title', ({ input, billCount, expected }) => {
    const decision = decideSubmission(run({ billCount: billCount ?? 20 }), { ...submission, ...input });
    expect(answer(decision)).toBe(expected);
  });

  it.each([
    {
      title: 'readings first',
      input: { readingsChanged: true, alreadyBilled: { count: 1, servicePointNo: '01' } },
      expected: 'readings_changed',
    },
    {
      title: 'then prices',
      input: { basisChanged: true, alreadyBilled: { count: 1, servicePointNo: '01' } },
      expected: 'prices_changed',
    },
    {
      title: 'then a bill of the period',
      input: { alreadyBilled: { count: 1, servicePointNo: '01' }, found: { billCount: 1, totalMinor: 1 } },
      expected: 'already_billed',
    },
    {
      title: 'then the sum of the bills',
      input: { found: { billCount: 20, totalMinor: 1 } },
      expected: 'totals_differ',
    },
  ])('issue: $title', ({ input, expected }) => {
    expect(answer(decideIssue(run({ state: 'approved' }), 'chen', { ...issue, ...input }))).toBe(expected);
  });
});
