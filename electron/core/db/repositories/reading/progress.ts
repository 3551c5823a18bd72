import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';

/** Counts of one period by route: expected, read, estimated, anomalies that wait for a person. */
export async function loadProgress(db: LedgerDatabase, period: Period, routeId: string | null) {
  const routes = await routeQuery(db, routeId);
  const expected = await countByRoute(expectedQuery(db, routeId));
  const read = await countByRoute(readQuery(db, period, routeId));
  const estimated = await countByRoute(
    readQuery(db, period, routeId)
      .where('reading.source', '=', 'estimated')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reading as newer')
              .select('newer.reading_id')
              .whereRef('newer.supersedes_id', '=', 'reading.reading_id'),
          ),
        ),
      ),
  );
  const anomalies = await anomalyCounts(db, period, routeId);
  return routes.map((route) => ({
    ...route,
    expectedCount: expected.get(route.route_id) ?? 0,
    readCount: read.get(route.route_id) ?? 0,
    estimatedCount: estimated.get(route.route_id) ?? 0,
    openAnomalyCount: anomalies.get(route.route_id) ?? 0,
  }));
}

function routeQuery(db: LedgerDatabase, routeId: string | null) {
  const query = db.selectFrom('route').select(['route_id', 'route_no', 'name']).orderBy('route_no');
  return (routeId === null ? query : query.where('route_id', '=', routeId)).execute();
}

const activePoints = (db: LedgerDatabase, routeId: string | null) => {
  const query = db
    .selectFrom('service_point')
    .innerJoin('meter_installation', 'meter_installation.service_point_id', 'service_point.service_point_id')
    .where('service_point.state', '=', 'active')
    .where('meter_installation.removed_on', 'is', null);
  return routeId === null ? query : query.where('service_point.route_id', '=', routeId);
};

const expectedQuery = (db: LedgerDatabase, routeId: string | null) =>
  activePoints(db, routeId)
    .select(({ fn }) => [
      'service_point.route_id',
      fn.count<number>('service_point.service_point_id').distinct().as('count'),
    ])
    .groupBy('service_point.route_id');

const readQuery = (db: LedgerDatabase, period: Period, routeId: string | null) =>
  activePoints(db, routeId)
    .innerJoin('reading', 'reading.service_point_id', 'service_point.service_point_id')
    .where('reading.period', '=', period)
    .where('reading.kind', '=', 'cycle')
    .where('reading.register_code', '=', 'total')
    .select(({ fn }) => [
      'service_point.route_id',
      fn.count<number>('service_point.service_point_id').distinct().as('count'),
    ])
    .groupBy('service_point.route_id');

async function countByRoute(query: {
  execute: () => Promise<{ route_id: string; count: number }[]>;
}): Promise<Map<string, number>> {
  const rows = await query.execute();
  return new Map(rows.map(({ route_id, count }) => [route_id, count]));
}

function anomalyCounts(db: LedgerDatabase, period: Period, routeId: string | null) {
  const query = db
    .selectFrom('reading_anomaly')
    .innerJoin('service_point', 'service_point.service_point_id', 'reading_anomaly.service_point_id')
    .where('reading_anomaly.period', '=', period)
    .where('reading_anomaly.state', '=', 'open')
    .select(({ fn }) => ['service_point.route_id', fn.countAll<number>().as('count')])
    .groupBy('service_point.route_id');
  return countByRoute(routeId === null ? query : query.where('service_point.route_id', '=', routeId));
}

/** Open anomalies of some service points in a period. */
export async function countOpenAnomalies(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  period: Period,
): Promise<Map<string, number>> {
  if (servicePointIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('reading_anomaly')
    .select(({ fn }) => ['service_point_id', fn.countAll<number>().as('count')])
    .where('service_point_id', 'in', [...servicePointIds])
    .where('period', '=', period)
    .where('state', '=', 'open')
    .groupBy('service_point_id')
    .execute();
  return new Map(rows.map(({ service_point_id, count }) => [service_point_id, count]));
}
