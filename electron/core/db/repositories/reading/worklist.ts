import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import { decodeKeyset, encodeKeyset } from '../keyset.ts';

export type WorklistFilter = {
  readonly period: Period;
  readonly routeId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly ruleCode?: string | undefined;
  readonly severity?: 'stop' | 'confirm' | 'note' | undefined;
  readonly state: 'open' | 'noted' | 'confirmed' | 'corrected' | null;
};

const anomalyQuery = (db: LedgerDatabase) =>
  db
    .selectFrom('reading_anomaly')
    .innerJoin('service_point', 'service_point.service_point_id', 'reading_anomaly.service_point_id')
    .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
    .innerJoin('route', 'route.route_id', 'service_point.route_id')
    .innerJoin('meter', 'meter.meter_id', 'reading_anomaly.meter_id')
    .leftJoin('reading', 'reading.reading_id', 'reading_anomaly.reading_id')
    .leftJoin('user_account', 'user_account.user_id', 'reading_anomaly.resolved_by');

const withFacts = (query: ReturnType<typeof anomalyQuery>) =>
  query
    .selectAll('reading_anomaly')
    .select([
      'service_point.service_point_no',
      'service_point.route_id',
      'service_point.address',
      'customer.account_no',
      'customer.name as customer_name',
      'route.route_no',
      'meter.meter_no',
      'reading.reading_kwh',
      'reading.read_on',
      'reading.source',
      'reading.batch_id',
      'user_account.display_name as resolved_by_name',
    ]);

export type AnomalyWithFacts = Awaited<ReturnType<ReturnType<typeof withFacts>['execute']>>[number];

function filtered(db: LedgerDatabase, filter: WorklistFilter) {
  let query = anomalyQuery(db).where('reading_anomaly.period', '=', filter.period);
  if (filter.state !== null) query = query.where('reading_anomaly.state', '=', filter.state);
  if (filter.ruleCode !== undefined) query = query.where('reading_anomaly.rule_code', '=', filter.ruleCode);
  if (filter.severity !== undefined) query = query.where('reading_anomaly.severity', '=', filter.severity);
  if (filter.routeId !== undefined) query = query.where('service_point.route_id', '=', filter.routeId);
  if (filter.batchId !== undefined) query = query.where('reading.batch_id', '=', filter.batchId);
  return query;
}

/** Anomalies of a period in the order in which they were found. */
export async function pageWorklist(
  db: LedgerDatabase,
  filter: WorklistFilter,
  page: { readonly after: string | null; readonly limit: number },
) {
  const [after] = decodeKeyset(page.after, 1) ?? [];
  let query = withFacts(filtered(db, filter))
    .orderBy('reading_anomaly.anomaly_id')
    .limit(page.limit + 1);
  if (after !== undefined) query = query.where('reading_anomaly.anomaly_id', '>', after);
  const rows = await query.execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last ? encodeKeyset([last.anomaly_id]) : null,
  };
}

export async function countWorklist(db: LedgerDatabase, filter: WorklistFilter): Promise<number> {
  const row = await filtered(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function loadAnomalyWithFacts(
  db: LedgerDatabase,
  anomalyId: string,
): Promise<AnomalyWithFacts | null> {
  const row = await withFacts(anomalyQuery(db))
    .where('reading_anomaly.anomaly_id', '=', anomalyId)
    .executeTakeFirst();
  return row ?? null;
}

/** The anomalies of a service point in a period, in the order in which they were found. */
export function loadAnomaliesOfPoint(db: LedgerDatabase, servicePointId: string, period: string) {
  return db
    .selectFrom('reading_anomaly')
    .selectAll()
    .where('service_point_id', '=', servicePointId)
    .where('period', '=', period)
    .orderBy('anomaly_id')
    .execute();
}
