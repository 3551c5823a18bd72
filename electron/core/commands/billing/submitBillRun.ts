import { billRunSubmit } from '#shared/contract/billing.ts';
import { decideSubmission } from '#shared/domain/billing/billRun.ts';
import { ok } from '#shared/lib/result.ts';
import { hashBillingBasis } from '../../db/repositories/billing/basis.ts';
import { readingsChangedSince } from '../../db/repositories/billing/newerReadings.ts';
import { billRunOf, countOpenExceptions, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const submitBillRun = handleCommand(billRunSubmit, async (context, input) => {
  const { tx, actor, now } = context;
  const run = await loadRun(tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const decision = decideSubmission(billRunOf(run), {
    expectedVersion: input.expectedVersion,
    readingsChanged: await readingsChangedSince(tx, run),
    basisChanged: (await hashBillingBasis(tx, run)) !== run.basis_hash,
    openExceptionCount: await countOpenExceptions(tx, run.bill_run_id),
  });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateRun(tx, run, {
    state: decision.value,
    open_exception_count: 0,
    submitted_by: actor.userId,
    submitted_at: now,
  });
  context.audit({
    subjectType: 'bill_run',
    subjectId: run.bill_run_id,
    detail: { outcome: decision.value, billCount: run.bill_count, totalMinor: run.total_minor },
  });
  context.publish('billing');
  return ok({ billRunId: run.bill_run_id, version, state: decision.value });
});
