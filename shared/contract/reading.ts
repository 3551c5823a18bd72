import { z } from 'zod';
import { ESTIMATE_METHODS } from '../domain/reading/estimateMethods.ts';
import { REGISTER_CODES } from '../domain/reading/registers.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount, id, localDateText, page, pageOf, periodText } from './fields.ts';
import { foundAnomaly, pointFacts, reason, register, source } from './readingFields.ts';

const registerValues = z
  .array(z.strictObject({ registerCode: register, value: decimalAmount }))
  .min(1)
  .max(REGISTER_CODES.length)
  .refine((all) => new Set(all.map((one) => one.registerCode)).size === all.length, 'register_twice');

const recorded = z.strictObject({
  readings: z.array(z.strictObject({ readingId: id, registerCode: register, value: z.string() })),
  anomalies: z.array(foundAnomaly),
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
