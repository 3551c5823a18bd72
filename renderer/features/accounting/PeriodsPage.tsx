import { Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountingPeriodList } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { PeriodDrawer } from './PeriodDrawer.tsx';

type Row = OutputOf<typeof accountingPeriodList>['rows'][number];

const COLOURS = { closed: 'green', open: 'orange', current: 'default' } as const;

/** The months of the books, to be closed one after the other. */
export function PeriodsPage() {
  const { t } = useTranslation();
  const periods = useLedgerQuery(accountingPeriodList, {});
  const [open, setOpen] = useState<string | null>(null);
  return (
    <PageFrame title={t('accounting.periods')}>
      <ErrorPanel error={periods.error} onRetry={() => void periods.refetch()} />
      <div style={{ overflow: 'auto', flex: 1 }}>
        <Table<Row>
          size="small"
          rowKey="period"
          loading={periods.isPending}
          pagination={false}
          dataSource={periods.data?.rows ?? []}
          locale={{ emptyText: t('common.empty') }}
          onRow={({ period }) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => setOpen(period),
            onKeyDown: ({ key }) => key === 'Enter' && setOpen(period),
          })}
          columns={[
            { title: t('common.period'), dataIndex: 'period', width: 120 },
            { title: t('accounting.state'), width: 120, render: (_value, row) => <PeriodTag row={row} /> },
            { title: t('accounting.closedBy'), dataIndex: 'closedByName', width: 140 },
            {
              title: t('accounting.closedAt'),
              dataIndex: 'closedAt',
              render: (at: string | null) => at && <Instant at={at} />,
            },
          ]}
        />
      </div>
      {open && <PeriodDrawer period={open} onClose={() => setOpen(null)} />}
    </PageFrame>
  );
}

export function PeriodTag({ row }: { readonly row: Pick<Row, 'isClosed' | 'isOver'> }) {
  const { t } = useTranslation();
  const state = row.isClosed ? 'closed' : row.isOver ? 'open' : 'current';
  return <Tag color={COLOURS[state]}>{t(`accounting.periodStates.${state}`)}</Tag>;
}
