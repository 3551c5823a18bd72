import type { BillRunRow } from '../../db/schema/billing.ts';

type RunRow = BillRunRow & { readonly route_no: string; readonly route_name: string };

/** A run as lists show it. */
export function runFacts(run: RunRow) {
  return {
    billRunId: run.bill_run_id,
    routeId: run.route_id,
    routeNo: run.route_no,
    routeName: run.route_name,
    period: run.period,
    state: run.state,
    version: run.version,
    billCount: run.bill_count,
    stoppedCount: run.stopped_count,
    openExceptionCount: run.open_exception_count,
    totalKwh: run.total_kwh,
    totalMinor: run.total_minor,
    createdAt: run.created_at,
  };
}
