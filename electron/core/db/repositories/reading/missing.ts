import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import { findingOf } from '#shared/domain/reading/finding.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { RouteRow } from '../../schema/customers.ts';
import { insertMany } from '../bulk.ts';
import { selectByKeys } from '../byKeys.ts';
import { anomalyRow } from './anomalies.ts';
import { type IntakeContext, ReadingPolicies } from './intakeContext.ts';

/**
 * Opens a `missing` for every active service point of the route that had a meter on the cycle day
 * and has no reading of the period. Those that are missed already are not missed twice. `known` names service points that
 * were read for the period for certain.
 */
export async function openMissing(
  context: IntakeContext,
  route: RouteRow,
  period: Period,
  known: ReadonlySet<string>,
): Promise<number> {
  const active = await activePoints(context.tx, route.route_id);
  const unread = active.filter((servicePointId) => !known.has(servicePointId));
  const settled = await listSettled(context.tx, unread, period);
  const open = unread.filter((servicePointId) => !settled.has(servicePointId));
  const missed = await metersOn(context.tx, open, cycleDayOf(period, route.cycle_day));
  const policies = new ReadingPolicies(context.settingsJson);
  const rows = missed.map(({ service_point_id, meter_id, customer_class }) =>
    anomalyRow(
      context.newId(),
      context.now,
      { servicePointId: service_point_id, meterId: meter_id, period, readingId: null },
      findingOf('missing', 'total', {}, policies.of(customer_class)),
    ),
  );
  await insertMany(context.tx, 'reading_anomaly', rows);
  return rows.filter(({ severity }) => severity !== 'note').length;
}

/** Names alone: nearly all service points of a route were read, and nothing else of them is asked for. */
async function activePoints(db: LedgerDatabase, routeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('service_point')
    .select('service_point_id')
    .where('route_id', '=', routeId)
    .where('state', '=', 'active')
    .orderBy('route_position')
    .execute();
  return rows.map(({ service_point_id }) => service_point_id);
}

/** The meters that these service points have had since before a day was over, in the order of their route. */
async function metersOn(db: LedgerDatabase, servicePointIds: readonly string[], day: LocalDate) {
  const rows = await selectByKeys(db, 'meters_of_points', servicePointIds, [day], (keys, [on = '']) =>
    db
      .selectFrom('service_point')
      .innerJoin(
        'meter_installation',
        'meter_installation.service_point_id',
        'service_point.service_point_id',
      )
      .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
      .select(['service_point.service_point_id', 'meter_installation.meter_id', 'customer.customer_class'])
      .where('service_point.service_point_id', 'in', keys)
      .where('meter_installation.removed_on', 'is', null)
      .where('meter_installation.installed_on', '<=', on),
  );
  const meterOf = groupBy(rows, ({ service_point_id }) => service_point_id);
  return servicePointIds.flatMap((servicePointId) => meterOf.get(servicePointId) ?? []);
}

/**
 * Of these service points those that were read for the period, or are on the worklist as missing. Asked by their keys:
 * joined to a period that has just begun, a server that believes it to be empty may go through all of it for each one.
 */
async function listSettled(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  period: Period,
): Promise<ReadonlySet<string>> {
  const read = await selectByKeys(db, 'read_points', servicePointIds, [period], (keys, [own = '']) =>
    db
      .selectFrom('reading')
      .select('service_point_id')
      .distinct()
      .where('service_point_id', 'in', keys)
      .where('period', '=', own)
      .where('kind', '=', 'cycle'),
  );
  const missed = await selectByKeys(db, 'missed_points', servicePointIds, [period], (keys, [own = '']) =>
    db
      .selectFrom('reading_anomaly')
      .select('service_point_id')
      .where('service_point_id', 'in', keys)
      .where('period', '=', own)
      .where('rule_code', '=', 'missing')
      .where('state', '=', 'open'),
  );
  return new Set([...read, ...missed].map((row) => row.service_point_id));
}
