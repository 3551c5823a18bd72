import { Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RECEIVABLE_STATES, receivablePage } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { type ListFilter, ListFilters } from '../../ui/ListFilters.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof receivablePage>['rows'][number];

/** What is owed, the earliest due first. */
export function ReceivablesPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ListFilter<Row['state']>>({});
  const [onlyOverdue, setOnlyOverdue] = useState(false);
  return (
    <PageFrame title={t('collection.receivables')}>
      <ListFilters<Row['state']>
        value={filter}
        onChange={setFilter}
        searchLabel={t('collection.search')}
        states={RECEIVABLE_STATES.map((value) => ({
          value,
          label: t(`billing.receivableStates.${value}`),
        }))}
      >
        <Checkbox checked={onlyOverdue} onChange={(event) => setOnlyOverdue(event.target.checked)}>
          {t('collection.onlyOverdue')}
        </Checkbox>
      </ListFilters>
      <LedgerTable<Row>
        contract={receivablePage}
        filter={{ ...filter, onlyOverdue }}
        rowKey="receivableId"
        columns={[
          { title: t('collection.billNo'), dataIndex: 'billNo', width: 160 },
          { title: t('customers.accountNo'), dataIndex: 'accountNo', width: 120 },
          { title: t('customers.name'), dataIndex: 'customerName', width: 180, ellipsis: true },
          { title: t('common.period'), dataIndex: 'period', width: 90 },
          { title: t('billing.dueOn'), dataIndex: 'dueOn', width: 110 },
          {
            title: t('billing.totalAmount'),
            dataIndex: 'amountMinor',
            width: 130,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('billing.received'),
            dataIndex: 'receivedMinor',
            width: 130,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('billing.state'),
            dataIndex: 'state',
            width: 100,
            render: (state: Row['state']) => (
              <Tag color={state === 'settled' ? 'green' : 'orange'}>
                {t(`billing.receivableStates.${state}`)}
              </Tag>
            ),
          },
        ]}
      />
    </PageFrame>
  );
}
