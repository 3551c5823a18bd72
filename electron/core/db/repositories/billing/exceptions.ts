import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { BillExceptionRow } from '../../schema/billing.ts';
import type { ReadingAnomalyRow } from '../../schema/reading.ts';
import { insertMany } from '../bulk.ts';
import { selectByKeys } from '../byKeys.ts';
import { anomalyRow } from '../reading/anomalies.ts';

/** These exceptions of a run by id; those that are not the run's are missing. */
export async function loadExceptions(
  db: LedgerDatabase,
  billRunId: string,
  exceptionIds: readonly string[],
): Promise<ReadonlyMap<string, BillExceptionRow>> {
  const rows = await db
    .selectFrom('bill_exception')
    .selectAll()
    .where('bill_run_id', '=', billRunId)
    .where('exception_id', 'in', exceptionIds)
    .execute();
  return new Map(rows.map((row) => [row.exception_id, row]));
}

type Resolution = Pick<BillExceptionRow, 'state' | 'resolved_by' | 'resolved_at' | 'reason'>;

export async function resolveExceptions(
  db: LedgerDatabase,
  exceptionIds: readonly string[],
  resolved: Resolution,
): Promise<void> {
  await db
    .updateTable('bill_exception')
    .set((eb) => ({ ...resolved, version: eb('version', '+', 1) }))
    .where('exception_id', 'in', exceptionIds)
    .execute();
}

type ExceptionFacts = Pick<BillExceptionRow, 'service_point_id' | 'rule_code' | 'detail_json'>;

/** Gives what a person accepted of an exception of the same service point, rule and figures. */
export type AcceptedBefore = (exception: ExceptionFacts) => Resolution | null;

/** An exception that a person accepted. */
export type AcceptedException = ExceptionFacts & Resolution;

/** What was accepted in a run. */
export async function loadAccepted(
  db: LedgerDatabase,
  billRunId: string,
): Promise<readonly AcceptedException[]> {
  return db
    .selectFrom('bill_exception')
    .select(['service_point_id', 'rule_code', 'detail_json', 'state', 'resolved_by', 'resolved_at', 'reason'])
    .where('bill_run_id', '=', billRunId)
    .where('state', '=', 'accepted')
    .execute();
}

/** What was accepted is kept over a new calculation as long as the figures stay the same. */
export function acceptedBefore(rows: readonly AcceptedException[]): AcceptedBefore {
  const keyOf = (row: ExceptionFacts) => `${row.service_point_id} ${row.rule_code} ${row.detail_json}`;
  const accepted = new Map(
    rows.map((row) => {
      const { state, resolved_by, resolved_at, reason } = row;
      return [keyOf(row), { state, resolved_by, resolved_at, reason }];
    }),
  );
  return (exception) => accepted.get(keyOf(exception)) ?? null;
}

/**
 * Puts the readings behind these exceptions on the reading desk's worklist, each once. A service
 * point without a reading of the period is on it already, as missing.
 */
export async function sendBackReadings(
  db: LedgerDatabase,
  exceptions: readonly BillExceptionRow[],
  sent: {
    readonly period: Period;
    readonly reason: string;
    readonly now: string;
    readonly newId: () => string;
  },
): Promise<void> {
  const ids = exceptions.map((one) => one.service_point_id);
  const readings = await selectByKeys(db, 'sent_back_readings', ids, [sent.period], (keys, [period = '']) =>
    db
      .selectFrom('reading')
      .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
      .leftJoin('reading_anomaly', (join) =>
        join
          .onRef('reading_anomaly.reading_id', '=', 'reading.reading_id')
          .onRef('reading_anomaly.service_point_id', '=', 'reading.service_point_id')
          .on('reading_anomaly.rule_code', '=', 'sent_back')
          .on('reading_anomaly.state', '=', 'open'),
      )
      .select(['reading.reading_id', 'reading.service_point_id', 'reading.meter_id'])
      .where('reading.service_point_id', 'in', keys)
      .where('reading.period', '=', period)
      .where('reading.register_code', '=', 'total')
      .where('reading.kind', 'in', ['cycle', 'special', 'removal'])
      .where('newer.reading_id', 'is', null)
      .where('reading_anomaly.anomaly_id', 'is', null)
      .orderBy('reading.read_on'),
  );
  const latest = new Map(readings.map((reading) => [reading.service_point_id, reading]));
  const rows: ReadingAnomalyRow[] = [];
  for (const [servicePointId, { reading_id, meter_id }] of latest) {
    const rules = exceptions.filter((one) => one.service_point_id === servicePointId);
    rows.push(
      anomalyRow(
        sent.newId(),
        sent.now,
        { servicePointId, meterId: meter_id, period: sent.period, readingId: reading_id },
        {
          rule: 'sent_back',
          severity: 'confirm',
          registerCode: 'total',
          detail: { rules: rules.map((one) => one.rule_code).join(' '), reason: sent.reason },
        },
      ),
    );
  }
  await insertMany(db, 'reading_anomaly', rows);
}
