import { billRunDetail as billRunDetailContract } from '#shared/contract/billing.ts';
import { preparedPart } from '#shared/domain/billing/billRun.ts';
import { EXCEPTION_RULES, EXCEPTION_SEVERITIES } from '#shared/domain/billing/exceptionRules.ts';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import {
  countByRule,
  countEstimated,
  loadNames,
  loadRunWithRoute,
  sumByItem,
  sumByTariff,
  sumIssued,
} from '../../db/repositories/billing/runQueries.ts';
import { billRunOf } from '../../db/repositories/billing/runs.ts';
import { sumTrialBills } from '../../db/repositories/billing/trialBills.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { runFacts } from './runFacts.ts';

export const billRunDetail = handleQuery(billRunDetailContract, async (context, input) => {
  const { db, actor } = context;
  const run = await loadRunWithRoute(db, input.billRunId);
  if (!run) return context.refuse('not_found', { billRunId: input.billRunId });
  const names = await loadNames(db, [
    run.created_by,
    run.calculated_by,
    run.submitted_by,
    run.approved_by,
    run.issued_by,
    run.cancelled_by,
  ]);
  const step = (userId: string | null, at: string | null) =>
    userId === null || at === null ? null : { userId, displayName: names.get(userId) ?? '', at };
  const counts = await countByRule(db, run.bill_run_id);
  return ok({
    run: runFacts(run),
    taxMinor: (await sumTrialBills(db, run.bill_run_id)).taxMinor,
    ...(await countEstimated(db, run.bill_run_id)),
    previous: await sumIssued(db, run.route_id, addMonths(run.period as Period, -1)),
    yearBefore: await sumIssued(db, run.route_id, addMonths(run.period as Period, -12)),
    byTariff: await sumByTariff(db, run.bill_run_id),
    byItem: await sumByItem(db, run.bill_run_id),
    byRule: EXCEPTION_RULES.flatMap((ruleCode) => {
      const own = counts.filter((row) => row.rule_code === ruleCode);
      if (own.length === 0) return [];
      const countOf = (state: string) =>
        own.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
      return [
        {
          ruleCode,
          // The office may have changed its mind between two calculations: the stricter one is shown.
          severity:
            EXCEPTION_SEVERITIES.find((severity) => own.some((row) => row.severity === severity)) ?? 'stop',
          openCount: countOf('open'),
          acceptedCount: countOf('accepted'),
          sentBackCount: countOf('sent_back'),
        },
      ];
    }),
    steps: {
      created: step(run.created_by, run.created_at),
      calculated: step(run.calculated_by, run.calculated_at),
      submitted: step(run.submitted_by, run.submitted_at),
      approved: step(run.approved_by, run.approved_at),
      issued: step(run.issued_by, run.issued_at),
      cancelled: step(run.cancelled_by, run.cancelled_at),
    },
    cancelReason: run.cancel_reason,
    samePersonAs: preparedPart(billRunOf(run), actor.userId),
  });
});
