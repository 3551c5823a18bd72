import { type BillingSettings, billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { trialBill } from '#shared/domain/billing/trialBill.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import { type ReadingPolicy, readingPolicyOf } from '#shared/domain/reading/policy.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { SharedWork, Sharing, WorkPlace } from '../../aside/helper.ts';
import { shareWork } from '../../aside/shareWork.ts';
import {
  type AcceptedBefore,
  type AcceptedException,
  acceptedBefore,
} from '../../db/repositories/billing/exceptions.ts';
import { listRoutePoints, type RoutePoint } from '../../db/repositories/billing/points.ts';
import { loadPrices } from '../../db/repositories/billing/prices.ts';
import { insertTrialRows, type TrialRows } from '../../db/repositories/billing/trialBills.ts';
import { loadBillingPoints } from './billingPoints.ts';
import { trialRows } from './trialRows.ts';

type Run = { readonly billRunId: string; readonly period: Period };

/** What the calculation of all parts of a route depends on, as plain data. */
type Calculation = Run & {
  readonly accepted: readonly AcceptedException[];
  /** `office.settings_json`. */
  readonly settingsJson: string;
};

export type RouteTotals = {
  readonly billCount: number;
  readonly stoppedCount: number;
  readonly totalKwh: string;
  readonly totalMinor: number;
};

/** So few that a helper can take its share of one route; the size of a list that statements are made for. */
const POINTS_A_SHARED_PART = 128;
/** As many as one statement asks for: without a helper fewer statements are faster, above all on a server. */
const POINTS_A_PART = 1000;

/** Calculates the bills of some service points on trial and stores the results. */
export const routeCalculation: SharedWork<Calculation, readonly RoutePoint[], RouteTotals> = {
  name: 'route_calculation',
  async begin(place, { billRunId, period, accepted, settingsJson }) {
    const office: unknown = JSON.parse(settingsJson);
    const known = {
      run: { billRunId, period, acceptedBefore: acceptedBefore(accepted) },
      prices: await loadPrices(place.tx),
      settings: billingSettingsOf(office),
      policyOf: policiesOf(office),
    };
    return (part) => calculatePart(place, known, part);
  },
};

type Known = {
  readonly run: Run & { readonly acceptedBefore: AcceptedBefore };
  readonly prices: Awaited<ReturnType<typeof loadPrices>>;
  readonly settings: BillingSettings;
  readonly policyOf: (customerClass: string) => ReadingPolicy;
};

function policiesOf(office: unknown): Known['policyOf'] {
  const policies = new Map<string, ReadingPolicy>();
  return (customerClass) => {
    let policy = policies.get(customerClass);
    if (!policy) {
      policy = readingPolicyOf(office, customerClass);
      policies.set(customerClass, policy);
    }
    return policy;
  };
}

async function calculatePart(
  { tx, newId }: WorkPlace,
  { run, prices, settings, policyOf }: Known,
  part: readonly RoutePoint[],
): Promise<RouteTotals> {
  const pointOf = await loadBillingPoints(tx, part, run.period, prices);
  const rows: TrialRows = { bills: [], lines: [], exceptions: [] };
  let [billCount, stoppedCount, totalMinor] = [0, 0, 0];
  let totalKwh = new Decimal(0);
  for (const point of part) {
    const source = pointOf(point);
    const result = trialBill(source, settings, policyOf(point.customer_class));
    if (trialRows(rows, run, point, source, result, newId) === 'stopped') {
      stoppedCount += 1;
      continue;
    }
    billCount += 1;
    totalMinor += result.totalMinor;
    totalKwh = totalKwh.plus(result.quantities.total);
  }
  await insertTrialRows(tx, rows);
  return { billCount, stoppedCount, totalKwh: decimalText(totalKwh), totalMinor };
}

/** Calculates every service point of a route on trial, part by part, and stores the results. */
export async function calculateRoute(
  sharing: Sharing,
  { routeId, ...calculation }: Calculation & { readonly routeId: string },
): Promise<RouteTotals> {
  const points = await listRoutePoints(sharing.tx, routeId);
  const parts = chunked(points, sharing.helper ? POINTS_A_SHARED_PART : POINTS_A_PART);
  const totals = await shareWork(sharing, routeCalculation, calculation, parts, ({ length }) => length);
  const sumOf = (field: 'billCount' | 'stoppedCount' | 'totalMinor') =>
    totals.reduce((sum, part) => sum + part[field], 0);
  return {
    billCount: sumOf('billCount'),
    stoppedCount: sumOf('stoppedCount'),
    totalKwh: decimalText(
      totals.reduce((sum, { totalKwh }) => sum.plus(decimalOf(totalKwh)), new Decimal(0)),
    ),
    totalMinor: sumOf('totalMinor'),
  };
}
