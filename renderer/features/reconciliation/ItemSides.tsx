import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Amount.tsx';
import type { Item } from './DayItems.tsx';

/** What the bank says and what we say about one item, and by which rule they were brought together. */
export function ItemSides({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const text = (value: string | null) => value ?? '–';
  return (
    <>
      <Table<Item['bankLines'][number]>
        size="small"
        rowKey="bankLineId"
        pagination={false}
        title={() => <Typography.Text strong>{t('reconciliation.bankSays')}</Typography.Text>}
        locale={{ emptyText: t('reconciliation.bankSaysNothing') }}
        dataSource={item.bankLines}
        columns={[
          { title: t('reconciliation.bookedOn'), dataIndex: 'bookedOn', width: 105 },
          {
            title: t('reconciliation.amount'),
            dataIndex: 'amountMinor',
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          { title: t('reconciliation.serialNo'), dataIndex: 'serialNo', render: text },
          { title: t('reconciliation.ourReference'), dataIndex: 'ourReference', render: text },
          { title: t('reconciliation.counterpartyName'), dataIndex: 'counterpartyName', render: text },
          { title: t('reconciliation.purpose'), dataIndex: 'purpose' },
        ]}
      />
      <Table<Item['receipts'][number]>
        size="small"
        rowKey="receiptId"
        pagination={false}
        title={() => <Typography.Text strong>{t('reconciliation.weSay')}</Typography.Text>}
        locale={{ emptyText: t('reconciliation.weSayNothing') }}
        dataSource={item.receipts}
        columns={[
          { title: t('reconciliation.receivedOn'), dataIndex: 'receivedOn', width: 105 },
          {
            title: t('reconciliation.amount'),
            dataIndex: 'amountMinor',
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          { title: t('reconciliation.serialNo'), dataIndex: 'channelSerialNo', render: text },
          { title: t('reconciliation.receiptNo'), dataIndex: 'receiptNo' },
          { title: t('customers.accountNo'), dataIndex: 'accountNo' },
          { title: t('customers.name'), dataIndex: 'customerName' },
        ]}
      />
      <Typography.Text type="secondary">
        {t('reconciliation.matchRule')}: {t(`reconciliation.rules.${item.matchRule}`)} ·{' '}
        {t('reconciliation.differenceMinor')} <Money minor={item.bankMinor - item.oursMinor} />
      </Typography.Text>
    </>
  );
}
