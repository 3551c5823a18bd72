import { Flex, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Quantity } from '../../ui/Amount.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import type { AnomalyDetail } from './AnomalyDrawer.tsx';
import { AnomalyStateTag, SeverityTag } from './SeverityTag.tsx';

type Reading = AnomalyDetail['history'][number];
type Version = AnomalyDetail['versions'][number];

/** The register's readings so far, the versions that were corrected, and what else is unusual at the place. */
export function AnomalyHistory({ detail }: { readonly detail: AnomalyDetail }) {
  const { t } = useTranslation();
  return (
    <>
      {detail.others.length > 0 && (
        <Flex vertical gap={4}>
          <Typography.Text strong>{t('reading.others')}</Typography.Text>
          {detail.others.map((other) => (
            <Flex key={other.anomalyId} gap={4}>
              <SeverityTag severity={other.severity} />
              <span>
                {t(`customers.registerCodes.${other.registerCode}`)} {t(`reading.rules.${other.ruleCode}`)}
              </span>
              <AnomalyStateTag state={other.state} />
            </Flex>
          ))}
        </Flex>
      )}
      <History rows={detail.history} />
      {detail.versions.length > 0 && <Versions rows={detail.versions} />}
    </>
  );
}

function History({ rows }: { readonly rows: Reading[] }) {
  const { t } = useTranslation();
  return (
    <Table<Reading>
      size="small"
      rowKey="readingId"
      pagination={false}
      title={() => <Typography.Text strong>{t('reading.history')}</Typography.Text>}
      dataSource={rows}
      locale={{ emptyText: t('common.empty') }}
      columns={[
        { title: t('common.period'), dataIndex: 'period' },
        { title: t('reading.readOn'), dataIndex: 'readOn', ...oneLine },
        { title: t('customers.meterNo'), dataIndex: 'meterNo' },
        {
          title: t('reading.value'),
          dataIndex: 'value',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('reading.quantity'),
          dataIndex: 'quantity',
          align: 'right',
          render: (value: string | null) => <Quantity value={value} />,
        },
        {
          title: t('reading.kind'),
          dataIndex: 'kind',
          render: (_value, row) => (
            <>
              {t(`reading.kinds.${row.kind}`)} {row.isRollover && <Tag>{t('reading.rolledOver')}</Tag>}
            </>
          ),
        },
        {
          title: t('customers.source'),
          dataIndex: 'source',
          render: (source: Reading['source']) => t(`customers.sources.${source}`),
        },
      ]}
    />
  );
}

function Versions({ rows }: { readonly rows: Version[] }) {
  const { t } = useTranslation();
  return (
    <Table<Version>
      size="small"
      rowKey="readingId"
      pagination={false}
      title={() => <Typography.Text strong>{t('reading.versions')}</Typography.Text>}
      dataSource={rows}
      columns={[
        { title: t('reading.readOn'), dataIndex: 'readOn', ...oneLine },
        {
          title: t('reading.value'),
          dataIndex: 'value',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('customers.source'),
          dataIndex: 'source',
          render: (source: Version['source']) => t(`customers.sources.${source}`),
        },
        { title: t('common.reason'), dataIndex: 'reason', render: (reason: string | null) => reason ?? '–' },
        { title: t('reading.recordedBy'), dataIndex: 'recordedByName', ...oneLine },
      ]}
    />
  );
}
