import { Flex, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerPage } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CustomerClass } from '../../ui/CustomerClass.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { listText } from '../../ui/listText.ts';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { CustomerDialog } from './CustomerDialog.tsx';
import { CustomerDrawer } from './CustomerDrawer.tsx';
import { ImportDialog, type ImportResult } from './ImportDialog.tsx';
import { ImportResultDialog } from './ImportResultDialog.tsx';

type Row = OutputOf<typeof customerPage>['rows'][number];

export function CustomersPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [search, setSearch] = useState('');
  const [routeId, setRouteId] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  // The function keys do not reach through what is open.
  const isBusy = isAdding || isImporting || result !== null || openId !== null;
  const filter = { ...(search ? { search } : {}), ...(routeId ? { routeId } : {}) };
  return (
    <PageFrame
      title={t('customers.title')}
      actions={
        <>
          {can('customer.import') && (
            <HotkeyButton hotkey="F3" disabled={isBusy} onPress={() => setImporting(true)}>
              {t('customers.import')}
            </HotkeyButton>
          )}
          {can('customer.edit') && (
            <HotkeyButton type="primary" hotkey="F2" disabled={isBusy} onPress={() => setAdding(true)}>
              {t('customers.addCustomer')}
            </HotkeyButton>
          )}
        </>
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
        <RouteSelect value={routeId} onChange={setRouteId} style={{ width: 240 }} />
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
              listText(
                row.servicePoints.map((point) => point.meterNo ?? t('customers.noMeter')),
                t,
              ),
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
      {isImporting && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onImported={(imported) => {
            setImporting(false);
            setResult(imported);
          }}
        />
      )}
      {result && <ImportResultDialog result={result} onClose={() => setResult(null)} />}
    </PageFrame>
  );
}
