import { billRunPage as billRunPageContract } from '#shared/contract/billing.ts';
import { ok } from '#shared/lib/result.ts';
import { countRuns, pageRuns } from '../../db/repositories/billing/runQueries.ts';
import { decodeKeyset, encodeKeyset } from '../../db/repositories/keyset.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { runFacts } from './runFacts.ts';

export const billRunPage = handleQuery(billRunPageContract, async (context, input) => {
  const { period, routeId, state, limit } = input;
  const filter = { period, routeId, state };
  const key = decodeKeyset(input.after, 2);
  const after = key === null ? null : { period: key[0] ?? '', billRunId: key[1] ?? '' };
  const found = await pageRuns(context.db, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return ok({
    rows: rows.map(runFacts),
    next: found.length > limit && last ? encodeKeyset([last.period, last.bill_run_id]) : null,
    total: input.after === null ? await countRuns(context.db, filter) : null,
  });
});
