import { billRunReturn } from '#shared/contract/billing.ts';
import { decideReturn } from '#shared/domain/billing/billRun.ts';
import { ok } from '#shared/lib/result.ts';
import { billRunOf, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const returnBillRun = handleCommand(billRunReturn, async (context, input) => {
  const run = await loadRun(context.tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const decision = decideReturn(billRunOf(run), input.expectedVersion);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateRun(context.tx, run, {
    state: decision.value,
    submitted_by: null,
    submitted_at: null,
    approved_by: null,
    approved_at: null,
  });
  context.audit({
    subjectType: 'bill_run',
    subjectId: run.bill_run_id,
    detail: { outcome: 'returned', reason: input.reason },
  });
  context.publish('billing');
  return ok({ billRunId: run.bill_run_id, version, state: decision.value });
});
