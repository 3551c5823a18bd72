import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trialBillPage } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { TrialBillDrawer } from './TrialBillDrawer.tsx';

type Row = OutputOf<typeof trialBillPage>['rows'][number];

export function TrialTable({ billRunId }: { readonly billRunId: string }) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <div style={{ height: 420 }}>
      <LedgerTable<Row>
        contract={trialBillPage}
        filter={{ billRunId }}
        rowKey="trialBillId"
        onOpen={(row) => setOpenId(row.trialBillId)}
        columns={[
          { title: t('billing.account'), dataIndex: 'accountNo', width: 130 },
          { title: t('billing.name'), dataIndex: 'customerName', width: 200, ellipsis: true },
          {
            title: t('billing.state'),
            dataIndex: 'state',
            width: 100,
            render: (state: Row['state']) => (
              <Tag color={state === 'calculated' ? 'green' : 'red'}>{t(`billing.trialStates.${state}`)}</Tag>
            ),
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
            title: t('billing.previousAmount'),
            dataIndex: 'previousMinor',
            width: 120,
            align: 'right',
            render: (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />),
          },
        ]}
      />
      {openId && <TrialBillDrawer trialBillId={openId} onClose={() => setOpenId(null)} />}
    </div>
  );
}
