import type { QuantityTexts } from '#shared/domain/billing/billContent.ts';
import { demandBefore } from '#shared/domain/billing/whatIf.ts';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import { selectByKeys } from '../byKeys.ts';
import { standingBills } from './issuedMonths.ts';

/** Further back no ratchet looks. */
const MONTHS = 24;

/** The highest demand of earlier months as it was billed, by service point, the latest last; mirrored bills count nothing. */
export async function loadDemandHistory(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
  period: Period,
): Promise<(servicePointId: string) => ReturnType<typeof demandBefore>> {
  const span = [addMonths(period, -MONTHS), period];
  const rows = await selectByKeys(
    db,
    'demand_history',
    servicePointIds,
    span,
    (keys, [since = '', before = '']) =>
      standingBills(db)
        .select(['bill_id', 'service_point_id', 'period', 'quantities_json'])
        .where('service_point_id', 'in', keys)
        .where('period', '>=', since)
        .where('period', '<', before)
        .orderBy('period'),
  );
  const byPoint = groupBy(rows, (row) => row.service_point_id);
  return (servicePointId) =>
    demandBefore(
      (byPoint.get(servicePointId) ?? []).map((row) => ({
        period: row.period as Period,
        quantities: JSON.parse(row.quantities_json) as QuantityTexts,
      })),
    );
}
