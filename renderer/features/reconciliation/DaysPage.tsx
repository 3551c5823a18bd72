import { Checkbox, Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { reconciliationPage } from '#shared/contract/reconciliation.ts';
import {
  RECONCILIATION_STATES,
  type ReconciliationState,
} from '#shared/domain/reconciliation/itemClasses.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { DayDrawer } from './DayDrawer.tsx';
import { DayStateTag } from './ItemTags.tsx';
import { RunDialog } from './RunDialog.tsx';

type Row = OutputOf<typeof reconciliationPage>['rows'][number];

/** The days of every channel: what the bank says, what we say, and what is still different. */
export function DaysPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [channelCode, setChannelCode] = useState<string | null>(null);
  const [state, setState] = useState<ReconciliationState | null>(null);
  const [onlyWithDifferences, setOnlyWithDifferences] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  return (
    <PageFrame
      title={t('reconciliation.days')}
      actions={
        can('reconciliation.run') && (
          <HotkeyButton type="primary" hotkey="F5" onPress={() => setRunning(true)}>
            {t('reconciliation.run')}
          </HotkeyButton>
        )
      }
    >
      <Flex gap={12} align="center" style={{ paddingBottom: 8 }}>
        <ChannelSelect value={channelCode} onChange={setChannelCode} />
        <Select<ReconciliationState>
          allowClear
          style={{ width: 140 }}
          placeholder={t('reconciliation.state')}
          aria-label={t('reconciliation.state')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={RECONCILIATION_STATES.map((value) => ({
            value,
            label: t(`reconciliation.states.${value}`),
          }))}
        />
        <Checkbox
          checked={onlyWithDifferences}
          onChange={(event) => setOnlyWithDifferences(event.target.checked)}
        >
          {t('reconciliation.onlyWithDifferences')}
        </Checkbox>
      </Flex>
      <LedgerTable<Row>
        contract={reconciliationPage}
        filter={{
          onlyWithDifferences,
          ...(channelCode ? { channelCode } : {}),
          ...(state ? { state } : {}),
        }}
        rowKey="reconciliationId"
        onOpen={(row) => setOpenId(row.reconciliationId)}
        columns={[
          { title: t('reconciliation.businessOn'), dataIndex: 'businessOn', width: 110 },
          { title: t('reconciliation.channel'), dataIndex: 'channelName', width: 150, ellipsis: true },
          {
            title: t('reconciliation.state'),
            dataIndex: 'state',
            width: 90,
            render: (value: ReconciliationState) => <DayStateTag state={value} />,
          },
          { title: t('reconciliation.itemCount'), dataIndex: 'itemCount', width: 80, align: 'right' },
          { title: t('reconciliation.openCount'), dataIndex: 'openCount', width: 80, align: 'right' },
          {
            title: t('reconciliation.proposedCount'),
            dataIndex: 'proposedCount',
            width: 80,
            align: 'right',
          },
          ...(['bankMinor', 'oursMinor'] as const).map((side) => ({
            title: t(`reconciliation.${side}`),
            dataIndex: side,
            width: 130,
            align: 'right' as const,
            render: (minor: number) => <Money minor={minor} />,
          })),
          {
            title: t('reconciliation.differenceMinor'),
            width: 110,
            align: 'right',
            render: (_value, row) => <Money minor={row.bankMinor - row.oursMinor} />,
          },
          {
            title: t('reconciliation.runAt'),
            dataIndex: 'runAt',
            width: 165,
            render: (instant: string) => <Instant at={instant} />,
          },
          {
            title: t('reconciliation.signedOffBy'),
            dataIndex: 'signedOffByName',
            width: 90,
            render: (name: string | null) => name ?? '–',
          },
        ]}
      />
      {isRunning && (
        <RunDialog
          onClose={() => setRunning(false)}
          onRun={(reconciliationId) => {
            setRunning(false);
            setOpenId(reconciliationId);
          }}
        />
      )}
      {openId && <DayDrawer reconciliationId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
