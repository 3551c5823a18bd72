import { z } from 'zod';
import { ANOMALY_STATES } from '../domain/reading/anomalyRules.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, page, pageOf, periodText } from './fields.ts';
import { foundAnomaly, pointFacts, reason, register, rule, severity, source } from './readingFields.ts';

const anomalyState = z.enum(ANOMALY_STATES);
const kind = z.enum(['cycle', 'opening', 'installation', 'removal', 'special']);

/** States that an unusual reading is right. Confirming `negative` states that the register rolled over. */
export const anomalyConfirm = defineCommand({
  name: 'anomaly.confirm',
  stage: 'reading',
  permission: 'reading.confirm',
  input: z.strictObject({ anomalyId: id, expectedVersion: z.int(), reason }),
  output: z.strictObject({ anomalyId: id, version: z.int(), state: anomalyState }),
  /** `must_be_corrected`: a `stop` goes only with its cause. */
  refusals: ['not_found', 'stale_version', 'already_resolved', 'must_be_corrected', 'period_locked'],
});

const anomalyFacts = {
  anomalyId: id,
  version: z.int(),
  ruleCode: rule,
  severity,
  state: anomalyState,
  registerCode: register,
  period: z.string(),
  meterNo: z.string(),
  /** `null` where there is no reading (`missing`). */
  reading: z
    .strictObject({ readingId: id, value: z.string(), readOn: z.string(), source, batchId: id.nullable() })
    .nullable(),
  /** What the rule compared: quantity, expected, previous, limit ... as decimal text, by rule. */
  detail: z.record(z.string(), z.unknown()),
  /** This month among them; 1: not found the month before. */
  monthsInARow: z.int(),
  resolvedByName: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  resolutionReason: z.string().nullable(),
};

/** The anomalies of a period in the order in which they were found. */
export const readingWorklist = defineQuery({
  name: 'reading.worklist',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({
    ...page,
    period: periodText,
    routeId: id.optional(),
    batchId: id.optional(),
    ruleCode: rule.optional(),
    severity: severity.optional(),
    /** `null`: in every state. */
    state: anomalyState.nullable().default('open'),
  }),
  /** `total` comes with the first page. */
  output: pageOf(z.strictObject({ ...anomalyFacts, ...pointFacts })),
});

const historyReading = z.strictObject({
  readingId: id,
  meterNo: z.string(),
  readOn: z.string(),
  period: z.string(),
  value: z.string(),
  kind,
  source,
  estimateMethod: z.string().nullable(),
  /** kWh since the reading before it on the same meter, times multiplier; `null` for the first. */
  quantity: z.string().nullable(),
  isRollover: z.boolean(),
});

/** One anomaly with what a person needs to decide. */
export const anomalyDetail = defineQuery({
  name: 'anomaly.detail',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({ anomalyId: id }),
  output: z.strictObject({
    anomaly: z.strictObject({ ...anomalyFacts, ...pointFacts }),
    address: z.string(),
    meter: z.strictObject({
      meterId: id,
      meterNo: z.string(),
      digits: z.int(),
      decimals: z.int(),
      multiplier: z.string(),
    }),
    /** The last thirteen of the register at the service point, over all its meters, the latest first. */
    history: z.array(historyReading),
    /** Earlier versions of the reading, the latest first. */
    versions: z.array(
      z.strictObject({
        readingId: id,
        value: z.string(),
        readOn: z.string(),
        source,
        reason: z.string().nullable(),
        recordedByName: z.string(),
        recordedAt: z.string(),
      }),
    ),
    /** The others of the service point in the period. */
    others: z.array(foundAnomaly.extend({ state: anomalyState })),
    /** The day on which other registers of the meter were read in the period; `null` where none was. */
    othersReadOn: z.string().nullable(),
    /** A submitted or issued bill run rests on the readings of the period. */
    isLocked: z.boolean(),
  }),
  refusals: ['not_found'],
});
