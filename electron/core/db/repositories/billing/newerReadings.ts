import { addDays, type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillRunRow } from '../../schema/billing.ts';
import { listSubSuppliesOfRoute, subSuppliesOn } from '../customers/subSupplies.ts';

const POINTS_A_STATEMENT = 500;

/**
 * Whether readings or findings came in after the calculation that the run's bills count on: those of its route and
 * period, those of service points behind or before them on other routes, and corrections of earlier bills.
 */
export async function readingsChangedSince(db: LedgerDatabase, run: BillRunRow): Promise<boolean> {
  const since = run.calculated_at;
  if (since === null) return true;
  // Point by point of the route: a join may as well begin with the period, and look at the whole office.
  const ofRoute = changedPoints(db, run.period, since).where('route_id', '=', run.route_id);
  if ((await ofRoute.executeTakeFirst()) !== undefined) return true;
  for (const part of chunked(await relatedPoints(db, run), POINTS_A_STATEMENT)) {
    const related = changedPoints(db, run.period, since).where('service_point_id', 'in', part);
    if ((await related.executeTakeFirst()) !== undefined) return true;
  }
  return correctedSince(db, run, since);
}

function changedPoints(db: LedgerDatabase, period: string, since: string) {
  return db
    .selectFrom('service_point')
    .select('service_point_id')
    .where(({ exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom('reading')
            .select('reading_id')
            .whereRef('reading.service_point_id', '=', 'service_point.service_point_id')
            .where('reading.period', '=', period)
            .where('reading.recorded_at', '>', since),
        ),
        exists(
          selectFrom('reading_anomaly')
            .select('anomaly_id')
            .whereRef('reading_anomaly.service_point_id', '=', 'service_point.service_point_id')
            .where('reading_anomaly.period', '=', period)
            .where('reading_anomaly.resolved_at', '>', since),
        ),
      ]),
    )
    .limit(1);
}

/** Service points of other routes whose meters count for bills of this one. */
async function relatedPoints(db: LedgerDatabase, run: BillRunRow): Promise<readonly string[]> {
  const stated = await listSubSuppliesOfRoute(db, run.route_id);
  if (stated.length === 0) return [];
  const points = await db
    .selectFrom('service_point')
    .select('service_point_id')
    .where('route_id', '=', run.route_id)
    .execute();
  const own = new Set(points.map((point) => point.service_point_id));
  const lastDay = addDays(spanOfPeriod(run.period as Period).endOn, -1);
  const relations = subSuppliesOn(stated, lastDay);
  const related = new Set(relations.flatMap(({ child_id, parent_id }) => [child_id, parent_id ?? child_id]));
  return [...related].filter((servicePointId) => !own.has(servicePointId));
}

async function correctedSince(db: LedgerDatabase, run: BillRunRow, since: string): Promise<boolean> {
  const corrected = await db
    .selectFrom('bill_correction as correction')
    .innerJoin('service_point', 'service_point.service_point_id', 'correction.service_point_id')
    .select('correction.correction_id')
    .where('service_point.route_id', '=', run.route_id)
    .where('correction.period', '<=', run.period)
    .where(({ eb, exists, or, and, selectFrom }) =>
      or([
        eb('correction.proposed_at', '>', since),
        eb('correction.decided_at', '>', since),
        and([
          eb('correction.state', '=', 'open'),
          exists(
            selectFrom('reading')
              .select('reading_id')
              .whereRef('reading.service_point_id', '=', 'correction.service_point_id')
              .whereRef('reading.period', '=', 'correction.period')
              .where('reading.recorded_at', '>', since),
          ),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return corrected !== undefined;
}
