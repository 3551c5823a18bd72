import { Alert, Descriptions, Drawer, Flex, Spin, Steps, Table, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { billRunDetail } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { ExceptionTable } from './ExceptionTable.tsx';
import { lineWord } from './itemWord.ts';
import { RunActions } from './RunActions.tsx';
import { RunComparison } from './RunComparison.tsx';
import { TrialTable } from './TrialTable.tsx';

export type RunDetail = OutputOf<typeof billRunDetail>;
type Props = { readonly billRunId: string; readonly onClose: () => void };

const STEPS = ['created', 'calculated', 'submitted', 'approved', 'issued'] as const;

/** Everything that a checker and an approver look at before they answer for a run. */
export function RunDrawer({ billRunId, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(billRunDetail, { billRunId });
  const run = detail.data?.run;
  return (
    <Drawer
      open
      size={1080}
      onClose={onClose}
      title={run ? `${run.routeNo} ${run.routeName}  ${run.period}` : t('billing.runs')}
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {detail.data && <RunView detail={detail.data} />}
    </Drawer>
  );
}

function RunView({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { run, steps } = detail;
  const done = STEPS.filter((step) => steps[step] !== null).length;
  return (
    <Flex vertical gap={14}>
      <Steps
        size="small"
        current={done}
        status={run.state === 'cancelled' ? 'error' : 'process'}
        items={STEPS.map((step) => ({
          title: t(`billing.steps.${step}`),
          content: steps[step] && (
            <>
              {steps[step].displayName}
              <br />
              <Instant at={steps[step].at} />
            </>
          ),
        }))}
      />
      {/* What was refused for an earlier version of the run is no longer true. */}
      <RunActions key={run.version} detail={detail} />
      {(run.state === 'submitted' || run.state === 'approved') && detail.samePersonAs && (
        <Alert type="info" showIcon title={t(`billing.samePerson.${detail.samePersonAs}`)} />
      )}
      <Descriptions
        size="small"
        bordered
        column={3}
        items={[
          { key: 'bills', label: t('billing.billCount'), children: run.billCount },
          { key: 'stopped', label: t('billing.stoppedCount'), children: run.stoppedCount },
          { key: 'open', label: t('billing.openExceptions'), children: run.openExceptionCount },
          { key: 'estimated', label: t('billing.estimatedCount'), children: detail.estimatedCount },
          ...(detail.cancelReason
            ? [{ key: 'cancelled', label: t('billing.cancelReason'), children: detail.cancelReason, span: 2 }]
            : []),
        ]}
      />
      <RunComparison detail={detail} />
      <Tabs
        items={[
          {
            key: 'exceptions',
            label: `${t('billing.exceptions')} (${run.openExceptionCount})`,
            children: <ExceptionTable detail={detail} />,
          },
          {
            key: 'trial',
            label: t('billing.trialBills'),
            children: <TrialTable billRunId={run.billRunId} />,
          },
          { key: 'tariff', label: t('billing.byTariff'), children: <ByTariff detail={detail} /> },
          { key: 'item', label: t('billing.byItem'), children: <ByItem detail={detail} /> },
        ]}
      />
    </Flex>
  );
}

function ByTariff({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  return (
    <Table
      size="small"
      rowKey="tariffCode"
      pagination={false}
      dataSource={detail.byTariff}
      columns={[
        { title: t('billing.tariff'), dataIndex: 'tariffName' },
        { title: t('billing.billCount'), dataIndex: 'billCount', align: 'right' },
        {
          title: t('billing.totalKwh'),
          dataIndex: 'totalKwh',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('billing.totalAmount'),
          dataIndex: 'totalMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
      ]}
    />
  );
}

function ByItem({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.itemCode} ${row.itemName}`}
      pagination={false}
      dataSource={detail.byItem}
      columns={[
        { title: t('billing.item'), render: (_value, row) => lineWord(row, t) },
        {
          title: t('billing.totalAmount'),
          dataIndex: 'amountMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
      ]}
    />
  );
}
