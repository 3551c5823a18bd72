import { billExceptionAccept, billExceptionSendBack } from '#shared/contract/billing.ts';
import type { Period } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import {
  loadExceptions,
  resolveExceptions,
  sendBackReadings,
} from '../../db/repositories/billing/exceptions.ts';
import { countOpenExceptions, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

/** Accepting and sending back differ only in what the exceptions become. */
function workExceptions(
  contract: typeof billExceptionAccept | typeof billExceptionSendBack,
  state: 'accepted' | 'sent_back',
) {
  return handleCommand(contract, async (context, input) => {
    const { tx, actor, now } = context;
    const run = await loadRun(tx, input.billRunId);
    if (!run) return context.refuse('run_not_found', { billRunId: input.billRunId });
    if (run.state !== 'calculated') return context.refuse('wrong_state', { state: run.state });
    const found = await loadExceptions(tx, run.bill_run_id, input.exceptionIds);
    for (const exceptionId of input.exceptionIds) {
      const known = found.get(exceptionId);
      if (known === undefined) return context.refuse('not_found', { exceptionId });
      if (known.state !== 'open') {
        return context.refuse('already_resolved', { exceptionId, state: known.state });
      }
    }
    const resolved = { state, resolved_by: actor.userId, resolved_at: now, reason: input.reason };
    await resolveExceptions(tx, input.exceptionIds, resolved);
    if (state === 'sent_back') {
      const { reason } = input;
      const sent = { period: run.period as Period, reason, now, newId: context.newId };
      await sendBackReadings(tx, [...found.values()], sent);
      context.publish('reading');
    }
    const openExceptionCount = await countOpenExceptions(tx, run.bill_run_id);
    await updateRun(tx, run, { open_exception_count: openExceptionCount });
    context.audit({
      subjectType: 'bill_run',
      subjectId: run.bill_run_id,
      detail: { outcome: state, exceptionIds: input.exceptionIds, reason: input.reason },
    });
    context.publish('billing');
    return ok({ billRunId: run.bill_run_id, changedCount: input.exceptionIds.length, openExceptionCount });
  });
}

export const acceptExceptions = workExceptions(billExceptionAccept, 'accepted');
export const sendBackExceptions = workExceptions(billExceptionSendBack, 'sent_back');
