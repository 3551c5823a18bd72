import { Descriptions, Drawer, Flex, Spin, Table, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import { customerDetail } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import type { BillKind } from '#shared/domain/billing/billCorrection.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { BillKindTag } from '../../ui/BillKindTag.tsx';
import { CustomerClass } from '../../ui/CustomerClass.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import { CustomerDialog } from './CustomerDialog.tsx';
import { PointDialog } from './PointDialog.tsx';
import { PointView } from './PointView.tsx';

type Detail = OutputOf<typeof customerDetail>;
type Props = { readonly customerId: string; readonly onClose: () => void };

/** Everything about one customer: what is owed, the service points with their meters, readings and bills. */
export function CustomerDrawer({ customerId, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(customerDetail, { customerId });
  const session = useLedgerQuery(sessionCurrent, {});
  const [isEditing, setEditing] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const customer = detail.data?.customer;
  const canEdit = isPermitted(session.data?.user?.roles ?? [], 'customer.edit');
  return (
    <Drawer
      open
      size={980}
      onClose={onClose}
      title={customer ? `${customer.accountNo}  ${customer.name}` : t('customers.title')}
      extra={
        canEdit && (
          <Flex gap={8}>
            <HotkeyButton hotkey="F2" onPress={() => setAdding(true)}>
              {t('customers.addPoint')}
            </HotkeyButton>
            <HotkeyButton hotkey="F6" onPress={() => setEditing(true)}>
              {t('customers.editCustomer')}
            </HotkeyButton>
          </Flex>
        )
      }
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {detail.data && <Facts detail={detail.data} />}
      {isAdding && customer && (
        <PointDialog customerId={customer.customerId} point={null} onClose={() => setAdding(false)} />
      )}
      {isEditing && customer && <CustomerDialog customer={customer} onClose={() => setEditing(false)} />}
    </Drawer>
  );
}

function Facts({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { customer, balance, servicePoints, bills } = detail;
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={2}
        bordered
        items={[
          { key: 'address', label: t('customers.address'), children: customer.address },
          { key: 'phone', label: t('customers.phone'), children: customer.phone || '–' },
          {
            key: 'class',
            label: t('customers.customerClass'),
            children: <CustomerClass value={customer.customerClass} />,
          },
          {
            key: 'state',
            label: t('customers.state'),
            children: <Tag>{t(`customers.${customer.state}`)}</Tag>,
          },
          { key: 'owed', label: t('customers.owed'), children: <Money minor={balance.owedMinor} /> },
          { key: 'prepaid', label: t('customers.prepaid'), children: <Money minor={balance.prepaidMinor} /> },
        ]}
      />
      <Tabs
        items={servicePoints.map((point) => ({
          key: point.servicePointId,
          label: `${t('customers.servicePoint')} ${point.servicePointNo}`,
          children: <PointView point={point} customerId={customer.customerId} />,
        }))}
      />
      <Bills bills={bills} />
    </Flex>
  );
}

function Bills({ bills }: Pick<Detail, 'bills'>) {
  const { t } = useTranslation();
  return (
    <Table<Detail['bills'][number]>
      size="small"
      rowKey="billId"
      pagination={false}
      title={() => <Typography.Text strong>{t('customers.bills')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      dataSource={bills}
      columns={[
        { title: t('customers.billNo'), dataIndex: 'billNo' },
        {
          title: t('correction.billKind'),
          dataIndex: 'kind',
          render: (kind: BillKind) => <BillKindTag kind={kind} />,
        },
        { title: t('common.period'), dataIndex: 'period' },
        {
          title: t('customers.totalKwh'),
          dataIndex: 'totalKwh',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('customers.amount'),
          dataIndex: 'totalMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
        {
          title: t('customers.received'),
          dataIndex: 'receivedMinor',
          align: 'right',
          render: (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />),
        },
        { title: t('customers.dueOn'), dataIndex: 'dueOn', ...oneLine },
      ]}
    />
  );
}
