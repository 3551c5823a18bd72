import type { LedgerDatabase } from '../../database.ts';
import type { ServicePointRow } from '../../schema/customers.ts';

export async function loadServicePoint(
  db: LedgerDatabase,
  servicePointId: string,
): Promise<ServicePointRow | null> {
  const row = await db
    .selectFrom('service_point')
    .selectAll()
    .where('service_point_id', '=', servicePointId)
    .executeTakeFirst();
  return row ?? null;
}
