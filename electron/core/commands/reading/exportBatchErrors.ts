import { readingBatchExportErrors } from '#shared/contract/reading.ts';
import { chunked } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBatch } from '../../db/repositories/reading/batches.ts';
import { loadProblemLines } from '../../db/repositories/reading/batchQueries.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const COLUMNS = [
  'line',
  'code',
  'field',
  'value',
  'account',
  'meter',
  'register',
  'read_on',
  'text',
] as const;

const LINES_A_PART = 2_000;

type ProblemLine = Awaited<ReturnType<typeof loadProblemLines>>[number];

const rowOf = (line: ProblemLine) => [
  line.line_no,
  line.code,
  line.field,
  line.value,
  line.account_no,
  line.meter_no,
  line.register_code,
  line.read_on,
  line.raw_text,
];

export const exportBatchErrors = handleCommand(readingBatchExportErrors, {
  async prepare(context, input) {
    const batch = await loadBatch(context.db, input.batchId);
    if (!batch) return context.refuse('not_found', { batchId: input.batchId });
    const lines = await loadProblemLines(context.db, input.batchId);
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
    const written = await context.files.writeCsv(input.path, { columns: COLUMNS, rows: rows() });
    return written.ok
      ? ok({ path: input.path, lineCount: lines.length })
      : context.refuse('not_writable', written.error.detail);
  },
  async execute(context, input, written) {
    context.audit({ subjectType: 'reading_batch', subjectId: input.batchId, detail: written });
    return ok(written);
  },
});
