import { readingProgress as contract } from '#shared/contract/reading.ts';
import { ok } from '#shared/lib/result.ts';
import { loadLockedRoutes } from '../../db/repositories/reading/locks.ts';
import { loadProgress } from '../../db/repositories/reading/progress.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const readingProgress = handleQuery(contract, async (context, input) => {
  const routes = await loadProgress(context.db, input.period, input.routeId ?? null);
  const locked = await loadLockedRoutes(context.db, input.period);
  return ok({
    rows: routes.map((route) => ({
      routeId: route.route_id,
      routeNo: route.route_no,
      routeName: route.name,
      expectedCount: route.expectedCount,
      readCount: route.readCount,
      estimatedCount: route.estimatedCount,
      missingCount: route.expectedCount - route.readCount,
      openAnomalyCount: route.openAnomalyCount,
      isLocked: locked.has(route.route_id),
    })),
  });
});
