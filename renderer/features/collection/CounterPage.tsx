import { Descriptions, Flex, Input, type InputRef, Table, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountBalance } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { LastReceipts } from './LastReceipts.tsx';
import { PaymentForm } from './PaymentForm.tsx';

type Balance = OutputOf<typeof accountBalance>;
type Debt = Balance['receivables'][number];

/** The counter: find the account, see what is owed, take the payment. */
export function CounterPage() {
  const { t } = useTranslation();
  const [accountNo, setAccountNo] = useState('');
  const search = useRef<InputRef>(null);
  const balance = useLedgerQuery(accountBalance, { accountNo }, accountNo !== '');
  return (
    <PageFrame
      title={t('collection.counter')}
      actions={
        <HotkeyButton hotkey="F2" onPress={() => search.current?.focus({ cursor: 'all' })}>
          {t('collection.nextPayer')}
        </HotkeyButton>
      }
    >
      <Flex vertical gap={14} style={{ overflow: 'auto', flex: 1 }}>
        <Input.Search
          ref={search}
          autoFocus
          allowClear
          style={{ width: 320 }}
          placeholder={t('collection.findAccount')}
          aria-label={t('collection.findAccount')}
          enterButton={t('collection.find')}
          onSearch={(value) => setAccountNo(value.trim())}
        />
        {accountNo !== '' && <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} />}
        {balance.data && <Account key={balance.data.accountNo} balance={balance.data} />}
      </Flex>
    </PageFrame>
  );
}

function Account({ balance }: { readonly balance: Balance }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = balance.receivables.filter(({ receivableId }) => chosen.includes(receivableId));
  return (
    <Flex vertical gap={14}>
      <Descriptions
        size="small"
        bordered
        column={3}
        items={[
          { key: 'account', label: t('customers.accountNo'), children: balance.accountNo },
          { key: 'name', label: t('customers.name'), children: balance.customerName },
          { key: 'address', label: t('customers.address'), children: balance.address },
          { key: 'owed', label: t('collection.owed'), children: <Money minor={balance.owedMinor} /> },
          { key: 'late', label: t('collection.lateFee'), children: <Money minor={balance.lateFeeMinor} /> },
          {
            key: 'prepaid',
            label: t('collection.prepaid'),
            children: <Money minor={balance.prepaidMinor} />,
          },
        ]}
      />
      <PaymentForm balance={balance} wanted={wanted} onTaken={() => setChosen([])} />
      <Table<Debt>
        size="small"
        rowKey="receivableId"
        pagination={false}
        title={() => (
          <Flex gap={12} align="baseline">
            <Typography.Text strong>{t('collection.openBills')}</Typography.Text>
            <Typography.Text type="secondary">{t('collection.chooseBills')}</Typography.Text>
          </Flex>
        )}
        locale={{ emptyText: t('collection.nothingOwed') }}
        dataSource={balance.receivables}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => setChosen(keys.map(String)),
        }}
        columns={[
          { title: t('collection.billNo'), dataIndex: 'billNo' },
          { title: t('common.period'), dataIndex: 'period' },
          { title: t('billing.dueOn'), dataIndex: 'dueOn', ...oneLine },
          { title: t('collection.overdueDays'), dataIndex: 'overdueDays', align: 'right' },
          {
            title: t('collection.due'),
            dataIndex: 'owedMinor',
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('collection.lateFee'),
            dataIndex: 'lateFeeMinor',
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
        ]}
      />
      <LastReceipts accountNo={balance.accountNo} />
    </Flex>
  );
}
