import { billRunCalculate } from '#shared/contract/billing.ts';
import { decideCalculation } from '#shared/domain/billing/billRun.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { hashBillingBasis } from '../../db/repositories/billing/basis.ts';
import { loadAccepted } from '../../db/repositories/billing/exceptions.ts';
import { billRunOf, countOpenExceptions, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { deleteTrialBills } from '../../db/repositories/billing/trialBills.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { calculateRoute } from './calculateRoute.ts';

export const calculateBillRun = handleCommand(billRunCalculate, async (context, input) => {
  const { tx, actor, now } = context;
  const run = await loadRun(tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const decision = decideCalculation(billRunOf(run), input.expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);

  const accepted = await loadAccepted(tx, run.bill_run_id);
  await deleteTrialBills(tx, run.bill_run_id);
  const totals = await calculateRoute(context, {
    billRunId: run.bill_run_id,
    routeId: run.route_id,
    period: run.period as Period,
    accepted,
    settingsJson: context.office.settings_json,
  });
  const openExceptionCount = await countOpenExceptions(tx, run.bill_run_id);
  const version = await updateRun(tx, run, {
    state: decision.value,
    bill_count: totals.billCount,
    stopped_count: totals.stoppedCount,
    open_exception_count: openExceptionCount,
    total_kwh: totals.totalKwh,
    total_minor: totals.totalMinor,
    calculated_by: actor.userId,
    calculated_at: now,
    basis_hash: await hashBillingBasis(tx, run),
    submitted_by: null,
    submitted_at: null,
  });
  const answer = {
    billRunId: run.bill_run_id,
    version,
    state: decision.value,
    ...totals,
    openExceptionCount,
  };
  context.audit({ subjectType: 'bill_run', subjectId: run.bill_run_id, detail: { ...answer } });
  context.publish('billing');
  return ok(answer);
});
