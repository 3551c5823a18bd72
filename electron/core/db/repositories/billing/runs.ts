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

/**
 * Whether readings or findings of the run's route and period came in after its calculation, or a correction of an
 * earlier bill of its service points did something: what this run counts on from.
 */
export async function readingsChangedSince(db: LedgerDatabase, run: BillRunRow): Promise<boolean> {
  const since = run.calculated_at;
  if (since === null) return true;
  // Point by point of the route: a join may as well begin with the period, and look at the whole office.
  const newer = await db
    .selectFrom('service_point')
    .select('service_point_id')
    .where('route_id', '=', run.route_id)
    .where(({ exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom('reading')
            .select('reading_id')
            .whereRef('reading.service_point_id', '=', 'service_point.service_point_id')
            .where('reading.period', '=', run.period)
            .where('reading.recorded_at', '>', since),
        ),
        exists(
          selectFrom('reading_anomaly')
            .select('anomaly_id')
            .whereRef('reading_anomaly.service_point_id', '=', 'service_point.service_point_id')
            .where('reading_anomaly.period', '=', run.period)
            .where('reading_anomaly.resolved_at', '>', since),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return newer !== undefined || (await correctedSince(db, run, since));
}

async function correctedSince(db: LedgerDatabase, run: BillRunRow, since: string): Promise<boolean> {
  const corrected = await db
    .selectFrom('bill_correction as correction')
    .innerJoin('service_point', 'service_point.service_point_id', 'correction.service_point_id')
    .select('correction.correction_id')
    .where('service_point.route_id', '=', run.route_id)
    .where('correction.period', '<=', run.period)
    .where(({ eb, exists, or, and, selectFrom }) =>
      or([
        eb('correction.proposed_at', '>', since),
        eb('correction.decided_at', '>', since),
        and([
          eb('correction.state', '=', 'open'),
          exists(
            selectFrom('reading')
              .select('reading_id')
              .whereRef('reading.service_point_id', '=', 'correction.service_point_id')
              .whereRef('reading.period', '=', 'correction.period')
              .where('reading.recorded_at', '>', since),
          ),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return corrected !== undefined;
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
  return Number(count);
}
