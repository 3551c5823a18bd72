import { z } from 'zod';
import { BILL_KINDS } from '../domain/billing/billCorrection.ts';
import { BILL_RUN_STATES } from '../domain/billing/billRunState.ts';
import { EXCEPTION_RULES, EXCEPTION_SEVERITIES, EXCEPTION_STATES } from '../domain/billing/exceptionRules.ts';
import { QUANTITY_STEPS } from '../domain/reading/losses.ts';
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

export const pointFacts = {
  servicePointId: id,
  servicePointNo: z.string(),
  accountNo: z.string(),
  customerName: z.string(),
};

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

/** One step from metered to billed quantity. */
export const quantityStep = z.strictObject({
  code: z.enum(QUANTITY_STEPS),
  /** The service point behind the meter that the quantity belongs to. */
  of: z.string().optional(),
  formula: z.string(),
  quantity: z.string(),
  unit: z.enum(['kWh', 'kvarh']),
});

export const quantities = z.strictObject({
  reactiveKvarh: z.string().optional(),
  demandKw: z.string().optional(),
  demandPeriodsKw: z.record(z.string(), z.string()).optional(),
  /** From metered to billed quantity: transformer loss, line loss. */
  steps: z.array(quantityStep).optional(),
  total: z.string(),
  periods: z.record(z.string(), z.string()),
});

/** What one register of one meter added to the bill. */
export const billReading = z.strictObject({
  meterNo: z.string(),
  registerCode: z.string(),
  fromOn: z.string(),
  fromReading: z.string(),
  toOn: z.string(),
  toReading: z.string(),
  multiplier: z.string(),
  kwh: z.string(),
  isEstimated: z.boolean(),
  isRollover: z.boolean(),
});

export const billLine = z.strictObject({
  lineNo: z.int(),
  itemCode: z.string(),
  itemName: z.string(),
  kind: z.string(),
  account: z.enum(['revenue', 'surcharge', 'tax']),
  quantity: z.string().nullable(),
  unit: z.string(),
  price: z.string().nullable(),
  unrounded: z.string(),
  amountMinor: z.int(),
  taxMinor: z.int(),
  /** The tariff engine's account of the line: formula, inputs, source of the rule. */
  trace: z.strictObject({
    rule: z.string(),
    formula: z.string(),
    inputs: z.record(z.string(), z.string()),
    source: z.string().optional(),
    version: z
      .strictObject({ tariffVersionId: z.string(), startOn: z.string(), endOn: z.string() })
      .optional(),
  }),
});

export const tariffFacts = z
  .strictObject({
    tariffCode: z.string(),
    tariffName: z.string(),
    versionNo: z.int(),
    startOn: z.string(),
    documentNo: z.string(),
  })
  .nullable();

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

const billFacts = {
  ...pointFacts,
  billRunId: id,
  period: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  customerId: id,
  address: z.string(),
  customerClass: z.string(),
  tariff: tariffFacts,
  totalKwh: z.string(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  isEstimated: z.boolean(),
  quantities,
  readings: z.array(billReading),
  lines: z.array(billLine),
};

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

const receivableFacts = z
  .strictObject({
    receivableId: id,
    amountMinor: z.int(),
    receivedMinor: z.int(),
    state: z.enum(['owed', 'part', 'settled', 'written_off']),
    dueOn: z.string(),
  })
  .nullable();

/** Issued bills by number, the latest first. */
export const billPage = defineQuery({
  name: 'bill.page',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({
    ...page,
    period: periodText.optional(),
    billRunId: id.optional(),
    customerId: id.optional(),
    /** The beginning of a bill number, an account number or a name. */
    search: text(80).optional(),
  }),
  output: pageOf(
    z.strictObject({
      billId: id,
      billNo: z.string(),
      kind: z.enum(BILL_KINDS),
      /** Cancelled by its mirror. */
      isReversed: z.boolean(),
      ...pointFacts,
      customerId: id,
      period: z.string(),
      totalKwh: z.string(),
      totalMinor: z.int(),
      issuedOn: z.string(),
      receivable: receivableFacts,
    }),
  ),
});

/** One issued bill with every line and its trace. */
export const billDetail = defineQuery({
  name: 'bill.detail',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({ billNo: z.string().min(1).max(64) }),
  output: z.strictObject({
    billId: id,
    billNo: z.string(),
    kind: z.enum(BILL_KINDS),
    ...billFacts,
    /** A reversal: the bill that it mirrors. */
    reversesNo: z.string().nullable(),
    reversedByNo: z.string().nullable(),
    /** A bill issued anew, or an adjustment: the bill that it corrects. */
    correctsNo: z.string().nullable(),
    /** The bill that took the place of this one. */
    replacedByNo: z.string().nullable(),
    adjustmentNos: z.array(z.string()),
    /** Why it was corrected, on every bill that came of a correction. */
    correction: z
      .strictObject({ correctionId: id, reason: z.string(), documentNo: z.string().nullable() })
      .nullable(),
    /** A correction of this bill that nobody has decided about. */
    standingCorrectionId: id.nullable(),
    dueOn: z.string(),
    issuedOn: z.string(),
    issuedByName: z.string(),
    receivable: receivableFacts,
    prepaidMinor: z.int(),
  }),
  refusals: ['not_found'],
});

/** Writes one issued bill as a PDF; an existing file is replaced. */
export const billPrint = defineCommand({
  name: 'bill.print',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({
    billNo: z.string().min(1).max(64),
    path: z.string().min(1).max(1000),
    /** With the annex that explains every line (电费计算说明). */
    withExplanation: z.boolean().default(false),
  }),
  output: z.strictObject({ billNo: z.string(), path: z.string(), byteCount: z.int() }),
  refusals: ['not_found', 'not_writable'],
});
