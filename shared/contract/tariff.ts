import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, periodText, tariffCode, text } from './fields.ts';
import { FILE_REFUSALS } from './files.ts';

const tariffError = z.strictObject({
  path: z.string(),
  name: z.string().optional(),
  code: z.string(),
  detail: z.record(z.string(), z.string()).optional(),
});
/** See docs/formats/tariff.md; read by `parseTariffContent`. */
const content = z.record(z.string(), z.unknown());

const caseLine = z.strictObject({
  itemCode: z.string(),
  itemName: z.string(),
  quantity: z.string().nullable(),
  unit: z.string(),
  price: z.string().nullable(),
  unrounded: z.string(),
  amountMinor: z.int(),
  formula: z.string(),
});

const caseResult = z.strictObject({
  name: z.string(),
  source: z.string(),
  passed: z.boolean(),
  /** Whether the case states what the bill must come to. */
  isCompared: z.boolean(),
  expectedTotal: z.string().nullable(),
  /** The code with which the bill must stop. */
  expectedStop: z.string().nullable(),
  totalMinor: z.int().nullable(),
  stop: z.strictObject({ code: z.string(), detail: z.record(z.string(), z.string()) }).nullable(),
  lines: z.array(caseLine),
  /** Items whose amount is not what the case says. */
  differences: z.array(
    z.strictObject({
      itemCode: z.string(),
      itemName: z.string(),
      expected: z.string(),
      calculated: z.string(),
    }),
  ),
});

const newVersion = {
  tariffCode,
  name: text(80).min(1),
  customerClass: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  startOn: localDateText,
  /** Number of the price document, e.g. 浙发改价格[2024]21号. */
  documentNo: text(120).min(1),
};

/** Adds a dated version of a tariff, and the tariff itself where its code is new. Nothing is in force yet. */
export const tariffCreate = defineCommand({
  name: 'tariff.create',
  stage: 'tariff',
  permission: 'tariff.edit',
  input: z.strictObject({ ...newVersion, content }),
  output: z.strictObject({ tariffId: id, tariffVersionId: id, versionNo: z.int() }),
  /** `content_invalid` lists `errors` by path; `class_differs` carries the tariff's own, `bills_issued` a bill that would change. */
  refusals: ['content_invalid', 'class_differs', 'content_unchanged', 'bills_issued'],
});

/** The same from a price table: xlsx, xls or CSV as `tariff.export` writes it. */
export const tariffImport = defineCommand({
  name: 'tariff.import',
  stage: 'tariff',
  permission: 'tariff.edit',
  input: z.strictObject({ ...newVersion, path: z.string().min(1).max(1000) }),
  output: z.strictObject({ tariffId: id, tariffVersionId: id, versionNo: z.int() }),
  /** `content_invalid` lists `errors` by row. */
  refusals: ['content_invalid', 'class_differs', 'content_unchanged', 'bills_issued', ...FILE_REFUSALS],
});

/** Writes a version as a price table (.xlsx) that can be changed and read again. */
export const tariffExport = defineCommand({
  name: 'tariff.export',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({ tariffVersionId: id, path: z.string().min(1).max(1000) }),
  output: z.strictObject({ path: z.string(), byteCount: z.int() }),
  refusals: ['not_found', 'not_writable'],
});

/** Why a version cannot be put in force; `cases_failed` carries their names, `day_taken` the first day. */
export const ACTIVATION_REFUSALS = [
  'already_active',
  'same_person',
  'no_cases',
  'cases_failed',
  'day_taken',
  'bills_issued',
] as const;

/**
 * Puts versions in force, e.g. all drafts of one price document: all of them or none. Never by who wrote one of
 * them, and only when every worked case of each comes out right.
 */
export const tariffActivate = defineCommand({
  name: 'tariff.activate',
  stage: 'tariff',
  permission: 'tariff.activate',
  input: z.strictObject({ tariffVersionIds: z.array(id).min(1).max(1000) }),
  output: z.strictObject({
    versions: z.array(
      z.strictObject({
        tariffVersionId: id,
        tariffCode: z.string(),
        versionNo: z.int(),
        caseCount: z.int(),
      }),
    ),
  }),
  /** `not_activated` carries `versions`: which of them cannot, and why. */
  refusals: ['not_found', 'not_activated'],
});

/** The versions of an activation that was refused that cannot come into force. */
export const refusedActivation = z.strictObject({
  versions: z.array(
    z.strictObject({
      tariffVersionId: id,
      tariffCode: z.string(),
      name: z.string(),
      versionNo: z.int(),
      code: z.enum(ACTIVATION_REFUSALS),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});

const versionFacts = {
  tariffVersionId: id,
  versionNo: z.int(),
  startOn: z.string(),
  documentNo: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  activatedByName: z.string().nullable(),
  activatedAt: z.string().nullable(),
};

export const tariffList = defineQuery({
  name: 'tariff.list',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        tariffId: id,
        tariffCode: z.string(),
        name: z.string(),
        customerClass: z.string(),
        /** The version in force on the business date. */
        current: z.strictObject(versionFacts).nullable(),
        versionCount: z.int(),
        /** Versions that wait for a second person. */
        draftCount: z.int(),
        servicePointCount: z.int(),
      }),
    ),
  }),
});
export type RefusedActivation = z.output<typeof refusedActivation>;

/** The versions of all tariffs that wait for a second person, with what their worked cases come to. */
export const tariffDrafts = defineQuery({
  name: 'tariff.drafts',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        tariffVersionId: id,
        tariffId: id,
        tariffCode: z.string(),
        name: z.string(),
        customerClass: z.string(),
        versionNo: z.int(),
        startOn: z.string(),
        documentNo: z.string(),
        createdByName: z.string(),
        /** Whether who asks wrote it: then somebody else has to put it in force. */
        isOwn: z.boolean(),
        /** Worked cases that compare, and whether all cases came out right. */
        caseCount: z.int(),
        casesPassed: z.boolean(),
      }),
    ),
  }),
});

/** One tariff with its versions, the latest first, and their worked cases. */
export const tariffDetail = defineQuery({
  name: 'tariff.detail',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({ tariffId: id }),
  output: z.strictObject({
    tariffId: id,
    tariffCode: z.string(),
    name: z.string(),
    customerClass: z.string(),
    versions: z.array(
      z.strictObject({
        ...versionFacts,
        /** Whether who asks wrote it: then somebody else has to put it in force. */
        isOwn: z.boolean(),
        content,
        cases: z.array(caseResult),
      }),
    ),
  }),
  refusals: ['not_found'],
});

/** Calculates the worked cases of a content that is not stored. */
export const tariffTrial = defineQuery({
  name: 'tariff.trial',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({ content }),
  output: z.strictObject({ errors: z.array(tariffError), cases: z.array(caseResult), passed: z.boolean() }),
});

/** What the bills of an account would have come to at another version: the same quantities, month by month. */
export const tariffWhatIf = defineQuery({
  name: 'tariff.whatIf',
  stage: 'tariff',
  permission: 'tariff.view',
  input: z.strictObject({
    accountNo: z.string().min(1).max(64),
    tariffVersionId: id,
    /** The last month, and how many months up to it. */
    until: periodText,
    months: z.int().min(1).max(36).default(12),
  }),
  output: z.strictObject({
    accountNo: z.string(),
    customerName: z.string(),
    version: z.strictObject(versionFacts),
    rows: z.array(
      z.strictObject({
        servicePointNo: z.string(),
        billNo: z.string(),
        period: z.string(),
        totalKwh: z.string(),
        oldMinor: z.int(),
        newMinor: z.int().nullable(),
        stop: z.strictObject({ ruleCode: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
      }),
    ),
    /** Of the months that the other version can price. */
    oldMinor: z.int(),
    newMinor: z.int(),
  }),
  refusals: ['not_found', 'account_not_found'],
});
