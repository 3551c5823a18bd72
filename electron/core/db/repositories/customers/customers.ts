import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { CustomerRow, ServicePointRow } from '../../schema/customers.ts';
import { beginsWithInPassing, contains } from '../textSearch.ts';
import { customersOfMeters, fewCustomersOfNumber } from './fewCustomers.ts';

export async function loadCustomer(db: LedgerDatabase, customerId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('customer_id', '=', customerId).executeTakeFirst();
}

export async function loadCustomerByAccountNo(
  db: LedgerDatabase,
  accountNo: string,
): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('account_no', '=', accountNo).executeTakeFirst();
}

export async function insertCustomer(db: LedgerDatabase, row: CustomerRow): Promise<void> {
  await db.insertInto('customer').values(row).execute();
}

export async function updateCustomer(
  db: LedgerDatabase,
  customerId: string,
  change: Partial<Omit<CustomerRow, 'customer_id' | 'created_at'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('customer')
    .set(change)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one customer must change: ${customerId}`);
}

export async function customerHasBills(db: LedgerDatabase, customerId: string): Promise<boolean> {
  const bill = await db
    .selectFrom('bill')
    .select('bill_id')
    .where('customer_id', '=', customerId)
    .limit(1)
    .executeTakeFirst();
  return bill !== undefined;
}

export async function listServicePoints(
  db: LedgerDatabase,
  customerId: string,
): Promise<readonly ServicePointRow[]> {
  return db
    .selectFrom('service_point')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('service_point_no')
    .execute();
}

export type CustomerFilter = {
  readonly afterAccountNo: string | null;
  readonly limit: number;
  readonly search?: string | undefined;
  readonly routeId?: string | undefined;
  readonly state?: 'active' | 'closed' | undefined;
};

/** The customers that are meant, as a query that can be asked for a page or for their number. */
async function filtered(db: LedgerDatabase, { search, routeId, state }: CustomerFilter) {
  const words = search?.trim() ?? '';
  const isNumber = /^\S*\d\S*$/.test(words);
  const few = isNumber ? await fewCustomersOfNumber(db, words) : null;
  let query = db.selectFrom('customer');
  if (state !== undefined) query = query.where('customer.state', '=', state);
  if (routeId !== undefined) {
    query = query.where('customer.customer_id', 'in', (eb) =>
      eb.selectFrom('service_point').select('service_point.customer_id').where('route_id', '=', routeId),
    );
  }
  if (words === '') return { query };
  if (few) {
    // A server knows no empty list.
    const meant = query.where(({ eb, lit }) =>
      few.length === 0 ? lit(false) : eb('customer.customer_id', 'in', few),
    );
    return { query: meant };
  }
  if (isNumber) {
    const byNumber = query.where((eb) =>
      eb.or([
        beginsWithInPassing(eb.ref('customer.account_no'), words),
        eb('customer.customer_id', 'in', customersOfMeters(db, words)),
      ]),
    );
    return { query: byNumber };
  }
  const byWords = query.where((eb) =>
    eb.or([contains(eb.ref('customer.name'), words), contains(eb.ref('customer.address'), words)]),
  );
  return { query: byWords };
}

/** Customers by account number, from the one after `afterAccountNo`. */
export async function pageCustomers(
  db: LedgerDatabase,
  filter: CustomerFilter,
): Promise<readonly CustomerRow[]> {
  const meant = await filtered(db, filter);
  let query = meant.query.selectAll('customer').orderBy('customer.account_no').limit(filter.limit);
  if (filter.afterAccountNo !== null) query = query.where('customer.account_no', '>', filter.afterAccountNo);
  return query.execute();
}

export async function countCustomers(db: LedgerDatabase, filter: CustomerFilter): Promise<number> {
  const meant = await filtered(db, filter);
  const { count } = await meant.query
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Service points of these customers with route and the meter of today. */
export async function listPointsOf(db: LedgerDatabase, customerIds: readonly string[]) {
  if (customerIds.length === 0) return [];
  return db
    .selectFrom('service_point')
    .innerJoin('route', 'route.route_id', 'service_point.route_id')
    .leftJoin('meter_installation', (join) =>
      join
        .onRef('meter_installation.service_point_id', '=', 'service_point.service_point_id')
        .on('meter_installation.removed_on', 'is', null),
    )
    .leftJoin('meter', 'meter.meter_id', 'meter_installation.meter_id')
    .select([
      'service_point.customer_id',
      'service_point.service_point_id',
      'service_point.service_point_no',
      'route.route_no',
      'route.name as route_name',
      'meter.meter_no',
    ])
    .where('service_point.customer_id', 'in', customerIds)
    .orderBy('service_point.service_point_no')
    .execute();
}
