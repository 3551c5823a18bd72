import type { LineError } from '#shared/domain/reading/meterRow.ts';
import type { PrepareContext } from '../rpc/handlers.ts';
import { writeLines } from './writeLines.ts';

const COLUMNS = ['line', 'code', 'field', 'value', 'text'] as const;

/** Writes the bad lines of a file for a spreadsheet: number, reason, field, what stood there, and the whole line. */
export function writeLineErrors(
  context: PrepareContext<'nothing_to_export' | 'not_writable'>,
  path: string,
  errors: readonly LineError[],
) {
  return writeLines(context, {
    path,
    columns: COLUMNS,
    lines: errors,
    rowOf: ({ lineNo, code, field, value, rawText }) => [lineNo, code, field, value, rawText],
  });
}
