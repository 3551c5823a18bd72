import { Flex, Progress, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingProgress } from '#shared/contract/reading.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof readingProgress>['rows'][number];

/** How far the reading of a period is, route by route. */
export function ProgressPage() {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const [chosen, setChosen] = useState<string | null>(null);
  const period = chosen ?? ledger?.currentPeriod ?? '';
  const progress = useLedgerQuery(readingProgress, { period }, period !== '');
  const routes = useLedgerQuery(routeList, {});
  const routeOf = (row: Row) => routes.data?.rows.find(({ routeId }) => routeId === row.routeId);
  return (
    <PageFrame title={t('reading.progress')}>
      <Flex style={{ paddingBottom: 8 }}>
        <PeriodField label={t('common.period')} value={period} onChange={setChosen} />
      </Flex>
      <ErrorPanel error={progress.error} onRetry={() => void progress.refetch()} />
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Table<Row>
          size="small"
          rowKey="routeId"
          pagination={false}
          loading={progress.isLoading}
          dataSource={progress.data?.rows ?? []}
          locale={{ emptyText: t('common.empty') }}
          columns={[
            {
              title: t('customers.route'),
              ...oneLine,
              render: (_value, row) => `${row.routeNo} ${row.routeName}`,
            },
            {
              title: t('reading.reader'),
              width: 90,
              render: (_value, row) => routeOf(row)?.readerName ?? '–',
            },
            {
              title: t('reading.cycleDay'),
              width: 70,
              align: 'right',
              render: (_value, row) => routeOf(row)?.cycleDay ?? '–',
            },
            { title: t('reading.expectedCount'), dataIndex: 'expectedCount', width: 70, align: 'right' },
            { title: t('reading.readCount'), dataIndex: 'readCount', width: 70, align: 'right' },
            { title: t('reading.estimatedCount'), dataIndex: 'estimatedCount', width: 85, align: 'right' },
            { title: t('reading.missingCount'), dataIndex: 'missingCount', width: 75, align: 'right' },
            { title: t('reading.openAnomalies'), dataIndex: 'openAnomalyCount', width: 95, align: 'right' },
            {
              title: t('reading.completion'),
              width: 115,
              render: (_value, row) => (
                <Progress
                  size="small"
                  percent={Math.floor((row.readCount * 100) / Math.max(1, row.expectedCount))}
                />
              ),
            },
            {
              title: t('reading.state'),
              width: 90,
              render: (_value, row) =>
                row.isLocked ? (
                  <Tag color="green">{t('reading.lockedRoute')}</Tag>
                ) : (
                  <Tag color="blue">{t('reading.inWork')}</Tag>
                ),
            },
          ]}
        />
      </div>
    </PageFrame>
  );
}
