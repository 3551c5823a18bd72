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

/** Does a step with one run, by the commands that its own page sends, and cancels the one that runs. */
export function useRunStep(step: RunStep, period: string) {
  const create = useCommand(billRunCreate);
  const calculate = useCommand(billRunCalculate);
  const submit = useCommand(billRunSubmit);
  const approve = useCommand(billRunApprove);
  const issue = useCommand(billRunIssue);

  const calculated = async (run: RouteRun['run']): Promise<Ended<StepDone>> => {
    const { billRunId = '', version = 0 } = run ?? {};
    return calculate.attempt({ billRunId, expectedVersion: version });
  };

  const work = async ({ routeId, run, ...facts }: RouteRun): Promise<Ended<StepDone>> => {
    const at = { billRunId: run?.billRunId ?? '', expectedVersion: run?.version ?? 0 };
    const seen = { billCount: facts.billCount, openExceptionCount: null, totalMinor: facts.totalMinor };
    if (step === 'create') {
      const created = await create.attempt({ routeId, period });
      return 'output' in created ? calculated(created.output) : created;
    }
    if (step === 'calculate') return calculated(run);
    if (step === 'issue') {
      const issued = await issue.attempt(at);
      return 'output' in issued ? { output: { ...issued.output, openExceptionCount: null } } : issued;
    }
    const ended =
      step === 'submit'
        ? await submit.attempt(at)
        : await approve.attempt({
            ...at,
            seenTotalMinor: facts.totalMinor,
            seenBillCount: facts.billCount,
          });
    return 'output' in ended ? { output: seen } : ended;
  };

  const cancel = () => {
    calculate.cancel();
    issue.cancel();
  };
  return { work, cancel };
}
