import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BILL_STATES, type BillState, billPage } from '#shared/contract/bill.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { BillKindTag } from '../../ui/BillKindTag.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { type ListFilter, ListFilters } from '../../ui/ListFilters.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { BillDrawer } from './BillDrawer.tsx';
import { PrintBillsDialog } from './PrintBillsDialog.tsx';

type Row = OutputOf<typeof billPage>['rows'][number];

/** Issued bills, the latest number first. */
export function BillsPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ListFilter<BillState>>({});
  const [openNo, setOpenNo] = useState<string | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  return (
    <PageFrame
      title={t('billing.bills')}
      actions={
        <HotkeyButton hotkey="F7" onPress={() => setPrinting(true)}>
          {t('billing.printAll')}
        </HotkeyButton>
      }
    >
      <ListFilters<BillState>
        value={filter}
        onChange={setFilter}
        searchLabel={t('billing.search')}
        isSearchFirst
        hasRoute
        states={BILL_STATES.map((value) => ({
          value,
          label: value === 'reversed' ? t('correction.reversed') : t(`billing.receivableStates.${value}`),
        }))}
      />
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
