import type { LocalDate } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { TariffAssignmentRow } from '../../schema/customers.ts';

export async function endAssignment(
  db: LedgerDatabase,
  assignmentId: string,
  endOn: LocalDate,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('tariff_assignment')
    .set({ end_on: endOn })
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one assignment must end: ${assignmentId}`);
}

export async function insertAssignment(db: LedgerDatabase, row: TariffAssignmentRow): Promise<void> {
  await db.insertInto('tariff_assignment').values(row).execute();
}

/** The day up to which a service point was billed. */
export async function loadBilledUntil(db: LedgerDatabase, servicePointId: string): Promise<LocalDate | null> {
  const row = await db
    .selectFrom('bill')
    .select((eb) => eb.fn.max<string | null>('end_on').as('end_on'))
    .where('service_point_id', '=', servicePointId)
    .executeTakeFirst();
  return (row?.end_on ?? null) as LocalDate | null;
}
