import { readingBatchExportErrors } from '#shared/contract/reading.ts';
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

export const exportBatchErrors = handleCommand(readingBatchExportErrors, {
  async prepare(context, input) {
    const batch = await loadBatch(context.db, input.batchId);
    if (!batch) return context.refuse('not_found', { batchId: input.batchId });
    const lines = await loadProblemLines(context.db, input.batchId);
    if (lines.length === 0) return context.refuse('nothing_to_export');
    const rows = lines.map((line) => [
      line.line_no,
      line.code,
      line.field,
      line.value,
      line.account_no,
      line.meter_no,
      line.register_code,
      line.read_on,
      line.raw_text,
    ]);
    const written = await context.files.writeCsv(input.path, { columns: COLUMNS, rows });
    return written.ok
      ? ok({ path: input.path, lineCount: lines.length })
      : context.refuse('not_writable', written.error.detail);
  },
  async execute(context, input, written) {
    context.audit({ subjectType: 'reading_batch', subjectId: input.batchId, detail: written });
    return ok(written);
  },
});
