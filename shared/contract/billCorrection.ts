import { z } from 'zod';
import { CORRECTION_KINDS, CORRECTION_STATES } from '../domain/billing/billCorrection.ts';
import { PERIOD_CODES, REGISTER_CODES } from '../domain/reading/registers.ts';
import { billLine, billReading, pointFacts, quantities } from './bill.ts';
import { defineCommand, defineQuery, POSTING_REFUSALS } from './define.ts';
import { decimalAmount, id, minorAmount, page, pageOf, text } from './fields.ts';

const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
const billNo = z.string().min(1).max(64);
const state = z.enum(CORRECTION_STATES);
const kind = z.enum(CORRECTION_KINDS);

const changed = z.strictObject({ correctionId: id, version: z.int(), state });
const at = { correctionId: id, expectedVersion: z.int() };
const proposed = z.strictObject({ ...changed.shape, totalKwh: z.string(), totalMinor: z.int() });

/** Why a bill cannot be corrected; the first two carry what it is or the number of its mirror. */
const UNFIT = [
  'not_found',
  'not_correctable',
  'already_reversed',
  'written_off',
  'correction_standing',
] as const;

/**
 * Begins to cancel a bill and issue it anew (冲红重开). From here the readings of its service point and period,
 * and of no other, can be corrected.
 */
export const billCorrectionOpen = defineCommand({
  name: 'billCorrection.open',
  stage: 'billing',
  permission: 'billCorrection.prepare',
  input: z.strictObject({ billNo, reason }),
  output: changed,
  refusals: UNFIT,
});

/**
 * A real reading contradicts the estimates before it: each of them gets the value between the real readings, and a
 * correction is opened for every bill that was issued on them. The checker submits these one after the other, the
 * earliest first. As a preview it says what it would do.
 */
export const estimateSettle = defineCommand({
  name: 'estimate.settle',
  stage: 'billing',
  permission: 'billCorrection.prepare',
  input: z.strictObject({ anomalyId: id, reason }),
  output: z.strictObject({
    readings: z.array(
      z.strictObject({
        registerCode: z.enum(REGISTER_CODES),
        period: z.string(),
        readOn: z.string(),
        before: z.string(),
        after: z.string(),
      }),
    ),
    corrections: z.array(z.strictObject({ correctionId: id, billNo: z.string(), period: z.string() })),
  }),
  /** `not_contradicted`: the finding is another one, or has no estimate between two real readings. */
  refusals: [
    'not_found',
    'already_resolved',
    'not_contradicted',
    'not_correctable',
    'already_reversed',
    'written_off',
    'correction_standing',
    'period_locked',
  ],
});

/** Calculates the bill from the readings of now and hands it to the approver; the readings are locked again. */
export const billCorrectionSubmit = defineCommand({
  name: 'billCorrection.submit',
  stage: 'billing',
  permission: 'billCorrection.prepare',
  input: z.strictObject(at),
  output: proposed,
  /** `calculation_stopped` carries the `rule` in the way, `bounds_differ` the days that came out. */
  refusals: [
    'not_found',
    'stale_version',
    'wrong_state',
    'calculation_stopped',
    'bounds_differ',
    'nothing_changed',
  ],
});

/** Proposes an adjustment (退补) of a bill: kWh at the prices of its period, or money on its items. */
export const billCorrectionAdjust = defineCommand({
  name: 'billCorrection.adjust',
  stage: 'billing',
  permission: 'billCorrection.prepare',
  input: z.strictObject({
    billNo,
    reason,
    /** The document that orders or allows it. */
    documentNo: text(100).refine((value) => value.trim().length > 0, 'empty'),
    /** Below zero: kWh too many were billed. */
    kwh: z
      .array(z.strictObject({ registerCode: z.enum(['total', ...PERIOD_CODES]), kwh: decimalAmount }))
      .max(6)
      .default([]),
    /** Below zero: the customer gets it back. */
    money: z
      .array(z.strictObject({ itemCode: z.string().min(1).max(80), amountMinor: minorAmount }))
      .max(50)
      .default([]),
  }),
  output: proposed,
  refusals: [
    ...UNFIT,
    'register_not_on_bill',
    'item_not_on_bill',
    'calculation_stopped',
    'nothing_changed',
    'absurd_total',
  ],
});

/**
 * A second person approves the total that was seen, and everything is issued at once: for a rebill the mirrored
 * bill and the new one, for an adjustment its own bill. All of it is posted today.
 */
export const billCorrectionApprove = defineCommand({
  name: 'billCorrection.approve',
  stage: 'billing',
  posts: true,
  permission: 'billCorrection.approve',
  input: z.strictObject({ ...at, seenTotalMinor: minorAmount }),
  output: z.strictObject({
    ...changed.shape,
    /** `null` for an adjustment. */
    reversalBillNo: z.string().nullable(),
    billNo: z.string(),
    totalMinor: z.int(),
    /** What the cancelled bill had received and is free again, or what an adjustment gives back. */
    freedMinor: z.int(),
    /** What prepaid money paid of the issued bill. */
    prepaidMinor: z.int(),
    prepaidBalanceMinor: z.int(),
  }),
  /** `same_person` carries `part`: proposed or submitted. `calculation_changed`: prices or readings are others. */
  refusals: [
    ...POSTING_REFUSALS,
    'not_found',
    'stale_version',
    'wrong_state',
    'same_person',
    'totals_changed',
    'written_off',
    'calculation_changed',
  ],
});

/** The approver's no. A rebill goes back to the checker with its readings open; an adjustment ends. */
export const billCorrectionReturn = defineCommand({
  name: 'billCorrection.return',
  stage: 'billing',
  permission: 'billCorrection.approve',
  input: z.strictObject({ ...at, reason }),
  output: changed,
  refusals: ['not_found', 'stale_version', 'wrong_state'],
});

/** The checker gives it up. `readings_differ`: readings were corrected and have to be put back first. */
export const billCorrectionWithdraw = defineCommand({
  name: 'billCorrection.withdraw',
  stage: 'billing',
  permission: 'billCorrection.prepare',
  input: z.strictObject({ ...at, reason }),
  output: changed,
  refusals: ['not_found', 'stale_version', 'wrong_state', 'readings_differ'],
});

const correctionRow = z.strictObject({
  ...changed.shape,
  kind,
  billNo: z.string(),
  ...pointFacts,
  customerId: id,
  period: z.string(),
  reason: z.string(),
  documentNo: z.string().nullable(),
  oldKwh: z.string(),
  oldMinor: z.int(),
  /** The bill as proposed, nothing while a rebill is open. */
  newKwh: z.string().nullable(),
  newMinor: z.int().nullable(),
  proposedByName: z.string(),
  proposedAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  reversalBillNo: z.string().nullable(),
  resultBillNo: z.string().nullable(),
});

/** Corrections of issued bills, the latest first. */
export const billCorrectionPage = defineQuery({
  name: 'billCorrection.page',
  stage: 'billing',
  permission: 'billCorrection.view',
  input: z.strictObject({
    ...page,
    state: state.optional(),
    kind: kind.optional(),
    /** The beginning of a bill number, an account number or a name. */
    search: text(80).optional(),
  }),
  output: pageOf(correctionRow),
});

const content = z.strictObject({
  startOn: z.string(),
  endOn: z.string(),
  totalKwh: z.string(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  isEstimated: z.boolean(),
  quantities,
  readings: z.array(billReading),
  lines: z.array(billLine),
});

/** Old against new: what a second person looks at before approving. */
export const billCorrectionDetail = defineQuery({
  name: 'billCorrection.detail',
  stage: 'billing',
  permission: 'billCorrection.view',
  input: z.strictObject({ correctionId: id }),
  output: z.strictObject({
    correction: correctionRow,
    before: content,
    /** While a rebill is open, as the readings of now would make it; `null` where something stops it. */
    after: content.nullable(),
    stop: z.strictObject({ rule: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
    items: z.array(
      z.strictObject({
        itemCode: z.string(),
        itemName: z.string(),
        unit: z.string(),
        price: z.string().nullable(),
        oldQuantity: z.string().nullable(),
        newQuantity: z.string().nullable(),
        oldMinor: z.int(),
        newMinor: z.int(),
      }),
    ),
    /** What the bill has received so far; free again when it is cancelled. */
    receivedMinor: z.int(),
    /** Bills of later months of the year, which counted their yearly tiers on from this one. */
    laterBillCount: z.int(),
    adjustmentNos: z.array(z.string()),
    /** What this user did to prepare it, so that somebody else has to approve. */
    samePersonAs: z.enum(['proposed', 'submitted']).nullable(),
  }),
  refusals: ['not_found'],
});
