import { z } from 'zod';
import { type LocalDate, type Period, parseLocalDate, parsePeriod } from '../domain/localDate.ts';
import { type DecimalText, decimalOf, decimalText, type Minor, parseDecimal } from '../domain/money.ts';
import type { Brand } from '../lib/brand.ts';

/** Made by the ledger or, for commands, by the caller: sortable by time, never reused. */
export const id = z.string().min(8).max(64);

/** Text that people write: no control characters, at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .refine((value) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), 'control_characters');

/** An account, meter or bank number: text, so that leading zeros and 22 digits survive. */
export const number = text(64).refine(
  (value) => value.trim() === value && value.length > 0,
  'not_a_number_text',
);

export const localDateText = z
  .string()
  .refine((value) => parseLocalDate(value) !== null, 'not_a_date')
  .transform((value) => value as LocalDate);

export const periodText = z
  .string()
  .refine((value) => parsePeriod(value) !== null, 'not_a_period')
  .transform((value) => value as Period);

export const minorAmount = z.int().transform((value) => value as Minor);

/** A decimal quantity or rate as text; made canonical on the way in. */
export const decimalAmount = z
  .string()
  .refine((value) => parseDecimal(value) !== null, 'not_a_decimal')
  .transform((value): DecimalText => decimalText(decimalOf(value)));

/** Keyset paging: `after` is the `next` of the page before, `null` for the first. */
export const page = {
  after: z.string().max(400).nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
};

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ rows: z.array(row), next: z.string().nullable(), total: z.int().nullable() });

export type CommandId = Brand<string, 'CommandId'>;

/** The short name of a tariff, the same over all its versions. */
export const tariffCode = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);
