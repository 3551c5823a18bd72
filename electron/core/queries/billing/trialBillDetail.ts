import { trialBillDetail as trialBillDetailContract } from '#shared/contract/billing.ts';
import { ok } from '#shared/lib/result.ts';
import {
  listExceptionsOf,
  loadTrialBill,
  loadTrialLines,
} from '../../db/repositories/billing/billQueries.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { billFacts, exceptionFacts } from './billFacts.ts';

export const trialBillDetail = handleQuery(trialBillDetailContract, async (context, input) => {
  const { db } = context;
  const trial = await loadTrialBill(db, input.trialBillId);
  if (!trial) return context.refuse('not_found', { trialBillId: input.trialBillId });
  const exceptions = await listExceptionsOf(db, [trial.trial_bill_id]);
  return ok({
    trialBillId: trial.trial_bill_id,
    ...(await billFacts(db, trial, await loadTrialLines(db, trial.trial_bill_id))),
    state: trial.state,
    stopCode: trial.stop_code,
    stopDetail:
      trial.stop_detail_json === null
        ? null
        : (JSON.parse(trial.stop_detail_json) as Record<string, unknown>),
    previousKwh: trial.previous_kwh,
    previousMinor: trial.previous_minor,
    exceptions: exceptions.map((row) => ({
      ...exceptionFacts(row),
      reason: row.reason,
      resolvedByName: row.resolved_by_name,
      resolvedAt: row.resolved_at,
    })),
  });
});
