import { billRunIssue } from '#shared/contract/billing.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { billNoOf } from '#shared/domain/billing/billNo.ts';
import { decideIssue } from '#shared/domain/billing/billRun.ts';
import { addDays, type Period } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { isPeriodClosed } from '../../db/repositories/accounting/closedPeriods.ts';
import { takeNumbers } from '../../db/repositories/accounting/numberSequence.ts';
import { hashBillingBasis } from '../../db/repositories/billing/basis.ts';
import { issueBills } from '../../db/repositories/billing/issue.ts';
import { readingsChangedSince } from '../../db/repositories/billing/newerReadings.ts';
import { billRunOf, loadRun, updateRun } from '../../db/repositories/billing/runs.ts';
import { findAlreadyBilled, sumTrialBills } from '../../db/repositories/billing/trialBills.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const issueBillRun = handleCommand(billRunIssue, async (context, input) => {
  const { tx, actor, now, businessDate } = context;
  const run = await loadRun(tx, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  if (await isPeriodClosed(tx, run.period)) return context.refuse('period_closed', { period: run.period });
  const decision = decideIssue(billRunOf(run), actor.userId, {
    expectedVersion: input.expectedVersion,
    readingsChanged: await readingsChangedSince(tx, run),
    basisChanged: (await hashBillingBasis(tx, run)) !== run.basis_hash,
    alreadyBilled: await findAlreadyBilled(tx, run.bill_run_id),
    found: await sumTrialBills(tx, run.bill_run_id),
  });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);

  const settings = billingSettingsOf(JSON.parse(context.office.settings_json));
  const period = run.period as Period;
  const firstSerial = await takeNumbers(tx, `bill.${period}`, run.bill_count);
  const { prepaidMinor } = await issueBills(tx, {
    billRunId: run.bill_run_id,
    period,
    firstSerial,
    dueOn: addDays(businessDate, settings.dueAfterDays),
    issuedOn: businessDate,
    issuedBy: actor.userId,
    issuedAt: now,
    newId: context.newId,
    checkpoint: (done) => context.checkpoint(done, run.bill_count),
  });
  const version = await updateRun(tx, run, {
    state: decision.value,
    issued_by: actor.userId,
    issued_at: now,
  });
  const answer = {
    billRunId: run.bill_run_id,
    version,
    state: decision.value,
    billCount: run.bill_count,
    totalMinor: run.total_minor,
    prepaidMinor,
    firstBillNo: billNoOf(period, firstSerial),
    lastBillNo: billNoOf(period, firstSerial + run.bill_count - 1),
  };
  context.audit({ subjectType: 'bill_run', subjectId: run.bill_run_id, detail: { ...answer } });
  context.publish('billing');
  context.publish('collection');
  return ok(answer);
});
