import { billRunApprove } from '#shared/contract/billing.ts';
import { decideApproval } from '#shared/domain/billing/billRun.ts';
import { ok } from '#shared/lib/result.ts';
import { billRunOf, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const approveBillRun = handleCommand(billRunApprove, async (context, input) => {
  const { tx, actor, now } = context;
  const run = await loadRun(tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const decision = decideApproval(billRunOf(run), actor.userId, input);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateRun(tx, run, {
    state: decision.value,
    approved_by: actor.userId,
    approved_at: now,
  });
  context.audit({
    subjectType: 'bill_run',
    subjectId: run.bill_run_id,
    detail: { outcome: decision.value, billCount: run.bill_count, totalMinor: run.total_minor },
  });
  context.publish('billing');
  return ok({ billRunId: run.bill_run_id, version, state: decision.value });
});
