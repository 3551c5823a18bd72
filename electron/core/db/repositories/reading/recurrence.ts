import type { Period } from '#shared/domain/localDate.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import type { ReadingPolicy } from '#shared/domain/reading/policy.ts';
import { escalatedSeverity, monthsInARow } from '#shared/domain/reading/recurrence.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
import type { ReadingAnomalyRow } from '../../schema/reading.ts';
import { insertMany } from '../bulk.ts';
import { selectByKeys } from '../byKeys.ts';

type Subject = Pick<ReadingAnomalyRow, 'service_point_id' | 'rule_code' | 'register_code' | 'period'>;

const keyOf = ({ service_point_id, rule_code, register_code }: Omit<Subject, 'period'>) =>
  `${service_point_id} ${rule_code} ${register_code}`;

/** How many months in a row the same was found at a register; what was corrected does not count. */
export async function loadRecurrence(
  db: LedgerDatabase,
  rows: readonly Subject[],
): Promise<(row: Subject) => number> {
  const points = [...new Set(rows.map((row) => row.service_point_id))];
  const found = await selectByKeys(db, 'anomaly_months', points, [], (keys) =>
    db
      .selectFrom('reading_anomaly')
      .select(['service_point_id', 'rule_code', 'register_code', 'period'])
      .where('service_point_id', 'in', keys)
      .where('state', '<>', 'corrected'),
  );
  const months = new Map(
    [...groupBy(found, keyOf)].map(([key, all]) => [key, new Set(all.map(({ period }) => period))]),
  );
  return (row) => monthsInARow(row.period as Period, months.get(keyOf(row)) ?? new Set());
}

/**
 * Writes what checks found; a note that came back too often, by the office's own policy, waits for a person. Gives the
 * rows as written.
 */
export async function insertAnomalies(
  tx: LedgerTransaction,
  policy: ReadingPolicy,
  rows: readonly ReadingAnomalyRow[],
): Promise<readonly ReadingAnomalyRow[]> {
  if (rows.length === 0) return rows;
  const notes = rows.filter(({ severity }) => severity === 'note');
  const recurrence = await loadRecurrence(tx, notes);
  const written = rows.map((row) => {
    const { severity, state } = row;
    if (severity !== 'note') return row;
    const finding = { rule: row.rule_code as AnomalyRule, severity };
    const escalated = escalatedSeverity(finding, recurrence(row), policy);
    return { ...row, severity: escalated, state: escalated === 'note' ? state : ('open' as const) };
  });
  await insertMany(tx, 'reading_anomaly', written);
  return written;
}
