import { Checkbox, Flex, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RECEIVABLE_STATES, receivablePage } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof receivablePage>['rows'][number];

/** What is owed, the earliest due first. */
export function ReceivablesPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [onlyOverdue, setOnlyOverdue] = useState(false);
  const [state, setState] = useState<Row['state'] | null>(null);
  const [period, setPeriod] = useState<string | null>(null);
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
        <PeriodField label={t('common.period')} value={period} onChange={setPeriod} allowClear />
        <Select<Row['state']>
          allowClear
          style={{ width: 130 }}
          placeholder={t('billing.state')}
          aria-label={t('billing.state')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={RECEIVABLE_STATES.map((value) => ({
            value,
            label: t(`billing.receivableStates.${value}`),
          }))}
        />
        <Checkbox checked={onlyOverdue} onChange={(event) => setOnlyOverdue(event.target.checked)}>
          {t('collection.onlyOverdue')}
        </Checkbox>
      </Flex>
      <LedgerTable<Row>
        contract={receivablePage}
        filter={{
          onlyOverdue,
          ...(search ? { search } : {}),
          ...(state ? { state } : {}),
          ...(period ? { period } : {}),
        }}
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
