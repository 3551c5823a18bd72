import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { tariffTrial } from '#shared/contract/tariff.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { CaseOutcome } from './CaseOutcome.tsx';

type Case = OutputOf<typeof tariffTrial>['cases'][number];

/** Worked cases of a price document: what the bill should come to, and what it comes to here. */
export function CaseTable({ cases }: { readonly cases: readonly Case[] }) {
  const { t } = useTranslation();
  return (
    <Table<Case>
      size="small"
      rowKey="name"
      pagination={false}
      title={() => t('tariff.cases')}
      dataSource={[...cases]}
      expandable={{
        // Why a case fails is not hidden behind a click.
        defaultExpandedRowKeys: cases.filter(({ passed }) => !passed).map(({ name }) => name),
        expandedRowRender: (row) => <CaseOutcome case={row} />,
      }}
      columns={[
        { title: t('tariff.caseName'), dataIndex: 'name' },
        { title: t('tariff.source'), dataIndex: 'source' },
        {
          title: t('tariff.expected'),
          dataIndex: 'expectedTotal',
          align: 'right',
          width: 110,
          render: (total: string | null) => <Quantity value={total} />,
        },
        {
          title: t('tariff.calculated'),
          dataIndex: 'totalMinor',
          align: 'right',
          width: 110,
          render: (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />),
        },
        {
          width: 90,
          render: (_value, row) => {
            if (!row.passed) return <Tag color="red">{t('tariff.failed')}</Tag>;
            return row.isCompared ? (
              <Tag color="green">{t('tariff.passed')}</Tag>
            ) : (
              <Tag>{t('tariff.notCompared')}</Tag>
            );
          },
        },
      ]}
    />
  );
}
