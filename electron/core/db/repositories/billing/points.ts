import type { BillingPoint } from '#shared/domain/billing/trialBill.ts';
import { addMonths, type LocalDate, type Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { isRegisterCode } from '#shared/domain/reading/registers.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';

export type RoutePoint = Awaited<ReturnType<typeof listRoutePoints>>[number];

/** Service points with what their customers bring to a bill. */
const billedPoints = (db: LedgerDatabase) =>
  db
    .selectFrom('service_point')
    .innerJoin('customer', 'customer.customer_id', 'service_point.customer_id')
    .select([
      'service_point.service_point_id',
      'service_point.service_point_no',
      'service_point.route_position',
      'service_point.capacity_kva',
      'customer.customer_id',
      'customer.customer_class',
      'customer.household_size',
    ]);

/** A service point, also one that is closed by now. */
export async function loadBilledPoint(db: LedgerDatabase, servicePointId: string): Promise<RoutePoint> {
  return billedPoints(db)
    .where('service_point.service_point_id', '=', servicePointId)
    .executeTakeFirstOrThrow();
}

/** Active service points of a route with their customers, in walking order. */
export async function listRoutePoints(db: LedgerDatabase, routeId: string) {
  return billedPoints(db)
    .where('service_point.route_id', '=', routeId)
    .where('service_point.state', '=', 'active')
    .orderBy('service_point.route_position')
    .orderBy('service_point.service_point_id')
    .execute();
}

/** Meters at these service points over time, with their registers. */
export async function loadInstallations(db: LedgerDatabase, servicePointIds: readonly string[]) {
  const rows = await selectByKeys(db, 'billing_installations', servicePointIds, [], (keys) =>
    db
      .selectFrom('meter_installation')
      .innerJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
      .innerJoin('meter_register', 'meter_register.meter_id', 'meter.meter_id')
      .select([
        'meter_installation.service_point_id',
        'meter_installation.installation_id',
        'meter_installation.installed_on',
        'meter_installation.removed_on',
        'meter.meter_id',
        'meter.meter_no',
        'meter_register.register_code',
      ])
      .where('meter_installation.service_point_id', 'in', keys),
  );
  const byPoint = groupBy(rows, (row) => row.service_point_id);
  return (servicePointId: string) =>
    [...groupBy(byPoint.get(servicePointId) ?? [], (row) => row.installation_id).values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          meterId: first.meter_id,
          meterNo: first.meter_no,
          registers: own.map((row) => row.register_code).filter(isRegisterCode),
          installedOn: first.installed_on as LocalDate,
          removedOn: first.removed_on as LocalDate | null,
        },
      ];
    });
}

/** Tariffs of these service points, the earliest first. */
export async function loadAssignments(db: LedgerDatabase, servicePointIds: readonly string[]) {
  const rows = await selectByKeys(db, 'billing_assignments', servicePointIds, [], (keys) =>
    db
      .selectFrom('tariff_assignment')
      .select(['service_point_id', 'tariff_id', 'start_on', 'end_on'])
      .where('service_point_id', 'in', keys)
      .orderBy('start_on'),
  );
  return groupBy(rows, (row) => row.service_point_id);
}

export type BilledBefore = {
  readonly billedUntil: LocalDate;
  readonly usedThisYear: Decimal;
  readonly previous: NonNullable<BillingPoint['previous']>;
};

/**
 * What these service points were billed before a period: until when, how much since January, and the
 * bill before. Reversals take back what their bill had added; adjustments add their kWh to the year.
 */
export async function loadBilledBefore(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, BilledBefore>> {
  const january = `${period.slice(0, 4)}-01`;
  const [since = january] = [january, addMonths(period, -RECENT_MONTHS)].sort();
  const recent = await loadBillsBetween(db, servicePointIds, since, period);
  const result = billedBefore(recent, january);
  // Nobody was there for a while, or never yet.
  const others = servicePointIds.filter((servicePointId) => !result.has(servicePointId));
  const whole = billedBefore(await loadBillsBetween(db, others, '', period), january);
  return new Map([...result, ...whole]);
}

/** How far back the bill before mostly is found; where meters are read every other month, too. */
const RECENT_MONTHS = 2;

type EarlierBill = Awaited<ReturnType<typeof loadBillsBetween>>[number];

/** Bills of periods from `since` on and before another, in their order. */
function loadBillsBetween(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  since: string,
  before: Period,
) {
  return selectByKeys(db, 'bills_between', servicePointIds, [since, before], (keys, [from = '', to = '']) =>
    db
      .selectFrom('bill')
      .select([
        'bill_id',
        'reverses_id',
        'service_point_id',
        'period',
        'end_on',
        'total_kwh',
        'total_minor',
        'kind',
      ])
      .where('service_point_id', 'in', keys)
      .where('period', '>=', from)
      .where('period', '<', to)
      .orderBy('period')
      .orderBy('bill_no'),
  );
}

/** Of service points with a bill that stands among these; the year is counted from `january` on. */
function billedBefore(rows: readonly EarlierBill[], january: string): Map<string, BilledBefore> {
  const result = new Map<string, BilledBefore>();
  for (const [servicePointId, bills] of groupBy(rows, (row) => row.service_point_id)) {
    let usedThisYear = new Decimal(0);
    for (const bill of bills) {
      if (bill.period >= january) usedThisYear = usedThisYear.plus(decimalOf(bill.total_kwh));
    }
    const reversed = new Set(bills.map((bill) => bill.reverses_id));
    const last = bills.findLast(
      ({ kind, bill_id }) => (kind === 'regular' || kind === 'rebill') && !reversed.has(bill_id),
    );
    if (!last) continue;
    result.set(servicePointId, {
      billedUntil: last.end_on as LocalDate,
      usedThisYear,
      previous: {
        period: last.period as Period,
        kwh: decimalOf(last.total_kwh),
        totalMinor: last.total_minor,
      },
    });
  }
  return result;
}

/** Open `stop` and `confirm` findings of the period, by service point. */
export async function countOpenAnomalies(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, number>> {
  const rows = await selectByKeys(db, 'open_anomalies', servicePointIds, [period], (keys, [own = '']) =>
    db
      .selectFrom('reading_anomaly')
      .select('service_point_id')
      .where('service_point_id', 'in', keys)
      .where('period', '=', own)
      .where('state', '=', 'open')
      .where('severity', 'in', ['stop', 'confirm']),
  );
  const counts = new Map<string, number>();
  for (const { service_point_id } of rows) {
    counts.set(service_point_id, (counts.get(service_point_id) ?? 0) + 1);
  }
  return counts;
}
