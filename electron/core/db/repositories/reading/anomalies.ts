import type { Period } from '#shared/domain/localDate.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import type { Finding } from '#shared/domain/reading/finding.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReadingAnomalyRow } from '../../schema/reading.ts';
import { selectByKeys } from '../byKeys.ts';

/** Rules that look at a service point's period as a whole, not at one reading. */
export const POINT_RULES: readonly AnomalyRule[] = [
  'missing',
  'period_sum',
  'valley_share',
  'reactive_without_active',
];

/** Rules that compare with what a file said; the file is not at hand when a reading is checked again. */
export const STATED_RULES: readonly AnomalyRule[] = ['multiplier_differs', 'previous_differs', 'other_route'];

export type AnomalySubject = {
  readonly servicePointId: string;
  readonly meterId: string;
  readonly period: Period;
  readonly readingId: string | null;
};

export function anomalyRow(
  anomalyId: string,
  now: string,
  subject: AnomalySubject,
  finding: Finding,
): ReadingAnomalyRow {
  return {
    anomaly_id: anomalyId,
    service_point_id: subject.servicePointId,
    meter_id: subject.meterId,
    register_code: finding.registerCode,
    period: subject.period,
    reading_id: subject.readingId,
    rule_code: finding.rule,
    severity: finding.severity,
    state: finding.severity === 'note' ? 'noted' : 'open',
    detail_json: JSON.stringify(finding.detail),
    resolved_by: null,
    resolved_at: null,
    resolution_reason: null,
    version: 1,
    created_at: now,
  };
}

/** Anomalies of service points whose cause still holds (open, noted or confirmed). */
export async function loadStandingAnomalies(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<ReadingAnomalyRow[]> {
  return selectByKeys(db, 'standing_anomalies', servicePointIds, [], (keys) =>
    db
      .selectFrom('reading_anomaly')
      .selectAll()
      .where('service_point_id', 'in', keys)
      .where('state', 'in', ['open', 'noted', 'confirmed']),
  );
}

export async function loadAnomaly(db: LedgerDatabase, anomalyId: string): Promise<ReadingAnomalyRow | null> {
  const row = await db
    .selectFrom('reading_anomaly')
    .selectAll()
    .where('anomaly_id', '=', anomalyId)
    .executeTakeFirst();
  return row ?? null;
}

/** The cause is gone, by what this person did. */
export async function markCorrected(
  db: LedgerDatabase,
  anomalies: readonly ReadingAnomalyRow[],
  by: { readonly userId: string; readonly now: string; readonly reason: string | null },
): Promise<void> {
  for (const { anomaly_id, version } of anomalies) {
    await db
      .updateTable('reading_anomaly')
      .set({
        state: 'corrected',
        resolved_by: by.userId,
        resolved_at: by.now,
        resolution_reason: by.reason,
        version: version + 1,
      })
      .where('anomaly_id', '=', anomaly_id)
      .execute();
  }
}

export async function markConfirmed(
  db: LedgerDatabase,
  anomaly: ReadingAnomalyRow,
  by: { readonly userId: string; readonly now: string; readonly reason: string },
): Promise<void> {
  await db
    .updateTable('reading_anomaly')
    .set({
      state: 'confirmed',
      resolved_by: by.userId,
      resolved_at: by.now,
      resolution_reason: by.reason,
      version: anomaly.version + 1,
    })
    .where('anomaly_id', '=', anomaly.anomaly_id)
    .execute();
}

export type Reconciled = { readonly gone: ReadingAnomalyRow[]; readonly fresh: Finding[] };

/**
 * Compares what a check finds now with what was found before. The same finding with the same numbers
 * stays as it is, also confirmed; one with other numbers has to be looked at again.
 */
export function reconcileFindings(
  before: readonly ReadingAnomalyRow[],
  findings: readonly Finding[],
): Reconciled {
  const isSame = (row: ReadingAnomalyRow, finding: Finding) =>
    row.rule_code === finding.rule &&
    row.register_code === finding.registerCode &&
    row.detail_json === JSON.stringify(finding.detail);
  return {
    gone: before.filter((row) => !findings.some((finding) => isSame(row, finding))),
    fresh: findings.filter((finding) => !before.some((row) => isSame(row, finding))),
  };
}
