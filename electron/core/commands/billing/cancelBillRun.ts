import { billRunCancel } from '#shared/contract/billing.ts';
import { decideCancellation } from '#shared/domain/billing/billRun.ts';
import { ok } from '#shared/lib/result.ts';
import { billRunOf, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const cancelBillRun = handleCommand(billRunCancel, async (context, input) => {
  const { tx, actor, now } = context;
  const run = await loadRun(tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const decision = decideCancellation(billRunOf(run), input.expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateRun(tx, run, {
    state: decision.value,
    cancelled_by: actor.userId,
    cancelled_at: now,
    cancel_reason: input.reason,
  });
  context.audit({
    subjectType: 'bill_run',
    subjectId: run.bill_run_id,
    detail: { outcome: decision.value, reason: input.reason },
  });
  context.publish('billing');
  return ok({ billRunId: run.bill_run_id, version, state: decision.value });
});
