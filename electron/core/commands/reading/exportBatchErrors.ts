import { readingBatchExportErrors } from '#shared/contract/readingFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBatch } from '../../db/repositories/reading/batches.ts';
import { loadProblemLines } from '../../db/repositories/reading/batchQueries.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { type WrittenLines, writeLines } from '../writeLines.ts';

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

export const exportBatchErrors = handleCommand<typeof readingBatchExportErrors, WrittenLines>(
  readingBatchExportErrors,
  {
    async prepare(context, input) {
      const batch = await loadBatch(context.db, input.batchId);
      if (!batch) return context.refuse('not_found', { batchId: input.batchId });
      const lines = await loadProblemLines(context.db, input.batchId);
      return writeLines(context, { path: input.path, columns: COLUMNS, lines, rowOf });
    },
    async execute(context, input, written) {
      context.audit({ subjectType: 'reading_batch', subjectId: input.batchId, detail: written });
      return ok(written);
    },
  },
);
