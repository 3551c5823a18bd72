import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import { decodeKeyset, encodeKeyset } from '../keyset.ts';

/** A route's active service points with the meter of today, in walking order. */
export async function pageSheet(
  db: LedgerDatabase,
  filter: { readonly routeId: string; readonly period: Period; readonly onlyMissing: boolean },
  page: { readonly after: string | null; readonly limit: number },
) {
  const after = decodeKeyset(page.after, 2);
  let query = db
    .selectFrom('service_point')
    .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
    .innerJoin('route', 'route.route_id', 'service_point.route_id')
    .innerJoin('meter_installation', 'meter_installation.service_point_id', 'service_point.service_point_id')
    .innerJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
    .select([
      'service_point.service_point_id',
      'service_point.service_point_no',
      'service_point.route_id',
      'service_point.route_position',
      'service_point.address',
      'customer.account_no',
      'customer.name',
      'route.route_no',
      'meter.meter_id',
      'meter.meter_no',
      'meter.digits',
      'meter.decimals',
      'meter.multiplier',
    ])
    .where('service_point.route_id', '=', filter.routeId)
    .where('service_point.state', '=', 'active')
    .where('meter_installation.removed_on', 'is', null)
    .orderBy('service_point.route_position')
    .orderBy('service_point.service_point_id')
    .limit(page.limit + 1);
  if (after) {
    const [position = '0', servicePointId = ''] = after;
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('service_point.route_position', 'service_point.service_point_id'),
        '>',
        tuple(Number(position), servicePointId),
      ),
    );
  }
  if (filter.onlyMissing) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reading')
            .select('reading.reading_id')
            .whereRef('reading.service_point_id', '=', 'service_point.service_point_id')
            .where('reading.period', '=', filter.period)
            .where('reading.kind', '=', 'cycle'),
        ),
      ),
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next =
    rows.length > page.limit && last
      ? encodeKeyset([String(last.route_position), last.service_point_id])
      : null;
  return { rows: shown, next };
}
