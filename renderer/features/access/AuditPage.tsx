import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { auditPage } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof auditPage>['rows'][number];

export function AuditPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('access.audit')}>
      <LedgerTable<Row>
        contract={auditPage}
        filter={{}}
        rowKey="sequence"
        columns={[
          { title: '#', dataIndex: 'sequence', width: 70, align: 'right' },
          {
            title: t('access.at'),
            dataIndex: 'recordedAt',
            width: 180,
            render: (instant: string) => <Instant at={instant} />,
          },
          { title: t('access.who'), dataIndex: 'userName', width: 130 },
          { title: t('access.command'), dataIndex: 'commandName', width: 200 },
          { title: t('access.subject'), dataIndex: 'subjectType', width: 130 },
          {
            title: t('access.detail'),
            dataIndex: 'detail',
            render: (detail: Row['detail']) => (
              <Typography.Text ellipsis={{ tooltip: JSON.stringify(detail) }} style={{ maxWidth: 480 }}>
                {Object.entries(detail)
                  .map(
                    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
                  )
                  .join('; ')}
              </Typography.Text>
            ),
          },
        ]}
      />
    </PageFrame>
  );
}
