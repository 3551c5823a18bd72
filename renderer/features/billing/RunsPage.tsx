import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billRunPage } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { BILL_RUN_STATES, type BillRunState } from '#shared/domain/billing/billRunState.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { type ListFilter, ListFilters } from '../../ui/ListFilters.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { CreateRunDialog } from './CreateRunDialog.tsx';
import { RunDrawer } from './RunDrawer.tsx';
import { SeveralRunsDialog } from './SeveralRunsDialog.tsx';

type Row = OutputOf<typeof billRunPage>['rows'][number];

export const STATE_COLORS: Record<BillRunState, string> = {
  planned: 'default',
  calculated: 'blue',
  submitted: 'orange',
  approved: 'cyan',
  issued: 'green',
  cancelled: 'default',
};

export function RunsPage() {
  const { t } = useTranslation();
  const { ledger, can } = useOffice();
  const [filter, setFilter] = useState<ListFilter<BillRunState>>(
    ledger ? { period: ledger.currentPeriod } : {},
  );
  const [openId, setOpenId] = useState<string | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [isSeveral, setSeveral] = useState(false);
  const isWorker = can('billRun.prepare') || can('billRun.approve') || can('billRun.issue');
  return (
    <PageFrame
      title={t('billing.runs')}
      actions={
        <>
          {isWorker && (
            <HotkeyButton hotkey="F6" onPress={() => setSeveral(true)}>
              {t('billing.several')}
            </HotkeyButton>
          )}
          {can('billRun.prepare') && (
            <HotkeyButton type="primary" hotkey="F2" onPress={() => setCreating(true)}>
              {t('billing.create')}
            </HotkeyButton>
          )}
        </>
      }
    >
      <ListFilters<BillRunState>
        value={filter}
        onChange={setFilter}
        hasRoute
        states={BILL_RUN_STATES.map((value) => ({ value, label: t(`billing.states.${value}`) }))}
      />
      <LedgerTable<Row>
        contract={billRunPage}
        filter={filter}
        rowKey="billRunId"
        onOpen={(row) => setOpenId(row.billRunId)}
        columns={[
          { title: t('common.period'), dataIndex: 'period', width: 100 },
          {
            title: t('billing.route'),
            width: 200,
            render: (_value, row) => `${row.routeNo} ${row.routeName}`,
          },
          {
            title: t('billing.state'),
            dataIndex: 'state',
            width: 110,
            render: (state: BillRunState) => (
              <Tag color={STATE_COLORS[state]}>{t(`billing.states.${state}`)}</Tag>
            ),
          },
          { title: t('billing.billCount'), dataIndex: 'billCount', width: 90, align: 'right' },
          { title: t('billing.stoppedCount'), dataIndex: 'stoppedCount', width: 110, align: 'right' },
          { title: t('billing.openExceptions'), dataIndex: 'openExceptionCount', width: 130, align: 'right' },
          {
            title: t('billing.totalKwh'),
            dataIndex: 'totalKwh',
            width: 140,
            align: 'right',
            render: (value: string) => <Quantity value={value} />,
          },
          {
            title: t('billing.totalAmount'),
            dataIndex: 'totalMinor',
            width: 150,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
        ]}
      />
      {isCreating && <CreateRunDialog onClose={() => setCreating(false)} onCreated={setOpenId} />}
      {isSeveral && <SeveralRunsDialog onClose={() => setSeveral(false)} />}
      {openId && <RunDrawer billRunId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
