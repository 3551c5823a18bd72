import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, page, pageOf, text } from './fields.ts';
import { FILE_REFUSALS, fileEncoding, lineError } from './files.ts';
import { bankLine, channelCode, count } from './reconciliationFields.ts';

const path = z.string().min(1).max(1000);

/** The ways that money comes in. */
export const channelList = defineQuery({
  name: 'channel.list',
  stage: 'reconciliation',
  permission: 'session.use',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        channelCode,
        name: z.string(),
        kind: z.enum(['bank', 'counter']),
        profileCode: z.string().nullable(),
      }),
    ),
  }),
});

/**
 * Imports a bank's file of a day. camt.053 and camt.054 are known by their content; other files need
 * a layout: the named one, else the channel's. Lines keep the day on which the bank booked them. Good
 * lines are taken, bad ones listed. A line that came in an earlier file, whole or overlapping, is
 * `unchanged`: nothing is stored twice.
 */
export const bankFileImport = defineCommand({
  name: 'bankFile.import',
  stage: 'reconciliation',
  permission: 'bank.import',
  input: z.strictObject({
    path,
    channelCode,
    businessOn: localDateText,
    profileCode: z.string().max(60).nullable().default(null),
    /** Takes the place of the layout's encoding. */
    encoding: fileEncoding.optional(),
  }),
  output: z.strictObject({
    bankFileId: id,
    /** `camt.053`, `camt.054`, or what the table was read from: `csv`, `xlsx`, `xls`, `html`. */
    format: z.string(),
    lineCount: count,
    acceptedCount: count,
    unchangedCount: count,
    rejectedCount: count,
    /** Of the lines of this file, those that the bank booked on another day than `businessOn`. */
    otherDayCount: count,
    totalMinor: z.int(),
    openingMinor: z.int().nullable(),
    closingMinor: z.int().nullable(),
    /** The first thousand. */
    errors: z.array(lineError),
  }),
  /** `balance_differs` carries `openingMinor`, `totalMinor`, `closingMinor` and the statement. */
  refusals: [
    'channel_not_found',
    'profile_not_found',
    ...FILE_REFUSALS,
    'profile_needed',
    'balance_differs',
    'currency_differs',
  ],
});

/** Imported files, the latest first. */
export const bankFilePage = defineQuery({
  name: 'bankFile.page',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({
    ...page,
    channelCode: channelCode.optional(),
    businessOn: localDateText.optional(),
    /** Some words of the name. */
    fileName: text(120).optional(),
    /** Whether every line was taken. */
    isComplete: z.boolean().optional(),
  }),
  output: pageOf(
    z.strictObject({
      bankFileId: id,
      channelCode,
      channelName: z.string(),
      businessOn: z.string(),
      fileName: z.string(),
      format: z.string(),
      profileCode: z.string().nullable(),
      lineCount: count,
      acceptedCount: count,
      unchangedCount: count,
      rejectedCount: count,
      openingMinor: z.int().nullable(),
      closingMinor: z.int().nullable(),
      importedByName: z.string(),
      importedAt: z.string(),
    }),
  ),
});

/** The lines that a file brought, in its order. */
export const bankFileLines = defineQuery({
  name: 'bankFile.lines',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ ...page, bankFileId: id }),
  output: pageOf(bankLine),
  refusals: ['not_found'],
});

/** The lines of a file that were refused, in its order. */
export const bankFileErrors = defineQuery({
  name: 'bankFile.errors',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ ...page, bankFileId: id }),
  output: pageOf(lineError),
  refusals: ['not_found'],
});

/** Writes the lines of a file that were refused, with number, reason and text, as CSV for a spreadsheet. */
export const bankFileExportErrors = defineCommand({
  name: 'bankFile.exportErrors',
  stage: 'reconciliation',
  permission: 'reconciliation.view',
  input: z.strictObject({ bankFileId: id, path }),
  output: z.strictObject({ path, lineCount: count }),
  refusals: ['not_found', 'nothing_to_export', 'not_writable'],
});
