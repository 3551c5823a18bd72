import { routeList as routeListContract } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import { listRoutes } from '../../db/repositories/customers/routes.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const routeList = handleQuery(routeListContract, async (context) => {
  const routes = await listRoutes(context.db);
  return ok({
    rows: routes.map((route) => ({
      routeId: route.route_id,
      routeNo: route.route_no,
      name: route.name,
      cycleDay: route.cycle_day,
      readerUserId: route.reader_user_id,
      readerName: route.reader_name,
      pointCount: route.point_count,
      version: route.version,
    })),
  });
});
