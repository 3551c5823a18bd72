import { z } from 'zod';
import { LINE_STATES } from '../domain/reading/lineStates.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, page, pageOf, periodText, text } from './fields.ts';
import { FILE_REFUSALS, fileEncoding, lineError } from './files.ts';

const path = z.string().min(1).max(1000);
const lineState = z.enum(LINE_STATES);

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
    /** Without a route: the one that nearly all meters of the file are of, where there is such a one. */
    recognisesRoute: z.boolean().default(false),
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
    /** The route that it was imported for, chosen or recognised. */
    routeId: id.nullable(),
    ...batchCounts,
    /** The first hundred values that were not taken, unknown meters among them. */
    errors: z.array(lineError),
  }),
  refusals: ['route_not_found', 'profile_not_found', ...FILE_REFUSALS],
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
