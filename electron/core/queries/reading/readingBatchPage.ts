import { readingBatchPage as contract } from '#shared/contract/readingFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { pageBatches } from '../../db/repositories/reading/batchQueries.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const readingBatchPage = handleQuery(contract, async (context, input) => {
  const { rows, next } = await pageBatches(context.db, input, input);
  return ok({
    rows: rows.map((row) => ({
      batchId: row.batch_id,
      fileName: row.file_name,
      format: row.format,
      profileCode: row.profile_code,
      routeId: row.route_id,
      routeNo: row.route_no,
      period: row.period,
      importedByName: row.display_name,
      importedAt: row.imported_at,
      lineCount: row.line_count,
      acceptedCount: row.accepted_count,
      unchangedCount: row.unchanged_count,
      rejectedCount: row.rejected_count,
      unknownMeterCount: row.unknown_meter_count,
      exceptionCount: row.exception_count,
    })),
    next,
    total: null,
  });
});
