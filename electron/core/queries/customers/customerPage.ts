import { customerPage as customerPageContract } from '#shared/contract/customers.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { countCustomers, listPointsOf, pageCustomers } from '../../db/repositories/customers/customers.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const customerPage = handleQuery(customerPageContract, async (context, input) => {
  const { search, routeId, state, limit } = input;
  const filter = { afterAccountNo: input.after, limit: limit + 1, search, routeId, state };
  const found = await pageCustomers(context.db, filter);
  const rows = found.slice(0, limit);
  const points = groupBy(
    await listPointsOf(
      context.db,
      rows.map((row) => row.customer_id),
    ),
    (point) => point.customer_id,
  );
  return ok({
    rows: rows.map((row) => ({
      customerId: row.customer_id,
      accountNo: row.account_no,
      name: row.name,
      address: row.address,
      phone: row.phone,
      customerClass: row.customer_class,
      state: row.state,
      servicePoints: (points.get(row.customer_id) ?? []).map((point) => ({
        servicePointId: point.service_point_id,
        servicePointNo: point.service_point_no,
        routeNo: point.route_no,
        routeName: point.route_name,
        meterNo: point.meter_no,
      })),
    })),
    next: found.length > limit ? (rows.at(-1)?.account_no ?? null) : null,
    total: input.after === null ? await countCustomers(context.db, filter) : null,
  });
});
