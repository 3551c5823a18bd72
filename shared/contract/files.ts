import { z } from 'zod';

/**
 * Why a file as a whole is refused, in order of precedence. Bad lines of a good file are `lineError`s.
 * `not_a_file` is a folder or a device, `file_being_written` a file that another program holds or that changed while it
 * was read. `file_too_large` carries `sizeBytes` and `limitBytes`, or the `reason` (`memory`, `time`);
 * `file_undecodable` the `lineNo` and `offset` of the first byte that is not text, `header_missing` the headings that
 * were looked for.
 */
export const FILE_REFUSALS = [
  'file_missing',
  'not_a_file',
  'not_readable',
  'file_being_written',
  'file_too_large',
  'file_empty',
  'file_truncated',
  'file_undecodable',
  'file_damaged',
  'password_protected',
  'format_unknown',
  'header_missing',
] as const;
export type FileRefusalCode = (typeof FILE_REFUSALS)[number];

/** The encoding that a person chose in place of the detected one. */
export const fileEncoding = z.enum(['utf-8', 'gb18030']);

/** A bad line of a file: which line, which field, what stood there and why it was refused. */
export const lineError = z.strictObject({
  lineNo: z.int(),
  code: z.string(),
  field: z.string().nullable(),
  value: z.string().nullable(),
  rawText: z.string(),
});
