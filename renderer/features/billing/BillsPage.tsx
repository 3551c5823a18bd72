import { Flex, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BILL_STATES, type BillState, billPage } from '#shared/contract/bill.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { BillKindTag } from '../../ui/BillKindTag.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { BillDrawer } from './BillDrawer.tsx';
import { PrintBillsDialog } from './PrintBillsDialog.tsx';

type Row = OutputOf<typeof billPage>['rows'][number];

/** Issued bills, the latest number first. */
export function BillsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [period, setPeriod] = useState<string | null>(null);
  const [routeId, setRouteId] = useState<string | null>(null);
  const [state, setState] = useState<BillState | null>(null);
  const [openNo, setOpenNo] = useState<string | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const filter = {
    ...(search ? { search } : {}),
    ...(period ? { period } : {}),
    ...(routeId ? { routeId } : {}),
    ...(state ? { state } : {}),
  };
  return (
    <PageFrame
      title={t('billing.bills')}
      actions={
        <HotkeyButton hotkey="F7" onPress={() => setPrinting(true)}>
          {t('billing.printAll')}
        </HotkeyButton>
      }
    >
      <Flex gap={8} style={{ paddingBottom: 8 }}>
        <Input.Search
          allowClear
          autoFocus
          style={{ width: 320 }}
          placeholder={t('billing.search')}
          aria-label={t('billing.search')}
          onSearch={(value) => setSearch(value.trim())}
        />
        <PeriodField label={t('common.period')} value={period} onChange={setPeriod} allowClear />
        <RouteSelect value={routeId} onChange={setRouteId} />
        <Select<BillState>
          allowClear
          style={{ width: 130 }}
          placeholder={t('billing.state')}
          aria-label={t('billing.state')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={BILL_STATES.map((value) => ({
            value,
            label: value === 'reversed' ? t('correction.reversed') : t(`billing.receivableStates.${value}`),
          }))}
        />
      </Flex>
      <LedgerTable<Row>
        contract={billPage}
        filter={filter}
        rowKey="billId"
        onOpen={(row) => setOpenNo(row.billNo)}
        columns={[
          { title: t('billing.billNo'), dataIndex: 'billNo', width: 160 },
          {
            title: t('correction.billKind'),
            dataIndex: 'kind',
            width: 80,
            render: (kind: Row['kind']) => <BillKindTag kind={kind} />,
          },
          { title: t('billing.account'), dataIndex: 'accountNo', width: 120 },
          { title: t('billing.name'), dataIndex: 'customerName', width: 120, ellipsis: true },
          { title: t('common.period'), dataIndex: 'period', width: 90 },
          {
            title: t('billing.totalKwh'),
            dataIndex: 'totalKwh',
            width: 130,
            align: 'right',
            render: (value: string) => <Quantity value={value} />,
          },
          {
            title: t('billing.totalAmount'),
            dataIndex: 'totalMinor',
            width: 130,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('billing.received'),
            width: 130,
            align: 'right',
            render: (_value, row) => (row.receivable ? <Money minor={row.receivable.receivedMinor} /> : '–'),
          },
          {
            title: t('billing.state'),
            width: 100,
            render: (_value, row) =>
              row.isReversed ? (
                <Tag color="red">{t('correction.reversed')}</Tag>
              ) : (
                row.receivable && (
                  <Tag color={row.receivable.state === 'settled' ? 'green' : 'orange'}>
                    {t(`billing.receivableStates.${row.receivable.state}`)}
                  </Tag>
                )
              ),
          },
          { title: t('billing.issuedOn'), dataIndex: 'issuedOn', width: 110 },
        ]}
      />
      {isPrinting && <PrintBillsDialog filter={filter} onClose={() => setPrinting(false)} />}
      {openNo && <BillDrawer billNo={openNo} onClose={() => setOpenNo(null)} />}
    </PageFrame>
  );
}
