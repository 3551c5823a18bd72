import type { BillingPoint } from '#shared/domain/billing/trialBill.ts';
import { addDays, addMonths, type LocalDate, type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { showsHighest } from '#shared/domain/reading/registers.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadDemandHistory } from '../../db/repositories/billing/demandHistory.ts';
import {
  countOpenAnomalies,
  loadAssignments,
  loadBilledBefore,
  loadInstallations,
  type RoutePoint,
} from '../../db/repositories/billing/points.ts';
import type { loadPrices } from '../../db/repositories/billing/prices.ts';
import { listSubSupplies, subSuppliesOn } from '../../db/repositories/customers/subSupplies.ts';
import { loadSupplyTerms } from '../../db/repositories/customers/supplyTerms.ts';
import { loadSegments } from '../../db/repositories/reading/series.ts';
import { relationChanges } from './relationChanges.ts';
import { subSources } from './subSources.ts';

/** Months before the period whose readings are taken first; older ones only where these do not reach. */
const RECENT_MONTHS = 2;

/** Loads what the bills of some service points depend on, in a handful of statements, and hands it out by point. */
export async function loadBillingPoints(
  db: LedgerDatabase,
  part: readonly RoutePoint[],
  period: Period,
  prices: Awaited<ReturnType<typeof loadPrices>>,
): Promise<(point: RoutePoint) => BillingPoint> {
  const ids = part.map((point) => point.service_point_id);
  const lastDay = addDays(spanOfPeriod(period).endOn, -1);
  const stated = await listSubSupplies(db, ids);
  const relations = subSuppliesOn(stated, lastDay);
  const metered = [
    ...new Set([...ids, ...stated.flatMap((row) => [row.child_id, row.parent_id ?? []].flat())]),
  ];
  const billedBefore = await loadBilledBefore(db, metered, period);
  const installationsOf = await loadInstallations(db, metered);
  const assignments = await loadAssignments(db, ids);
  const supplyTermsOf = await loadSupplyTerms(db, metered);
  const demandHistoryOf = await loadDemandHistory(db, metersDemand(ids, installationsOf), period);
  const openAnomalies = await countOpenAnomalies(db, ids, period);
  const since = spanOfPeriod(addMonths(period, -RECENT_MONTHS)).startOn;
  const oldest = [...billedBefore.values()].map((billed) => billed.billedUntil).sort()[0];
  const segments = await loadSegments(db, metered, oldest !== undefined && oldest < since ? oldest : since);
  const meterOf = (id: string) => ({
    period,
    billedUntil: billedBefore.get(id)?.billedUntil ?? null,
    installations: installationsOf(id),
    segments: segments.get(id) ?? [],
    supplyTerms: supplyTermsOf(id),
    previous: billedBefore.get(id)?.previous ?? null,
  });
  const { behindOf, subPointsOf } = subSources(relations, meterOf);
  const changesOf = relationChanges(stated, meterOf);
  return (point) => {
    const id = point.service_point_id;
    const billed = billedBefore.get(id);
    return {
      customerClass: point.customer_class,
      ...demandHistoryOf(id),
      capacityKva: point.capacity_kva === null ? null : decimalOf(point.capacity_kva),
      householdSize: point.household_size,
      ...meterOf(id),
      subPoints: subPointsOf(id),
      behind: behindOf(id),
      relationChanges: changesOf(id),
      assignments: (assignments.get(id) ?? []).map((row) => ({
        startOn: row.start_on as LocalDate,
        endOn: row.end_on as LocalDate | null,
        versions: prices.get(row.tariff_id) ?? [],
      })),
      usedThisYear: billed?.usedThisYear ?? new Decimal(0),
      isFirst: billed === undefined,
      openAnomalyCount: openAnomalies.get(id) ?? 0,
    };
  };
}

/** The service points of which some meter shows maximum demand: only their earlier demand is looked up. */
function metersDemand(
  ids: readonly string[],
  installationsOf: (servicePointId: string) => BillingPoint['installations'],
): readonly string[] {
  return ids.filter((id) => installationsOf(id).some(({ registers }) => registers.some(showsHighest)));
}
