import { billRunCreate } from '#shared/contract/billing.ts';
import { ok } from '#shared/lib/result.ts';
import { isPeriodClosed } from '../../db/repositories/accounting/closedPeriods.ts';
import { listRoutePoints } from '../../db/repositories/billing/points.ts';
import { insertRun, loadOpenRun } from '../../db/repositories/billing/runs.ts';
import { loadRoute } from '../../db/repositories/customers/routes.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const createBillRun = handleCommand(billRunCreate, async (context, input) => {
  const { tx, actor, now } = context;
  const route = await loadRoute(tx, input.routeId);
  if (!route) return context.refuse('route_not_found', { routeId: input.routeId });
  if (await isPeriodClosed(tx, input.period))
    return context.refuse('period_closed', { period: input.period });
  const known = await loadOpenRun(tx, input.routeId, input.period);
  if (known) return context.refuse('run_exists', { billRunId: known.bill_run_id, state: known.state });
  if ((await listRoutePoints(tx, input.routeId)).length === 0) {
    return context.refuse('no_service_points', { routeNo: route.route_no });
  }
  const billRunId = context.newId();
  await insertRun(tx, {
    bill_run_id: billRunId,
    route_id: input.routeId,
    period: input.period,
    state: 'planned',
    version: 1,
    bill_count: 0,
    stopped_count: 0,
    open_exception_count: 0,
    total_kwh: '0',
    total_minor: 0,
    created_by: actor.userId,
    created_at: now,
    calculated_by: null,
    calculated_at: null,
    submitted_by: null,
    submitted_at: null,
    approved_by: null,
    approved_at: null,
    issued_by: null,
    issued_at: null,
    cancelled_by: null,
    cancelled_at: null,
    cancel_reason: null,
    basis_hash: null,
  });
  context.audit({
    subjectType: 'bill_run',
    subjectId: billRunId,
    detail: { routeNo: route.route_no, period: input.period },
  });
  context.publish('billing');
  return ok({ billRunId, version: 1, state: 'planned' });
});
