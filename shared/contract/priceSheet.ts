import { z } from 'zod';
import { PRICE_ERROR_CODES } from '../domain/tariff/index.ts';
import { defineCommand } from './define.ts';
import { localDateText, tariffCode, text } from './fields.ts';
import { FILE_REFUSALS } from './files.ts';

const priceError = z.strictObject({
  code: z.enum(PRICE_ERROR_CODES),
  /** The cell of the sheet, e.g. `D12`. */
  cell: z.string().nullable(),
  detail: z.record(z.string(), z.string()),
});

/** One figure that a price table changes in a tariff. */
const priceChange = z.strictObject({
  itemName: z.string(),
  /** The way to the figure within the item, e.g. `prices.peak`. */
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** A row of a price table and the tariffs that it goes to. */
const sheetRow = z.strictObject({
  /** The cell of its first price; picks name it. */
  cell: z.string(),
  category: z.array(z.string()),
  voltage: z.string(),
  targets: z.array(
    z.strictObject({
      tariffCode: z.string(),
      name: z.string(),
      state: z.enum(['new_tariff', 'new_version', 'unchanged', 'refused']),
      tariffId: z.string().nullable(),
      tariffVersionId: z.string().nullable(),
      versionNo: z.int().nullable(),
      changes: z.array(priceChange),
      /** Whether the file has other periods of the day than the version before. */
      isCalendarChanged: z.boolean(),
      /** Worked cases that compare, and whether all came out right. */
      caseCount: z.int(),
      casesPassed: z.boolean(),
    }),
  ),
});

const sheetFacts = {
  title: z.string(),
  startOn: z.string(),
  documentNo: z.string(),
  /** Whether the prices hold the government's funds; `null`: some do and some do not, which is an error. */
  includesFunds: z.boolean().nullable(),
  rows: z.array(sheetRow),
  /** Headings of columns that were passed over. */
  ignored: z.array(z.string()),
  /** Tariffs that have a class of their own which the table does not state. */
  unstated: z.array(z.strictObject({ tariffCode: z.string(), name: z.string() })),
};
/** What was understood of a price table that was refused. */
export const refusedPriceSheet = z.strictObject({ ...sheetFacts, errors: z.array(priceError) });
export type RefusedPriceSheet = z.output<typeof refusedPriceSheet>;

/**
 * Reads a price table as provinces publish it and writes a draft version of every tariff that it states: all of them, or
 * none. Each begins as the version that is in force on the first day of the prices. What is there already stays.
 */
export const tariffImportSheet = defineCommand({
  name: 'tariff.importSheet',
  stage: 'tariff',
  permission: 'tariff.edit',
  input: z.strictObject({
    path: z.string().min(1).max(1000),
    /** In place of the day and the number that stand in the table, and where none do. */
    startOn: localDateText.optional(),
    documentNo: text(120).min(1).optional(),
    /** Whether the prices hold the government's funds, in place of what the table says. */
    funds: z.enum(['included', 'separate']).optional(),
    /** Which tariffs a row goes to, where its class does not say it. */
    picks: z
      .array(
        z.strictObject({
          cell: z.string().regex(/^[A-Z]{1,3}\d{1,7}$/),
          /** None: the row is left out. */
          tariffCodes: z.array(tariffCode).max(40).optional(),
          /** A tariff after which a new one is made. */
          like: tariffCode.optional(),
          newCode: tariffCode.optional(),
          newName: text(80).min(1).optional(),
        }),
      )
      .max(2000)
      .default([]),
  }),
  output: z.strictObject(sheetFacts),
  /** `sheet_invalid` carries `errors` by cell, and what was understood of the rows. */
  refusals: ['start_missing', 'document_missing', 'sheet_invalid', ...FILE_REFUSALS],
});

/** Writes the prices in force on a day as one price table (.xlsx), which `tariff.importSheet` reads again. */
export const tariffExportSheet = defineCommand({
  name: 'tariff.exportSheet',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({ onDay: localDateText, path: z.string().min(1).max(1000) }),
  output: z.strictObject({
    path: z.string(),
    byteCount: z.int(),
    rowCount: z.int(),
    /** Tariffs with a class whose prices no row of a table can say, or not beside those of another of the class. */
    leftOut: z.array(
      z.strictObject({
        tariffCode: z.string(),
        name: z.string(),
        reason: z.enum(['item_conditional', 'template_ambiguous', 'prices_conflict']),
      }),
    ),
  }),
  refusals: ['nothing_to_state', 'not_writable'],
});
