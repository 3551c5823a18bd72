import { z } from 'zod';
import { BILL_RUN_STATES } from '../domain/billing/billRunState.ts';
import { EXCEPTION_RULES, EXCEPTION_SEVERITIES, EXCEPTION_STATES } from '../domain/billing/exceptionRules.ts';
import { billFacts, pointFacts } from './bill.ts';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { id, minorAmount, page, pageOf, periodText, text } from './fields.ts';

const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
const runState = z.enum(BILL_RUN_STATES);
const exceptionRule = z.enum(EXCEPTION_RULES);
const severity = z.enum(EXCEPTION_SEVERITIES);

const changedRun = z.strictObject({ billRunId: id, version: z.int(), state: runState });
const run = { billRunId: id, expectedVersion: z.int() };

/** Plans the bills of a route for a period; one run that is not cancelled exists for both. */
export const billRunCreate = defineCommand({
  name: 'billRun.create',
  stage: 'billing',
  permission: 'billRun.prepare',
  input: z.strictObject({ routeId: id, period: periodText }),
  output: changedRun,
  /** `run_exists` carries `billRunId` and `state`. */
  refusals: ['route_not_found', 'period_closed', 'run_exists', 'no_service_points'],
});

/** Trial calculation: repeatable, nothing is posted; takes the place of the results before. */
export const billRunCalculate = defineCommand({
  name: 'billRun.calculate',
  stage: 'billing',
  permission: 'billRun.prepare',
  input: z.strictObject(run),
  output: z.strictObject({
    ...changedRun.shape,
    billCount: z.int(),
    /** Service points without a bill: see their `stop` exceptions. */
    stoppedCount: z.int(),
    openExceptionCount: z.int(),
    totalKwh: z.string(),
    totalMinor: z.int(),
  }),
  refusals: ['not_found', 'stale_version', 'wrong_state'],
});

/** Hands the checked run to the approver. From here its readings are locked. */
export const billRunSubmit = defineCommand({
  name: 'billRun.submit',
  stage: 'billing',
  permission: 'billRun.prepare',
  input: z.strictObject(run),
  output: changedRun,
  /** `readings_changed`, `prices_changed`: calculate again. `exceptions_open` carries `count`. */
  refusals: [
    'not_found',
    'stale_version',
    'wrong_state',
    'readings_changed',
    'prices_changed',
    'exceptions_open',
    'nothing_to_bill',
  ],
});

/** Approves the totals that the approver saw. Nobody who created, calculated or submitted the run may. */
export const billRunApprove = defineCommand({
  name: 'billRun.approve',
  stage: 'billing',
  permission: 'billRun.approve',
  input: z.strictObject({ ...run, seenTotalMinor: minorAmount, seenBillCount: z.int().min(0) }),
  output: changedRun,
  /** `same_person` carries `part`: created, calculated or submitted. `totals_changed` the totals of now. */
  refusals: ['not_found', 'stale_version', 'wrong_state', 'same_person', 'totals_changed'],
});

/** Gives a submitted or approved run back to the checker; its readings can be changed again. */
export const billRunReturn = defineCommand({
  name: 'billRun.return',
  stage: 'billing',
  permission: 'billRun.approve',
  input: z.strictObject({ ...run, reason }),
  output: changedRun,
  refusals: ['not_found', 'stale_version', 'wrong_state'],
});

/** Issues (发行): numbers the bills, posts the receivables, takes prepaid money. */
export const billRunIssue = defineCommand({
  name: 'billRun.issue',
  stage: 'billing',
  posts: true,
  permission: 'billRun.issue',
  input: z.strictObject(run),
  output: z.strictObject({
    ...changedRun.shape,
    billCount: z.int(),
    totalMinor: z.int(),
    prepaidMinor: z.int(),
    firstBillNo: z.string(),
    lastBillNo: z.string(),
  }),
  /** `already_billed` carries `count` and the first `servicePointNo` that has a bill of the period. */
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'stale_version',
    'wrong_state',
    'same_person',
    'readings_changed',
    'prices_changed',
    'already_billed',
    'totals_differ',
  ],
});

/** Gives a run up before it is issued. */
export const billRunCancel = defineCommand({
  name: 'billRun.cancel',
  stage: 'billing',
  permission: 'billRun.prepare',
  input: z.strictObject({ ...run, reason }),
  output: changedRun,
  refusals: ['not_found', 'stale_version', 'wrong_state'],
});

const billRunRow = z.strictObject({
  billRunId: id,
  routeId: id,
  routeNo: z.string(),
  routeName: z.string(),
  period: z.string(),
  state: runState,
  version: z.int(),
  billCount: z.int(),
  stoppedCount: z.int(),
  openExceptionCount: z.int(),
  totalKwh: z.string(),
  totalMinor: z.int(),
  createdAt: z.string(),
});

/** Bill runs, the latest period first. */
export const billRunPage = defineQuery({
  name: 'billRun.page',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({
    ...page,
    period: periodText.optional(),
    routeId: id.optional(),
    state: runState.optional(),
  }),
  output: pageOf(billRunRow),
});

const issuedTotals = z.strictObject({
  period: z.string(),
  billCount: z.int(),
  totalKwh: z.string(),
  totalMinor: z.int(),
});

const stepDone = z.strictObject({ userId: id, displayName: z.string(), at: z.string() }).nullable();

/** Everything that a checker and an approver look at before they answer for a run. */
export const billRunDetail = defineQuery({
  name: 'billRun.detail',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({ billRunId: id }),
  output: z.strictObject({
    run: billRunRow,
    taxMinor: z.int(),
    servicePointCount: z.int(),
    estimatedCount: z.int(),
    /** The same route's issued bills of the period before, `null` when there are none. */
    previous: issuedTotals.nullable(),
    /** Those of the same period a year before. */
    yearBefore: issuedTotals.nullable(),
    byTariff: z.array(
      z.strictObject({
        tariffCode: z.string(),
        tariffName: z.string(),
        billCount: z.int(),
        totalKwh: z.string(),
        totalMinor: z.int(),
      }),
    ),
    byItem: z.array(
      z.strictObject({
        itemCode: z.string(),
        itemName: z.string(),
        kind: z.string(),
        account: z.string(),
        amountMinor: z.int(),
      }),
    ),
    byRule: z.array(
      z.strictObject({
        ruleCode: exceptionRule,
        severity,
        openCount: z.int(),
        acceptedCount: z.int(),
        sentBackCount: z.int(),
      }),
    ),
    steps: z.strictObject({
      created: stepDone,
      calculated: stepDone,
      submitted: stepDone,
      approved: stepDone,
      issued: stepDone,
      cancelled: stepDone,
    }),
    cancelReason: z.string().nullable(),
    /** What this user could do now by role and state; the commands check again. */
    samePersonAs: z.enum(['created', 'calculated', 'submitted']).nullable(),
  }),
  refusals: ['not_found'],
});

const billExceptionFacts = {
  exceptionId: id,
  ruleCode: exceptionRule,
  severity,
  state: z.enum(EXCEPTION_STATES),
  /** Figures behind the rule: `kwh`, `previousKwh`, `totalMinor`, `limitMinor`, `registers` ... */
  detail: z.record(z.string(), z.unknown()),
};

/** The exceptions of a run, open ones first asked for by `state`. */
export const billExceptionPage = defineQuery({
  name: 'billException.page',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({
    ...page,
    billRunId: id,
    ruleCode: exceptionRule.optional(),
    severity: severity.optional(),
    state: z.enum(EXCEPTION_STATES).optional(),
    /** Only what keeps the run from being submitted: open, and more than a note. */
    inTheWay: z.boolean().optional(),
  }),
  output: pageOf(
    z.strictObject({
      ...billExceptionFacts,
      ...pointFacts,
      trialBillId: id,
      totalKwh: z.string(),
      totalMinor: z.int(),
      resolvedByName: z.string().nullable(),
      resolvedAt: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

const workExceptions = {
  input: z.strictObject({ billRunId: id, exceptionIds: z.array(id).min(1).max(500), reason }),
  output: z.strictObject({ billRunId: id, changedCount: z.int(), openExceptionCount: z.int() }),
  /** `not_found` and `already_resolved` carry `exceptionId`; then nothing is changed. */
  refusals: ['run_not_found', 'wrong_state', 'not_found', 'already_resolved'],
} as const;

/** Lets bills stand as calculated; a `stop` leaves its service point out of the run. */
export const billExceptionAccept = defineCommand({
  name: 'billException.accept',
  stage: 'billing',
  permission: 'billRun.prepare',
  ...workExceptions,
});

/** Asks the reading desk to look again; blocks submission until the run is calculated anew. */
export const billExceptionSendBack = defineCommand({
  name: 'billException.sendBack',
  stage: 'billing',
  permission: 'billRun.prepare',
  ...workExceptions,
});

/** Trial bills of a run in the walking order of the route. */
export const trialBillPage = defineQuery({
  name: 'trialBill.page',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({
    ...page,
    billRunId: id,
    /** Only bills with an exception of this rule. */
    ruleCode: exceptionRule.optional(),
    /** Only bills with an exception in this state. */
    exceptionState: z.enum(EXCEPTION_STATES).optional(),
    state: z.enum(['calculated', 'stopped']).optional(),
    /** The beginning of an account number or of a name. */
    search: text(80).optional(),
  }),
  output: pageOf(
    z.strictObject({
      trialBillId: id,
      ...pointFacts,
      routePosition: z.int(),
      state: z.enum(['calculated', 'stopped']),
      stopCode: exceptionRule.nullable(),
      totalKwh: z.string(),
      totalMinor: z.int(),
      previousKwh: z.string().nullable(),
      previousMinor: z.int().nullable(),
      isEstimated: z.boolean(),
      exceptions: z.array(z.strictObject(billExceptionFacts)),
    }),
  ),
});

export const trialBillDetail = defineQuery({
  name: 'trialBill.detail',
  stage: 'billing',
  permission: 'billRun.view',
  input: z.strictObject({ trialBillId: id }),
  output: z.strictObject({
    trialBillId: id,
    ...billFacts,
    state: z.enum(['calculated', 'stopped']),
    stopCode: exceptionRule.nullable(),
    stopDetail: z.record(z.string(), z.unknown()).nullable(),
    previousKwh: z.string().nullable(),
    previousMinor: z.int().nullable(),
    exceptions: z.array(
      z.strictObject({
        ...billExceptionFacts,
        reason: z.string().nullable(),
        resolvedByName: z.string().nullable(),
        resolvedAt: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['not_found'],
});
