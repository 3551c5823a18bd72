import { Flex, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import { customerPage, routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { CustomerClass } from './CustomerClass.tsx';
import { CustomerDialog } from './CustomerDialog.tsx';
import { CustomerDrawer } from './CustomerDrawer.tsx';

type Row = OutputOf<typeof customerPage>['rows'][number];

export function CustomersPage() {
  const { t } = useTranslation();
  const routes = useLedgerQuery(routeList, {});
  const session = useLedgerQuery(sessionCurrent, {});
  const [search, setSearch] = useState('');
  const [routeId, setRouteId] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const filter = { ...(search ? { search } : {}), ...(routeId ? { routeId } : {}) };
  return (
    <PageFrame
      title={t('customers.title')}
      actions={
        isPermitted(session.data?.user?.roles ?? [], 'customer.edit') && (
          <HotkeyButton type="primary" hotkey="F2" onPress={() => setAdding(true)}>
            {t('customers.addCustomer')}
          </HotkeyButton>
        )
      }
    >
      <Flex gap={8} style={{ paddingBottom: 8 }}>
        <Input.Search
          allowClear
          autoFocus
          style={{ width: 320 }}
          placeholder={t('customers.search')}
          aria-label={t('customers.search')}
          onSearch={(value) => setSearch(value.trim())}
        />
        <Select<string | null>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 240 }}
          placeholder={t('customers.allRoutes')}
          aria-label={t('customers.route')}
          onChange={(value) => setRouteId(value ?? null)}
          options={(routes.data?.rows ?? []).map((route) => ({
            value: route.routeId,
            label: `${route.routeNo} ${route.name}`,
          }))}
        />
      </Flex>
      <LedgerTable<Row>
        contract={customerPage}
        filter={filter}
        rowKey="customerId"
        onOpen={(row) => setOpenId(row.customerId)}
        columns={[
          { title: t('customers.accountNo'), dataIndex: 'accountNo', width: 130 },
          { title: t('customers.name'), dataIndex: 'name', width: 180, ellipsis: true },
          {
            title: t('customers.customerClass'),
            dataIndex: 'customerClass',
            width: 110,
            render: (value: string) => <CustomerClass value={value} />,
          },
          { title: t('customers.address'), dataIndex: 'address', ellipsis: true, width: 240 },
          {
            title: t('customers.route'),
            width: 150,
            render: (_value, row) => {
              const [point] = row.servicePoints;
              return point ? `${point.routeNo} ${point.routeName}` : '–';
            },
          },
          {
            title: t('customers.meterNo'),
            width: 210,
            render: (_value, row) =>
              row.servicePoints.map((point) => point.meterNo ?? t('customers.noMeter')).join('、'),
          },
          {
            title: t('customers.state'),
            dataIndex: 'state',
            width: 90,
            render: (state: Row['state']) => (
              <Tag color={state === 'active' ? 'green' : 'default'}>{t(`customers.${state}`)}</Tag>
            ),
          },
        ]}
      />
      {openId && <CustomerDrawer customerId={openId} onClose={() => setOpenId(null)} />}
      {isAdding && <CustomerDialog customer={null} onClose={() => setAdding(false)} />}
    </PageFrame>
  );
}
