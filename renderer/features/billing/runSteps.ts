import {
  billRunApprove,
  billRunCalculate,
  billRunCreate,
  billRunIssue,
  type billRunPage,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { BillRunState } from '#shared/domain/billing/billRunState.ts';
import { type Ended, useCommand } from '../../api/useCommand.ts';

/** What is done with the runs of several routes at once, in the order of a month. */
export const RUN_STEPS = ['create', 'calculate', 'submit', 'approve', 'issue'] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** The states of the runs that a step is for; `null` for routes that have none. */
export const STATES_BEFORE: Readonly<Record<RunStep, readonly BillRunState[] | null>> = {
  create: null,
  calculate: ['planned', 'calculated'],
  submit: ['calculated'],
  approve: ['submitted'],
  issue: ['approved'],
};

/** A run as the list shows it, or a route of which none is there yet. */
export type RouteRun = Pick<
  OutputOf<typeof billRunPage>['rows'][number],
  'routeId' | 'routeNo' | 'routeName' | 'billCount' | 'stoppedCount' | 'openExceptionCount' | 'totalMinor'
> & { readonly run: { readonly billRunId: string; readonly version: number } | null };

export type StepDone = {
  readonly billCount: number;
  readonly openExceptionCount: number | null;
  readonly totalMinor: number;
};

const atVersion = ({ billRunId, version }: { readonly billRunId: string; readonly version: number }) => ({
  billRunId,
  expectedVersion: version,
});

/** Does a step with one run, by the commands that its own page sends, and cancels the one that runs. */
export function useRunStep(step: RunStep, period: string) {
  const create = useCommand(billRunCreate);
  const calculate = useCommand(billRunCalculate);
  const submit = useCommand(billRunSubmit);
  const approve = useCommand(billRunApprove);
  const issue = useCommand(billRunIssue);

  const work = async ({ routeId, run, billCount, totalMinor }: RouteRun): Promise<Ended<StepDone>> => {
    if (run === null) {
      const created = await create.attempt({ routeId, period });
      return 'output' in created ? calculate.attempt(atVersion(created.output)) : created;
    }
    const at = atVersion(run);
    if (step === 'calculate') return calculate.attempt(at);
    const seen = { seenTotalMinor: totalMinor, seenBillCount: billCount };
    const ended =
      step === 'submit'
        ? await submit.attempt(at)
        : step === 'approve'
          ? await approve.attempt({ ...at, ...seen })
          : await issue.attempt(at);
    return 'output' in ended ? { output: { billCount, totalMinor, openExceptionCount: null } } : ended;
  };

  const cancel = () => {
    calculate.cancel();
    issue.cancel();
  };
  return { work, cancel };
}
