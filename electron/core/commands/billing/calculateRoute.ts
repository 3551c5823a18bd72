import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { type BillingPoint, trialBill } from '#shared/domain/billing/trialBill.ts';
import { addMonths, type LocalDate, type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import { type ReadingPolicy, readingPolicyOf } from '#shared/domain/reading/policy.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { AcceptedBefore } from '../../db/repositories/billing/exceptions.ts';
import {
  countOpenAnomalies,
  listRoutePoints,
  loadAssignments,
  loadBilledBefore,
  loadInstallations,
  type RoutePoint,
} from '../../db/repositories/billing/points.ts';
import { loadPrices } from '../../db/repositories/billing/prices.ts';
import { insertTrialRows, type TrialRows } from '../../db/repositories/billing/trialBills.ts';
import { loadSegments } from '../../db/repositories/reading/series.ts';
import type { CommandContext } from '../../rpc/handlers.ts';
import { trialRows } from './trialRows.ts';

type Context = Pick<CommandContext, 'tx' | 'office' | 'newId' | 'checkpoint'>;
type Run = {
  readonly billRunId: string;
  readonly routeId: string;
  readonly period: Period;
  readonly acceptedBefore: AcceptedBefore;
};

export type RouteTotals = {
  readonly billCount: number;
  readonly stoppedCount: number;
  readonly totalKwh: string;
  readonly totalMinor: number;
};

const POINTS_A_PART = 1000;
/** Months before the period whose readings are taken first; older ones only where these do not reach. */
const RECENT_MONTHS = 2;

/** Calculates every service point of a route on trial, part by part, and stores the results. */
export async function calculateRoute(context: Context, run: Run): Promise<RouteTotals> {
  const { tx } = context;
  const settingsJson: unknown = JSON.parse(context.office.settings_json);
  const settings = billingSettingsOf(settingsJson);
  const policies = new Map<string, ReadingPolicy>();
  const prices = await loadPrices(tx);
  const points = await listRoutePoints(tx, run.routeId);
  let [billCount, stoppedCount, totalMinor, done] = [0, 0, 0, 0];
  let totalKwh = new Decimal(0);
  for (const part of chunked(points, POINTS_A_PART)) {
    const pointOf = await loadPart(context, part, run.period, prices);
    const rows: TrialRows = { bills: [], lines: [], exceptions: [] };
    for (const point of part) {
      let policy = policies.get(point.customer_class);
      if (!policy) {
        policy = readingPolicyOf(settingsJson, point.customer_class);
        policies.set(point.customer_class, policy);
      }
      const source = pointOf(point);
      const result = trialBill(source, settings, policy);
      if (trialRows(rows, run, point, source, result, context.newId) === 'stopped') {
        stoppedCount += 1;
        continue;
      }
      billCount += 1;
      totalMinor += result.totalMinor;
      totalKwh = totalKwh.plus(result.quantities.total);
    }
    await insertTrialRows(tx, rows);
    done += part.length;
    await context.checkpoint(done, points.length);
  }
  return { billCount, stoppedCount, totalKwh: decimalText(totalKwh), totalMinor };
}

/** Loads what the bills of a part depend on, in a handful of statements, and hands it out by point. */
async function loadPart(
  { tx }: Context,
  part: readonly RoutePoint[],
  period: Period,
  prices: Awaited<ReturnType<typeof loadPrices>>,
): Promise<(point: RoutePoint) => BillingPoint> {
  const ids = part.map((point) => point.service_point_id);
  const billedBefore = await loadBilledBefore(tx, ids, period);
  const installationsOf = await loadInstallations(tx, ids);
  const assignments = await loadAssignments(tx, ids);
  const openAnomalies = await countOpenAnomalies(tx, ids, period);
  const since = spanOfPeriod(addMonths(period, -RECENT_MONTHS)).startOn;
  const oldest = [...billedBefore.values()].map((billed) => billed.billedUntil).sort()[0];
  const segments = await loadSegments(tx, ids, oldest !== undefined && oldest < since ? oldest : since);
  return (point) => {
    const id = point.service_point_id;
    const billed = billedBefore.get(id);
    return {
      period,
      capacityKva: point.capacity_kva === null ? null : decimalOf(point.capacity_kva),
      householdSize: point.household_size,
      installations: installationsOf(id),
      segments: segments.get(id) ?? [],
      billedUntil: billed?.billedUntil ?? null,
      assignments: (assignments.get(id) ?? []).map((row) => ({
        startOn: row.start_on as LocalDate,
        endOn: row.end_on as LocalDate | null,
        versions: prices.get(row.tariff_id) ?? [],
      })),
      usedThisYear: billed?.usedThisYear ?? new Decimal(0),
      previous: billed?.previous ?? null,
      isFirst: billed === undefined,
      openAnomalyCount: openAnomalies.get(id) ?? 0,
    };
  };
}
