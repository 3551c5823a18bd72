import { z } from 'zod';
import { ADJUSTABLE_RULES, EXCEPTION_SEVERITIES } from '../domain/billing/exceptionRules.ts';
import { LATE_FEE_ORDERS } from '../domain/collection/collectionSettings.ts';
import { decimalOf } from '../domain/money.ts';
import { ANOMALY_RULES, ANOMALY_SEVERITIES } from '../domain/reading/anomalyRules.ts';
import { PERIOD_CODES } from '../domain/reading/registers.ts';
import { DAY_COUNTS, PART_MONTHS } from '../domain/tariff/items/monthShare.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount } from './fields.ts';

const days = (most: number) => z.int().min(0).max(most);
const positive = decimalAmount.refine((value) => !value.startsWith('-'), 'negative');
const minor = z.int().min(0);

/** Quantities up to `upTo` kWh; `null` for the last band. */
const band = z.strictObject({ upTo: positive.nullable(), highPercent: positive, lowPercent: positive });
const bands = z.array(band).min(1).max(20).refine(isOrdered, 'bands_out_of_order');

/** Each band ends above the one before, and the last is open. */
function isOrdered(all: readonly { readonly upTo: string | null }[]): boolean {
  return all.every(({ upTo }, index) => {
    const next = all[index + 1];
    if (upTo === null || next === undefined) return upTo === null && next === undefined;
    return next.upTo === null || decimalOf(next.upTo).gt(decimalOf(upTo));
  });
}

/** Readings and their checks (`ReadingPolicy`). */
const readingFields = {
  places: z.int().min(0).max(6),
  restPeriod: z.enum(PERIOD_CODES),
  partMonth: z.enum(PART_MONTHS),
  dayCount: z.enum(DAY_COUNTS),
  rolloverFactor: positive,
  averagePeriods: z.int().min(1).max(36),
  bands,
  floorKwh: positive,
  valleySharePercent: positive,
  cycleWindowDays: days(13),
  maximumGapDays: days(400),
  estimatesAllowed: z.int().min(0).max(36),
  escalateAfterMonths: z.int().min(2).max(36),
  severities: z.partialRecord(z.enum(ANOMALY_RULES), z.enum(ANOMALY_SEVERITIES)),
};
const readingPart = z.strictObject(readingFields).partial();

const lateFee = z.strictObject({ sameYear: positive, laterYears: positive }).partial();

/**
 * The parameters of an office by stage. What is not stated has its default; readings may differ by class of customers.
 * Nothing else is taken: a mistyped name would otherwise change nothing, and nobody would know.
 */
export const officeParameters = z.strictObject({
  reading: readingPart
    .extend({ classes: z.record(z.string().min(1).max(40), readingPart).optional() })
    .optional(),
  billing: z
    .strictObject({
      dueAfterDays: days(365),
      highRatio: positive,
      lowRatio: positive,
      changeFloorKwh: positive,
      changeFloorMinor: minor,
      absurdTotalMinor: minor,
      pricePartPlaces: z.int().min(0).max(6),
      severities: z.partialRecord(z.enum(ADJUSTABLE_RULES), z.enum(EXCEPTION_SEVERITIES)),
    })
    .partial()
    .optional(),
  collection: z
    .strictObject({
      lateFeeOrder: z.enum(LATE_FEE_ORDERS),
      householdLateFee: lateFee,
      otherLateFee: lateFee,
      leastLateFeeMinor: minor,
    })
    .partial()
    .optional(),
  reconciliation: z
    .strictObject({ windowDays: days(31) })
    .partial()
    .optional(),
});
export type OfficeParameters = z.output<typeof officeParameters>;
export const PARAMETER_PARTS = ['reading', 'billing', 'collection', 'reconciliation'] as const;

const document = z.record(z.string(), z.unknown());

/** What the office stated, and what holds with the defaults; readings as for a class that has none of its own. */
export const parameterDetail = defineQuery({
  name: 'parameter.detail',
  stage: 'access',
  permission: 'office.manage',
  input: z.strictObject({}),
  output: z.strictObject({ stated: document, current: document, version: z.int() }),
});

/** States the parameters anew: those that are left out go back to their defaults. What was billed before stays as it is. */
export const parameterSave = defineCommand({
  name: 'parameter.save',
  stage: 'access',
  permission: 'office.manage',
  input: z.strictObject({ parameters: document, expectedVersion: z.int() }),
  output: z.strictObject({ version: z.int() }),
  /** `content_invalid` lists in `detail.issues` where what is wrong. */
  refusals: ['stale_version', 'content_invalid'],
});
