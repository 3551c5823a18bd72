import { z } from 'zod';
import { type ContentIssue, contentIssues } from '#shared/contract/contentIssues.ts';
import { REGISTER_CODES } from '#shared/domain/reading/registers.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { DATE_FORMATS } from './fileDate.ts';

const alias = z.string().min(1).max(60);
const aliases = z.array(alias).min(1).max(40);
const registerCode = z.enum(REGISTER_CODES);

/** What every layout of a table says about the file around its columns. */
export const tableLayout = {
  /** `auto`: byte order mark, strict UTF-8, strict GB18030. */
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
  delimiter: z.enum(['auto', ',', '\t', ';', '|']).default('auto'),
  /** Tried in this order; a date that fits none is a bad value. */
  dateFormats: z.array(z.enum(DATE_FORMATS)).min(1),
};

export const METER_FIELDS = [
  'accountNo',
  'meterNo',
  'registerCode',
  'previous',
  'current',
  'multiplier',
  'readOn',
  'previousReadOn',
  'readerName',
  'anomalyCode',
  'quality',
  'remark',
] as const;
export type MeterField = (typeof METER_FIELDS)[number];

/** A register, or a rate number whose register is a setting of each meter. */
const registerOrRate = z.union([registerCode, z.strictObject({ rate: z.int().min(1).max(14) })]);

const meterTable = {
  ...tableLayout,
  columns: z.partialRecord(z.enum(METER_FIELDS), aliases),
  /** Unit of the values in the file. Stated, never inferred from their size. */
  unit: z.enum(['kWh', 'MWh', 'Wh']).default('kWh'),
  /** What the file's words for the origin of a value mean. */
  qualityCodes: z.record(z.string(), z.enum(['actual', 'estimated', 'customer'])).default({}),
};

/** Layout of a meter file. `long`: one row a register; `wide`: one row a meter; `nem13`: fixed by AEMO. */
export const meterProfileContent = z.discriminatedUnion('layout', [
  z.strictObject({
    layout: z.literal('long'),
    ...meterTable,
    registerCodes: z.record(z.string(), registerOrRate),
  }),
  z.strictObject({
    layout: z.literal('wide'),
    ...meterTable,
    registers: z
      .array(z.strictObject({ register: registerOrRate, current: aliases, previous: aliases.optional() }))
      .min(1),
  }),
  z.strictObject({
    layout: z.literal('nem13'),
    /** Which of our registers a NMI suffix or register id counts. */
    registerCodes: z.record(z.string(), registerOrRate),
  }),
]);
export type MeterProfileContent = z.output<typeof meterProfileContent>;
export type MeterTableProfile = Exclude<MeterProfileContent, { layout: 'nem13' }>;
export type NemProfile = Extract<MeterProfileContent, { layout: 'nem13' }>;
export type RegisterOrRate = z.output<typeof registerOrRate>;

export const CUSTOMER_FIELDS = [
  'accountNo',
  'name',
  'address',
  'phone',
  'customerClass',
  'householdSize',
  'servicePointNo',
  'pointAddress',
  'capacityKva',
  'routeNo',
  'routeName',
  'cycleDay',
  'routePosition',
  'meterNo',
  'digits',
  'decimals',
  'multiplier',
  'registers',
  'periodMapping',
  'installedOn',
  'tariffCode',
  'tariffStartOn',
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** Layout of a customer file: one row a meter. */
export const customerProfileContent = z.strictObject({
  layout: z.literal('customer'),
  ...tableLayout,
  columns: z.partialRecord(z.enum(CUSTOMER_FIELDS), aliases),
  /** Columns of the opening readings. */
  openingColumns: z.partialRecord(registerCode, aliases).default({}),
  classCodes: z.record(z.string(), z.string()),
  registerCodes: z.record(z.string(), registerCode),
});
export type CustomerProfileContent = z.output<typeof customerProfileContent>;

export type MappingProfile<Content> = {
  readonly profileCode: string;
  readonly name: string;
  readonly fileKind: 'meter' | 'bank' | 'customer';
  readonly content: Content;
};

/** Checks a layout that came from the ledger or from a person. */
export function parseProfileContent<Schema extends z.ZodType>(
  schema: Schema,
  content: unknown,
): Result<z.output<Schema>, readonly ContentIssue[]> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return ok(parsed.data);
  return refused(contentIssues(parsed.error));
}
