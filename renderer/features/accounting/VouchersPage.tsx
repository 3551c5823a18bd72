import { Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VOUCHER_STATES, voucherPage } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { ExportDayButton } from '../../ui/ExportDayButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { VoucherDrawer } from './VoucherDrawer.tsx';
import { VoucherStateTag } from './VoucherStateTag.tsx';

type Row = OutputOf<typeof voucherPage>['rows'][number];
type State = (typeof VOUCHER_STATES)[number];

/** Receipt and payment vouchers of the bank days. */
export function VouchersPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [state, setState] = useState<State | null>(null);
  const [channelCode, setChannelCode] = useState<string | null>(null);
  const [businessOn, setBusinessOn] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <PageFrame
      title={t('accounting.vouchers')}
      actions={
        businessOn &&
        can('reconciliation.export') && <ExportDayButton businessOn={businessOn} channelCode={channelCode} />
      }
    >
      <Flex gap={12} style={{ paddingBottom: 8 }}>
        <DayField
          label={t('reconciliation.businessOn')}
          value={businessOn}
          onChange={setBusinessOn}
          allowClear
        />
        <ChannelSelect value={channelCode} onChange={setChannelCode} />
        <Select<State>
          allowClear
          style={{ width: 140 }}
          placeholder={t('accounting.state')}
          aria-label={t('accounting.state')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={VOUCHER_STATES.map((value) => ({ value, label: t(`accounting.states.${value}`) }))}
        />
      </Flex>
      <LedgerTable<Row>
        contract={voucherPage}
        filter={{
          ...(state ? { state } : {}),
          ...(channelCode ? { channelCode } : {}),
          ...(businessOn ? { businessOn } : {}),
        }}
        rowKey="voucherId"
        onOpen={(row) => setOpenId(row.voucherId)}
        columns={[
          { title: t('accounting.voucherNo'), dataIndex: 'voucherNo', width: 140 },
          {
            title: t('accounting.kind'),
            dataIndex: 'kind',
            width: 110,
            render: (kind: Row['kind']) => t(`accounting.kinds.${kind}`),
          },
          {
            title: t('accounting.state'),
            dataIndex: 'state',
            width: 100,
            render: (value: State) => <VoucherStateTag state={value} />,
          },
          { title: t('reconciliation.businessOn'), dataIndex: 'businessOn', width: 110 },
          { title: t('reconciliation.channel'), dataIndex: 'channelName', width: 150, ellipsis: true },
          {
            title: t('accounting.total'),
            dataIndex: 'totalMinor',
            width: 140,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          { title: t('accounting.preparedBy'), dataIndex: 'preparedByName', width: 100 },
          {
            title: t('accounting.preparedAt'),
            dataIndex: 'preparedAt',
            width: 165,
            render: (instant: string) => <Instant at={instant} />,
          },
          {
            title: t('accounting.approvedBy'),
            dataIndex: 'approvedByName',
            width: 100,
            render: (name: string | null) => name ?? '–',
          },
        ]}
      />
      {openId && <VoucherDrawer voucherId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
