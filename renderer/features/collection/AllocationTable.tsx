import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { receiptDetail } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';

type Allocation = OutputOf<typeof receiptDetail>['allocations'][number];

/** Which debts a receipt settled, and the part that became prepaid. */
export function AllocationTable({
  allocations,
  prepaidMinor,
}: {
  readonly allocations: readonly Allocation[];
  readonly prepaidMinor: number;
}) {
  const { t } = useTranslation();
  return (
    <Table<Allocation>
      size="small"
      rowKey={(row) => `${row.receivableId}/${row.kind}`}
      pagination={false}
      dataSource={allocations}
      locale={{ emptyText: t('collection.nothingSettled') }}
      columns={[
        { title: t('collection.billNo'), dataIndex: 'billNo' },
        { title: t('common.period'), dataIndex: 'period' },
        {
          title: t('collection.settles'),
          dataIndex: 'kind',
          render: (kind: Allocation['kind']) => t(`collection.allocationKinds.${kind}`),
        },
        {
          title: t('billing.amount'),
          dataIndex: 'amountMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
      ]}
      summary={() =>
        prepaidMinor !== 0 && (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={3}>
              {t('collection.toPrepaid')}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} align="right">
              <Money minor={prepaidMinor} />
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )
      }
    />
  );
}
