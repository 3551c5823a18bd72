import type { LedgerDatabase } from '../../database.ts';
import type { BillExceptionRow } from '../../schema/billing.ts';

/** States of these exceptions of a run, by id; those that are not the run's are missing. */
export async function loadExceptions(
  db: LedgerDatabase,
  billRunId: string,
  exceptionIds: readonly string[],
): Promise<ReadonlyMap<string, BillExceptionRow['state']>> {
  const rows = await db
    .selectFrom('bill_exception')
    .select(['exception_id', 'state'])
    .where('bill_run_id', '=', billRunId)
    .where('exception_id', 'in', exceptionIds)
    .execute();
  return new Map(rows.map((row) => [row.exception_id, row.state]));
}

export async function resolveExceptions(
  db: LedgerDatabase,
  exceptionIds: readonly string[],
  resolved: Pick<BillExceptionRow, 'state' | 'resolved_by' | 'resolved_at' | 'reason'>,
): Promise<void> {
  await db
    .updateTable('bill_exception')
    .set((eb) => ({ ...resolved, version: eb('version', '+', 1) }))
    .where('exception_id', 'in', exceptionIds)
    .execute();
}
