import type { BillRun } from '#shared/domain/billing/billRun.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillRunRow } from '../../schema/billing.ts';

export async function loadRun(db: LedgerDatabase, billRunId: string): Promise<BillRunRow | undefined> {
  return db.selectFrom('bill_run').selectAll().where('bill_run_id', '=', billRunId).executeTakeFirst();
}

/** The run of a route and period that is not cancelled. */
export async function loadOpenRun(
  db: LedgerDatabase,
  routeId: string,
  period: string,
): Promise<BillRunRow | undefined> {
  return db
    .selectFrom('bill_run')
    .selectAll()
    .where('route_id', '=', routeId)
    .where('period', '=', period)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
}

/** What the decisions about a run look at. */
export function billRunOf(row: BillRunRow): BillRun {
  return {
    billRunId: row.bill_run_id,
    state: row.state,
    version: row.version,
    billCount: row.bill_count,
    totalMinor: row.total_minor,
    createdBy: row.created_by,
    calculatedBy: row.calculated_by,
    submittedBy: row.submitted_by,
  };
}

export async function insertRun(db: LedgerDatabase, row: BillRunRow): Promise<void> {
  await db.insertInto('bill_run').values(row).execute();
}

/** Changes a run and counts its version up; gives the new version. */
export async function updateRun(
  db: LedgerDatabase,
  run: BillRunRow,
  change: Partial<Omit<BillRunRow, 'bill_run_id' | 'version'>>,
): Promise<number> {
  const version = run.version + 1;
  const { numUpdatedRows } = await db
    .updateTable('bill_run')
    .set({ ...change, version })
    .where('bill_run_id', '=', run.bill_run_id)
    .where('version', '=', run.version)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, `one run must change: ${run.bill_run_id}`);
  return version;
}

/** `stop` and `confirm` exceptions that nobody has accepted. */
export async function countOpenExceptions(db: LedgerDatabase, billRunId: string): Promise<number> {
  const { count } = await db
    .selectFrom('bill_exception')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bill_run_id', '=', billRunId)
    .where('severity', 'in', ['stop', 'confirm'])
    .where('state', '<>', 'accepted')
    .executeTakeFirstOrThrow();
  return count;
}
