import { Flex, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billRunPage } from '#shared/contract/billing.ts';
import { routeList } from '#shared/contract/customers.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { useSeveral } from '../../api/useSeveral.ts';
import { Money } from '../../ui/Amount.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { moneyText } from '../../ui/grouped.ts';
import { SeveralDialog } from '../../ui/SeveralDialog.tsx';
import {
  type RouteRun,
  RUN_STEPS,
  type RunStep,
  STATES_BEFORE,
  type StepDone,
  useRunStep,
} from './runSteps.ts';

const PERMISSION = {
  create: 'billRun.prepare',
  calculate: 'billRun.prepare',
  submit: 'billRun.prepare',
  approve: 'billRun.approve',
  issue: 'billRun.issue',
} as const;

/** An office has fewer routes. */
const MOST_ROUTES = 500;

const keyOf = ({ routeId }: RouteRun) => routeId;
const totalOf = (runs: readonly RouteRun[]) =>
  moneyText(runs.reduce((sum, { totalMinor }) => sum + totalMinor, 0));
const billsOf = (runs: readonly RouteRun[]) => runs.reduce((sum, { billCount }) => sum + billCount, 0);

/** Takes the bills of many routes a step further: each run by itself, as if from its own page. */
export function SeveralRunsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { can, ledger } = useOffice();
  const steps = RUN_STEPS.filter((step) => can(PERMISSION[step]));
  const [step, setStep] = useState<RunStep>(steps[0] ?? 'create');
  const [period, setPeriod] = useState(ledger?.currentPeriod ?? '');
  return (
    <StepDialog
      key={`${step} ${period}`}
      step={step}
      period={period}
      onClose={onClose}
      choice={(isRunning) => (
        <Flex gap={12} wrap align="center">
          <PeriodField
            label={t('common.period')}
            value={period}
            disabled={isRunning}
            onChange={(chosen) => setPeriod(chosen ?? period)}
          />
          <Segmented<RunStep>
            disabled={isRunning}
            value={step}
            onChange={setStep}
            options={steps.map((value) => ({ value, label: t(`billing.severalSteps.${value}`) }))}
          />
        </Flex>
      )}
    />
  );
}

type StepProps = {
  readonly step: RunStep;
  readonly period: string;
  readonly onClose: () => void;
  readonly choice: (isRunning: boolean) => React.ReactNode;
};

function StepDialog({ step, period, onClose, choice }: StepProps) {
  const { t } = useTranslation();
  const found = useRouteRuns(step, period);
  const { work, cancel } = useRunStep(step, period);
  const several = useSeveral<RouteRun, StepDone>(keyOf, work, cancel);
  // What was begun with stays in sight while the runs go on to their next state.
  const [begun, setBegun] = useState<readonly RouteRun[] | null>(null);
  const rows = begun ?? found.rows;
  const run = (marked: readonly RouteRun[]) => {
    setBegun(rows ?? null);
    return several.run(marked);
  };
  const outcomeOf = ({ billCount, openExceptionCount, totalMinor }: StepDone) =>
    t(openExceptionCount ? 'billing.severalDoneOpen' : 'billing.severalDone', {
      count: billCount,
      total: moneyText(totalMinor),
      open: openExceptionCount ?? 0,
    });
  const isDecision = step === 'approve' || step === 'issue';
  return (
    <SeveralDialog<RouteRun, StepDone>
      title={t('billing.several')}
      rows={rows}
      keyOf={keyOf}
      nameOf={({ routeNo, routeName }) => `${routeNo} ${routeName}`}
      isMarked={({ openExceptionCount }) => step !== 'submit' || openExceptionCount === 0}
      several={{ ...several, run }}
      outcomeOf={outcomeOf}
      emptyText={t(`billing.severalNone.${step}`)}
      submitLabel={(marked) =>
        t(`billing.severalSubmit.${step}`, { count: marked.length, total: totalOf(marked) })
      }
      {...(isDecision && {
        question: (marked: readonly RouteRun[]) =>
          t(`billing.severalQuestion.${step}`, {
            runs: marked.length,
            count: billsOf(marked),
            total: totalOf(marked),
          }),
      })}
      onClose={onClose}
      columns={[
        { title: t('billing.route'), render: (_value, row) => `${row.routeNo} ${row.routeName}` },
        ...(step === 'create'
          ? []
          : [
              { title: t('billing.billCount'), dataIndex: 'billCount', width: 80, align: 'right' as const },
              {
                title: t('billing.stoppedCount'),
                dataIndex: 'stoppedCount',
                width: 90,
                align: 'right' as const,
              },
              {
                title: t('billing.openExceptions'),
                dataIndex: 'openExceptionCount',
                width: 110,
                align: 'right' as const,
              },
              {
                title: t('billing.totalAmount'),
                dataIndex: 'totalMinor',
                width: 140,
                align: 'right' as const,
                render: (minor: number) => <Money minor={minor} />,
              },
            ]),
      ]}
    >
      {choice(several.isRunning)}
      <ErrorPanel error={found.error} />
    </SeveralDialog>
  );
}

/** The routes that a step is for, by number: those with a run in the state before it, or without a run. */
function useRouteRuns(step: RunStep, period: string) {
  const states = STATES_BEFORE[step];
  const runs = useLedgerQuery(billRunPage, { period, limit: MOST_ROUTES });
  const routes = useLedgerQuery(routeList, {}, states === null);
  const error = runs.error ?? routes.error;
  const byNo = (one: RouteRun, other: RouteRun) => (one.routeNo < other.routeNo ? -1 : 1);
  if (!runs.data || (states === null && !routes.data)) return { rows: undefined, error };
  if (states !== null) {
    const meant = runs.data.rows.filter(({ state }) => states.includes(state));
    const rows = meant.map(({ billRunId, version, ...facts }) => ({ ...facts, run: { billRunId, version } }));
    return { rows: rows.sort(byNo), error };
  }
  const taken = new Set(
    runs.data.rows.filter((run) => run.state !== 'cancelled').map(({ routeId }) => routeId),
  );
  const free = (routes.data?.rows ?? []).filter(({ routeId }) => !taken.has(routeId));
  const rows = free.map(({ routeId, routeNo, name }) => ({
    ...{ routeId, routeNo, routeName: name, run: null },
    ...{ billCount: 0, stoppedCount: 0, openExceptionCount: 0, totalMinor: 0 },
  }));
  return { rows: rows.sort(byNo), error };
}
