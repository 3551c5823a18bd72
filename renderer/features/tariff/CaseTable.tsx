import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { tariffTrial } from '#shared/contract/tariff.ts';
import { parseMinor } from '#shared/domain/money.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { CaseOutcome } from './CaseOutcome.tsx';

type Case = OutputOf<typeof tariffTrial>['cases'][number];

/** Two cases may have one name. */
type Placed = Case & { readonly place: number };

/** Worked cases of a price document: what the bill should come to, and what it comes to here. */
export function CaseTable({ cases }: { readonly cases: readonly Case[] }) {
  const { t } = useTranslation();
  const placed = cases.map((one, place): Placed => ({ ...one, place }));
  return (
    <Table<Placed>
      size="small"
      rowKey="place"
      pagination={false}
      title={() => t('tariff.cases')}
      dataSource={placed}
      expandable={{
        // Why a case fails is not hidden behind a click.
        defaultExpandedRowKeys: placed.filter(({ passed }) => !passed).map(({ place }) => place),
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
          render: (total: string | null) => {
            const minor = total === null ? null : parseMinor(total);
            // A source may say more places than there are cents: then it is shown as it says.
            return minor === null ? <Quantity value={total} /> : <Money minor={minor} />;
          },
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
