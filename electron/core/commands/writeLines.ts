import { chunked } from '#shared/lib/collections.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { PrepareContext, Refusal } from '../rpc/handlers.ts';

const LINES_A_PART = 2_000;

export type WrittenLines = { readonly path: string; readonly lineCount: number };

type Lines<Line> = {
  readonly path: string;
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
  readonly rowOf: (line: Line) => readonly (string | number | null)[];
};

/** Writes lines of a file that were not taken as CSV, whole or not at all; a cancellation leaves what was there. */
export async function writeLines<Line>(
  context: PrepareContext<'nothing_to_export' | 'not_writable'>,
  { path, columns, lines, rowOf }: Lines<Line>,
): Promise<Result<WrittenLines, Refusal>> {
  if (lines.length === 0) return context.refuse('nothing_to_export');
  let done = 0;
  async function* rows() {
    await context.checkpoint(0, lines.length);
    for (const part of chunked(lines, LINES_A_PART)) {
      yield* part.map(rowOf);
      done += part.length;
      await context.checkpoint(done, lines.length);
    }
  }
  const written = await context.files.writeCsv(path, { columns, rows: rows() });
  return written.ok
    ? ok({ path, lineCount: lines.length })
    : context.refuse('not_writable', written.error.detail);
}
