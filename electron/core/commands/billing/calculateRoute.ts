import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { trialBill } from '#shared/domain/billing/trialBill.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalText } from '#shared/domain/money.ts';
import { type ReadingPolicy, readingPolicyOf } from '#shared/domain/reading/policy.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { AcceptedBefore } from '../../db/repositories/billing/exceptions.ts';
import { listRoutePoints } from '../../db/repositories/billing/points.ts';
import { loadPrices } from '../../db/repositories/billing/prices.ts';
import { insertTrialRows, type TrialRows } from '../../db/repositories/billing/trialBills.ts';
import type { CommandContext } from '../../rpc/handlers.ts';
import { loadBillingPoints } from './billingPoints.ts';
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
    const pointOf = await loadBillingPoints(tx, part, run.period, prices);
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
