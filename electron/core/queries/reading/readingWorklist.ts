import { readingWorklist as contract } from '#shared/contract/readingAnomalies.ts';
import { ok } from '#shared/lib/result.ts';
import { loadRecurrence } from '../../db/repositories/reading/recurrence.ts';
import { countWorklist, pageWorklist } from '../../db/repositories/reading/worklist.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { anomalyFacts } from './anomalyFacts.ts';

export const readingWorklist = handleQuery(contract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const { rows, next } = await pageWorklist(context.db, filter, { after, limit });
  const total = after === null ? await countWorklist(context.db, filter) : null;
  const recurrence = await loadRecurrence(context.db, rows);
  return ok({ rows: rows.map((row) => anomalyFacts(row, recurrence(row))), next, total });
});
