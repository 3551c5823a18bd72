import { Flex, Input, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trialBillPage } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { exceptionWord } from './exceptionWords.ts';
import { TrialBillDrawer } from './TrialBillDrawer.tsx';

type Row = OutputOf<typeof trialBillPage>['rows'][number];

export function TrialTable({ billRunId }: { readonly billRunId: string }) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [state, setState] = useState<'all' | Row['state']>('all');
  return (
    <Flex vertical gap={8} style={{ height: 460 }}>
      <Flex gap={12}>
        <Segmented<'all' | Row['state']>
          value={state}
          onChange={setState}
          options={[
            { value: 'all', label: t('billing.allTrials') },
            { value: 'calculated', label: t('billing.trialStates.calculated') },
            { value: 'stopped', label: t('billing.trialStates.stopped') },
          ]}
        />
        <Input.Search
          allowClear
          style={{ width: 240 }}
          placeholder={t('collection.search')}
          aria-label={t('collection.search')}
          onSearch={(value) => setSearch(value.trim())}
        />
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <LedgerTable<Row>
          contract={trialBillPage}
          filter={{ billRunId, ...(state === 'all' ? {} : { state }), ...(search ? { search } : {}) }}
          rowKey="trialBillId"
          onOpen={(row) => setOpenId(row.trialBillId)}
          columns={[
            { title: t('billing.account'), dataIndex: 'accountNo', width: 130 },
            { title: t('billing.name'), dataIndex: 'customerName', width: 200, ellipsis: true },
            {
              title: t('billing.state'),
              dataIndex: 'state',
              width: 130,
              render: (_value, row) => <TrialState row={row} />,
            },
            {
              title: t('billing.kwh'),
              dataIndex: 'totalKwh',
              width: 110,
              align: 'right',
              render: (value: string) => <Quantity value={value} />,
            },
            {
              title: t('billing.amount'),
              dataIndex: 'totalMinor',
              width: 120,
              align: 'right',
              render: (minor: number) => <Money minor={minor} />,
            },
            {
              title: t('billing.previousKwh'),
              dataIndex: 'previousKwh',
              width: 110,
              align: 'right',
              render: (value: string | null) =>
                value === null ? t('billing.firstBill') : <Quantity value={value} />,
            },
            {
              title: t('billing.previousAmount'),
              dataIndex: 'previousMinor',
              width: 120,
              align: 'right',
              render: (minor: number | null) =>
                minor === null ? t('billing.firstBill') : <Money minor={minor} />,
            },
          ]}
        />
      </div>
      {openId && <TrialBillDrawer trialBillId={openId} onClose={() => setOpenId(null)} />}
    </Flex>
  );
}

/** Whether the account can be billed, and why not. */
function TrialState({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  if (row.state === 'calculated') return <Tag color="green">{t('billing.trialStates.calculated')}</Tag>;
  const stop = row.exceptions.find(({ severity }) => severity === 'stop');
  return <Tag color="red">{stop ? exceptionWord(stop, t) : t('billing.trialStates.stopped')}</Tag>;
}
