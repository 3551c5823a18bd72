import { Alert, Flex, Spin, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawerDetail } from '#shared/contract/cashDrawer.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { listText } from '../../ui/listText.ts';
import { CashCountForm } from './CashCountForm.tsx';

type Takings = OutputOf<typeof drawerDetail>['takings'][number];

/** The drawer of the person at the counter: what the day took by method, and how its cash was counted. */
export function OwnDrawer() {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const [chosenOn, setChosenOn] = useState<string | null>(null);
  const businessOn = chosenOn ?? ledger?.businessDate ?? null;
  const drawer = useLedgerQuery(drawerDetail, businessOn === null ? {} : { businessOn });
  const { data } = drawer;
  return (
    <Flex vertical gap={10}>
      <Flex gap={12} align="center">
        <DayField label={t('collection.drawers.drawerDay')} value={businessOn} onChange={setChosenOn} />
        {data && data.openDays.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('collection.drawers.openDays', { days: listText(data.openDays, t) })}
          />
        )}
      </Flex>
      <ErrorPanel error={drawer.error} onRetry={() => void drawer.refetch()} />
      {drawer.isPending && <Spin />}
      {data && (
        <Flex gap={20} align="start">
          <TakingsTable takings={data.takings} />
          <div style={{ flex: 1, minWidth: 0 }}>
            {data.closed ? (
              <Alert
                type="success"
                showIcon
                title={t('collection.drawers.drawerClosedText', {
                  businessOn: data.businessOn,
                  counted: minorToText(data.closed.countedMinor),
                })}
              />
            ) : (
              data.receiptCount > 0 && <CashCountForm key={data.businessOn} drawer={data} />
            )}
          </div>
        </Flex>
      )}
    </Flex>
  );
}

function TakingsTable({ takings }: { readonly takings: readonly Takings[] }) {
  const { t } = useTranslation();
  return (
    <Table<Takings>
      size="small"
      rowKey="method"
      pagination={false}
      style={{ width: 340 }}
      title={() => <Typography.Text strong>{t('collection.drawers.takings')}</Typography.Text>}
      locale={{ emptyText: t('collection.drawers.nothingTaken') }}
      dataSource={[...takings]}
      columns={[
        {
          title: t('collection.method'),
          dataIndex: 'method',
          render: (method: Takings['method']) => t(`collection.methods.${method}`),
        },
        { title: t('collection.drawers.receiptCount'), dataIndex: 'count', align: 'right' },
        {
          title: t('collection.received'),
          dataIndex: 'amountMinor',
          align: 'right',
          render: (amount: number) => <Money minor={amount} />,
        },
      ]}
    />
  );
}
