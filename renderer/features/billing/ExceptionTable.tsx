import { Button, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billExceptionAccept, billExceptionPage, billExceptionSendBack } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import type { RunDetail } from './RunDrawer.tsx';
import { TrialBillDrawer } from './TrialBillDrawer.tsx';

type Row = OutputOf<typeof billExceptionPage>['rows'][number];
const SEVERITY_COLORS = { stop: 'red', confirm: 'orange', note: 'default' } as const;
const SHOWN = 500;

/** The exceptions of a run, to be accepted or sent back with a reason, several at once. */
export function ExceptionTable({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const { billRunId, state } = detail.run;
  const exceptions = useLedgerQuery(billExceptionPage, { billRunId, limit: SHOWN });
  const accept = useCommand(billExceptionAccept);
  const sendBack = useCommand(billExceptionSendBack);
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState<'accept' | 'sendBack' | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const canWork = can('billRun.prepare') && state === 'calculated';
  const command = asking === 'sendBack' ? sendBack : accept;
  return (
    <Flex vertical gap={8}>
      {canWork && (
        <Flex gap={8} align="center">
          <Button disabled={chosen.length === 0} onClick={() => setAsking('accept')}>
            {t('billing.accept')}
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => setAsking('sendBack')}>
            {t('billing.sendBack')}
          </Button>
          <Typography.Text type="secondary">
            {t('billing.selected', { count: chosen.length })}
          </Typography.Text>
        </Flex>
      )}
      <ErrorPanel error={exceptions.error} onRetry={() => void exceptions.refetch()} />
      <Table<Row>
        size="small"
        rowKey="exceptionId"
        loading={exceptions.isPending}
        dataSource={exceptions.data?.rows ?? []}
        locale={{ emptyText: t('common.empty') }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
        {...(canWork
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: (row) => ({ disabled: row.state !== 'open' }),
              },
            }
          : {})}
        onRow={(row) => ({ onClick: () => setOpenId(row.trialBillId), style: { cursor: 'pointer' } })}
        columns={[
          {
            title: t('billing.severity'),
            dataIndex: 'severity',
            width: 100,
            render: (value: Row['severity']) => (
              <Tag color={SEVERITY_COLORS[value]}>{t(`billing.severities.${value}`)}</Tag>
            ),
          },
          {
            title: t('billing.rule'),
            dataIndex: 'ruleCode',
            width: 150,
            render: (rule: Row['ruleCode']) => t(`billing.rules.${rule}`),
          },
          { title: t('billing.account'), dataIndex: 'accountNo', width: 120 },
          { title: t('billing.name'), dataIndex: 'customerName', ellipsis: true },
          {
            title: t('billing.kwh'),
            dataIndex: 'totalKwh',
            width: 100,
            align: 'right',
            render: (value: string) => <Quantity value={value} />,
          },
          {
            title: t('billing.amount'),
            dataIndex: 'totalMinor',
            width: 110,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('billing.state'),
            dataIndex: 'state',
            width: 100,
            render: (value: Row['state']) => t(`billing.exceptionStates.${value}`),
          },
          { title: t('billing.reason'), dataIndex: 'reason', ellipsis: true },
        ]}
      />
      {asking && (
        <ReasonDialog
          title={t(`billing.${asking}`)}
          command={command}
          onSubmit={async (reason) => {
            const done = await command.run({ billRunId, exceptionIds: chosen, reason });
            if (done) setChosen([]);
            return done;
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {openId && <TrialBillDrawer trialBillId={openId} onClose={() => setOpenId(null)} />}
    </Flex>
  );
}
