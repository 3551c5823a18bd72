import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { RouteRow } from '../../schema/customers.ts';

export async function loadRoute(db: LedgerDatabase, routeId: string): Promise<RouteRow | undefined> {
  return db.selectFrom('route').selectAll().where('route_id', '=', routeId).executeTakeFirst();
}

export async function loadRouteByNo(db: LedgerDatabase, routeNo: string): Promise<RouteRow | undefined> {
  return db.selectFrom('route').selectAll().where('route_no', '=', routeNo).executeTakeFirst();
}

export async function insertRoute(db: LedgerDatabase, row: RouteRow): Promise<void> {
  await db.insertInto('route').values(row).execute();
}

export async function updateRoute(
  db: LedgerDatabase,
  routeId: string,
  change: Partial<Omit<RouteRow, 'route_id'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('route')
    .set(change)
    .where('route_id', '=', routeId)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one route must change: ${routeId}`);
}

/** All routes with their reader and the number of active service points. */
export async function listRoutes(db: LedgerDatabase) {
  const counts = await db
    .selectFrom('service_point')
    .select(['route_id', (eb) => eb.fn.countAll<number>().as('point_count')])
    .where('state', '=', 'active')
    .groupBy('route_id')
    .execute();
  const pointCounts = new Map(counts.map((row) => [row.route_id, row.point_count]));
  const routes = await db
    .selectFrom('route')
    .leftJoin('user_account', 'user_account.user_id', 'route.reader_user_id')
    .selectAll('route')
    .select('user_account.display_name as reader_name')
    .orderBy('route_no')
    .execute();
  return routes.map((route) => ({ ...route, point_count: pointCounts.get(route.route_id) ?? 0 }));
}
