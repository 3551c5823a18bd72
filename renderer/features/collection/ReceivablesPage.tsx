import { Checkbox, Flex, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receivablePage } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof receivablePage>['rows'][number];

/** What is owed, the earliest due first. */
export function ReceivablesPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [onlyOverdue, setOnlyOverdue] = useState(false);
  return (
    <PageFrame title={t('collection.receivables')}>
      <Flex gap={12} align="center" style={{ paddingBottom: 8 }}>
        <Input.Search
          allowClear
          style={{ width: 300 }}
          placeholder={t('collection.search')}
          aria-label={t('collection.search')}
          onSearch={(value) => setSearch(value.trim())}
        />
        <Checkbox checked={onlyOverdue} onChange={(event) => setOnlyOverdue(event.target.checked)}>
          {t('collection.onlyOverdue')}
        </Checkbox>
      </Flex>
      <LedgerTable<Row>
        contract={receivablePage}
        filter={{ onlyOverdue, ...(search ? { search } : {}) }}
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
