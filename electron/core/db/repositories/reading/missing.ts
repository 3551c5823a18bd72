import type { Period } from '#shared/domain/localDate.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import { findingOf } from '#shared/domain/reading/finding.ts';
import type { RouteRow } from '../../schema/customers.ts';
import { insertMany } from '../bulk.ts';
import { anomalyRow } from './anomalies.ts';
import { type IntakeContext, ReadingPolicies } from './intakeContext.ts';

/**
 * Opens a `missing` for every active service point of the route that had a meter on the cycle day
 * and has no reading of the period. Those that are missed already are not missed twice.
 */
export async function openMissing(context: IntakeContext, route: RouteRow, period: Period): Promise<number> {
  const policies = new ReadingPolicies(context.settingsJson);
  const points = await context.tx
    .selectFrom('service_point')
    .innerJoin('meter_installation', 'meter_installation.service_point_id', 'service_point.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
    .select(['service_point.service_point_id', 'meter_installation.meter_id', 'customer.customer_class'])
    .where('service_point.route_id', '=', route.route_id)
    .where('service_point.state', '=', 'active')
    .where('meter_installation.removed_on', 'is', null)
    .where('meter_installation.installed_on', '<=', cycleDayOf(period, route.cycle_day))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reading')
            .select('reading.reading_id')
            .whereRef('reading.service_point_id', '=', 'service_point.service_point_id')
            .where('reading.period', '=', period)
            .where('reading.kind', '=', 'cycle'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reading_anomaly')
            .select('anomaly_id')
            .whereRef('reading_anomaly.service_point_id', '=', 'service_point.service_point_id')
            .where('reading_anomaly.period', '=', period)
            .where('reading_anomaly.rule_code', '=', 'missing')
            .where('reading_anomaly.state', '=', 'open'),
        ),
      ),
    )
    .orderBy('service_point.route_position')
    .execute();
  const rows = points.map(({ service_point_id, meter_id, customer_class }) =>
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
