import { readingBatchLines as contract } from '#shared/contract/readingFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBatch } from '../../db/repositories/reading/batches.ts';
import { pageBatchLines } from '../../db/repositories/reading/batchQueries.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const readingBatchLines = handleQuery(contract, async (context, input) => {
  const { batchId, state } = input;
  if (!(await loadBatch(context.db, batchId))) return context.refuse('not_found', { batchId });
  const { rows, next } = await pageBatchLines(context.db, batchId, input, state);
  return ok({
    rows: rows.map((row) => ({
      lineNo: row.line_no,
      itemNo: row.item_no,
      state: row.state,
      code: row.code,
      field: row.field,
      value: row.value,
      accountNo: row.account_no,
      meterNo: row.meter_no,
      registerCode: row.register_code,
      readOn: row.read_on,
      previous: row.previous_kwh,
      current: row.current_kwh,
      rawText: row.raw_text,
      readingId: row.reading_id,
    })),
    next,
    total: null,
  });
});
