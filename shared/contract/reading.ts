import { z } from 'zod';
import { ANOMALY_RULES, ANOMALY_SEVERITIES, ANOMALY_STATES } from '../domain/reading/anomalyRules.ts';
import { ESTIMATE_METHODS } from '../domain/reading/estimateMethods.ts';
import { LINE_STATES } from '../domain/reading/lineStates.ts';
import { REGISTER_CODES } from '../domain/reading/registers.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount, id, localDateText, page, pageOf, periodText, text } from './fields.ts';
import { FILE_REFUSALS, fileEncoding, lineError } from './files.ts';

const path = z.string().min(1).max(1000);
const reason = text(400).refine((value) => value.trim().length > 0, 'empty');
const register = z.enum(REGISTER_CODES);
const rule = z.enum(ANOMALY_RULES);
const severity = z.enum(ANOMALY_SEVERITIES);
const anomalyState = z.enum(ANOMALY_STATES);
const lineState = z.enum(LINE_STATES);
const source = z.enum(['file', 'keyed', 'estimated', 'customer']);
const kind = z.enum(['cycle', 'opening', 'installation', 'removal', 'special']);
const registerValues = z
  .array(z.strictObject({ registerCode: register, value: decimalAmount }))
  .min(1)
  .max(REGISTER_CODES.length)
  .refine((all) => new Set(all.map((one) => one.registerCode)).size === all.length, 'register_twice');

const foundAnomaly = z.strictObject({ anomalyId: id, ruleCode: rule, severity, registerCode: register });
const recorded = z.strictObject({
  readings: z.array(z.strictObject({ readingId: id, registerCode: register, value: z.string() })),
  anomalies: z.array(foundAnomaly),
});

/** Register values of the file: accepted + unchanged + rejected + unknown meters = lines. */
const batchCounts = {
  /** Register values; a line of a wide file holds several. A line that cannot be read counts as one. */
  lineCount: z.int(),
  acceptedCount: z.int(),
  /** Known already: importing a file again, or one that overlaps, changes nothing. */
  unchangedCount: z.int(),
  rejectedCount: z.int(),
  unknownMeterCount: z.int(),
  /** Anomalies found that a person has to look at (`stop` and `confirm`). */
  exceptionCount: z.int(),
};

/**
 * Imports a meter file: reads, checks and takes every good line, lists the others with their reason.
 * With a route, its service points that are still without a reading become `missing`. A file of the
 * same name, or one imported as a revision, takes the place of values read from files before;
 * any other second value of a day is shown and not added.
 */
export const readingImport = defineCommand({
  name: 'reading.import',
  stage: 'reading',
  permission: 'reading.import',
  input: z.strictObject({
    path,
    routeId: id.nullable(),
    period: periodText,
    /** `null`: recognised by the format and the headings. */
    profileCode: z.string().max(60).nullable().default(null),
    /** Takes the place of the profile's encoding. */
    encoding: fileEncoding.optional(),
    isRevision: z.boolean().default(false),
  }),
  /** The earlier batch with `isRepeat` where nothing of the same file was new. */
  output: z.strictObject({
    batchId: id,
    isRepeat: z.boolean(),
    format: z.string(),
    ...batchCounts,
    /** The first hundred values that were not taken, unknown meters among them. */
    errors: z.array(lineError),
  }),
  refusals: ['route_not_found', 'profile_not_found', ...FILE_REFUSALS],
});

const POINT_REFUSALS = [
  'not_found',
  'date_in_future',
  'meter_not_installed',
  'period_locked',
  'already_read',
  'before_opening',
  'register_not_on_meter',
  'value_negative',
  'digit_overflow',
  'too_many_decimals',
] as const;

/** Takes readings of one service point by hand. An estimate of the period gives way to them. */
export const readingKey = defineCommand({
  name: 'reading.key',
  stage: 'reading',
  permission: 'reading.import',
  input: z.strictObject({
    servicePointId: id,
    period: periodText,
    readOn: localDateText,
    readings: registerValues,
    quality: z.enum(['actual', 'customer']).default('actual'),
  }),
  output: recorded,
  refusals: POINT_REFUSALS,
});

/** Puts a right value in the place of a wrong one. Both versions stay; only the new one counts. */
export const readingCorrect = defineCommand({
  name: 'reading.correct',
  stage: 'reading',
  permission: 'reading.correct',
  input: z.strictObject({ readingId: id, value: decimalAmount, reason }),
  output: recorded,
  /** `superseded` carries the `readingId` of the version that counts. */
  refusals: [
    'not_found',
    'superseded',
    'period_locked',
    'value_unchanged',
    'value_negative',
    'digit_overflow',
    'too_many_decimals',
  ],
});

/**
 * Estimates the readings of a service point that could not be read, by a stated method; they are
 * marked as estimated. `customer` takes the values in `readings`, the other methods none: they estimate
 * the registers that have no reading of the period, and leave those that were read as they are.
 */
export const readingEstimate = defineCommand({
  name: 'reading.estimate',
  stage: 'reading',
  permission: 'reading.correct',
  input: z.strictObject({
    servicePointId: id,
    period: periodText,
    readOn: localDateText,
    method: z.enum(ESTIMATE_METHODS),
    readings: registerValues.nullable().default(null),
    reason,
  }),
  output: recorded,
  /** `no_history` carries the `registerCode` that the method has nothing to go by for; `already_read`: no register is missing. */
  refusals: [...POINT_REFUSALS, 'readings_missing', 'readings_not_wanted', 'no_history'],
});

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

const pointFacts = {
  servicePointId: id,
  servicePointNo: z.string(),
  accountNo: z.string(),
  customerName: z.string(),
  routeId: id,
  routeNo: z.string(),
};

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

/** A route's service points in walking order with what was read: the sheet that readers key from. */
export const readingSheet = defineQuery({
  name: 'reading.sheet',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({
    ...page,
    routeId: id,
    period: periodText,
    /** Only service points without a reading of the period. */
    onlyMissing: z.boolean().default(false),
  }),
  output: pageOf(
    z.strictObject({
      ...pointFacts,
      routePosition: z.int(),
      address: z.string(),
      meterId: id,
      meterNo: z.string(),
      digits: z.int(),
      decimals: z.int(),
      multiplier: z.string(),
      registers: z.array(
        z.strictObject({
          registerCode: register,
          previous: z.strictObject({ value: z.string(), readOn: z.string(), source }).nullable(),
          current: z
            .strictObject({ readingId: id, value: z.string(), readOn: z.string(), source })
            .nullable(),
        }),
      ),
      openAnomalyCount: z.int(),
    }),
  ),
});

/** How far the reading of a period is, by route. */
export const readingProgress = defineQuery({
  name: 'reading.progress',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({ period: periodText, routeId: id.optional() }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        routeId: id,
        routeNo: z.string(),
        routeName: z.string(),
        /** Active service points with a meter. */
        expectedCount: z.int(),
        readCount: z.int(),
        /** Of the read ones, those with an estimate. */
        estimatedCount: z.int(),
        missingCount: z.int(),
        /** `stop` and `confirm` that are open. */
        openAnomalyCount: z.int(),
        isLocked: z.boolean(),
      }),
    ),
  }),
});

/** Imported meter files, the latest first. */
export const readingBatchPage = defineQuery({
  name: 'readingBatch.page',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({
    ...page,
    period: periodText.optional(),
    batchId: id.optional(),
    routeId: id.optional(),
    /** Some words of the name. */
    fileName: text(120).optional(),
    /** Whether every line was taken. */
    isComplete: z.boolean().optional(),
  }),
  output: pageOf(
    z.strictObject({
      batchId: id,
      fileName: z.string(),
      format: z.string(),
      profileCode: z.string().nullable(),
      routeId: id.nullable(),
      routeNo: z.string().nullable(),
      period: z.string(),
      importedByName: z.string(),
      importedAt: z.string(),
      ...batchCounts,
    }),
  ),
});

/** Lines of an imported file. `problems`: rejected ones and unknown meters. */
export const readingBatchLines = defineQuery({
  name: 'readingBatch.lines',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({
    ...page,
    batchId: id,
    state: z.union([lineState, z.enum(['problems', 'all'])]).default('problems'),
  }),
  output: pageOf(
    z.strictObject({
      lineNo: z.int(),
      /** Place of the value in its line. */
      itemNo: z.int(),
      state: lineState,
      code: z.string().nullable(),
      field: z.string().nullable(),
      value: z.string().nullable(),
      accountNo: z.string().nullable(),
      meterNo: z.string().nullable(),
      registerCode: z.string().nullable(),
      readOn: z.string().nullable(),
      previous: z.string().nullable(),
      current: z.string().nullable(),
      rawText: z.string(),
      readingId: id.nullable(),
    }),
  ),
  refusals: ['not_found'],
});

/** Writes the lines that were not accepted, with number, reason and text, as CSV for a spreadsheet. */
export const readingBatchExportErrors = defineCommand({
  name: 'readingBatch.exportErrors',
  stage: 'reading',
  permission: 'reading.view',
  input: z.strictObject({ batchId: id, path }),
  output: z.strictObject({ path, lineCount: z.int() }),
  refusals: ['not_found', 'nothing_to_export', 'not_writable'],
});
