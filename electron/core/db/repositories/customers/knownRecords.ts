import type { LedgerDatabase } from '../../database.ts';
import type { CustomerRow, ServicePointRow } from '../../schema/customers.ts';
import { selectByKeys } from '../byKeys.ts';

/** Customers by account number. */
export async function loadCustomersByNo(
  db: LedgerDatabase,
  accountNos: readonly string[],
): Promise<Map<string, CustomerRow>> {
  const rows = await selectByKeys(db, 'customers_by_no', accountNos, [], (keys) =>
    db.selectFrom('customer').selectAll().where('account_no', 'in', keys),
  );
  return new Map(rows.map((row) => [row.account_no, row]));
}

/** Service points by their number. */
export async function loadServicePointsByNo(
  db: LedgerDatabase,
  servicePointNos: readonly string[],
): Promise<Map<string, ServicePointRow>> {
  const rows = await selectByKeys(db, 'service_points_by_no', servicePointNos, [], (keys) =>
    db.selectFrom('service_point').selectAll().where('service_point_no', 'in', keys),
  );
  return new Map(rows.map((row) => [row.service_point_no, row]));
}

/** Which of these meter numbers the ledger has, each with its id. */
export async function loadMeterIdsByNo(
  db: LedgerDatabase,
  meterNos: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectByKeys(db, 'meters_by_no', meterNos, [], (keys) =>
    db.selectFrom('meter').select(['meter_no', 'meter_id']).where('meter_no', 'in', keys),
  );
  return new Map(rows.map((row) => [row.meter_no, row.meter_id]));
}

/** The last place in the walking order of a route. */
export async function loadLastPosition(db: LedgerDatabase, routeId: string): Promise<number> {
  const row = await db
    .selectFrom('service_point')
    .select((eb) => eb.fn.max<number | null>('route_position').as('last'))
    .where('route_id', '=', routeId)
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}
