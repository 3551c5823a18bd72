import { Flex, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billCorrectionPage } from '#shared/contract/billCorrection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import {
  CORRECTION_KINDS,
  CORRECTION_STATES,
  type CorrectionKind,
  type CorrectionState,
} from '#shared/domain/billing/billCorrection.ts';
import { Money } from '../../ui/Amount.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { CorrectionDrawer } from './CorrectionDrawer.tsx';
import { CorrectionStateTag } from './CorrectionStateTag.tsx';

type Row = OutputOf<typeof billCorrectionPage>['rows'][number];

/** What people ask to correct on issued bills, and what became of it. */
export function CorrectionsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [state, setState] = useState<CorrectionState | null>(null);
  const [kind, setKind] = useState<CorrectionKind | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const money = (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />);
  return (
    <PageFrame title={t('correction.title')}>
      <Flex gap={8} style={{ paddingBottom: 8 }}>
        <Input.Search
          allowClear
          autoFocus
          style={{ width: 280 }}
          placeholder={t('billing.search')}
          aria-label={t('billing.search')}
          onSearch={(value) => setSearch(value.trim())}
        />
        <Select<CorrectionKind>
          allowClear
          style={{ width: 150 }}
          placeholder={t('correction.kind')}
          aria-label={t('correction.kind')}
          value={kind}
          onChange={(chosen) => setKind(chosen ?? null)}
          options={CORRECTION_KINDS.map((value) => ({ value, label: t(`correction.kinds.${value}`) }))}
        />
        <Select<CorrectionState>
          allowClear
          style={{ width: 150 }}
          placeholder={t('billing.state')}
          aria-label={t('billing.state')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={CORRECTION_STATES.map((value) => ({ value, label: t(`correction.states.${value}`) }))}
        />
      </Flex>
      <LedgerTable<Row>
        contract={billCorrectionPage}
        filter={{ ...(search && { search }), ...(kind && { kind }), ...(state && { state }) }}
        rowKey="correctionId"
        onOpen={(row) => setOpenId(row.correctionId)}
        columns={[
          {
            title: t('correction.kind'),
            dataIndex: 'kind',
            width: 86,
            render: (own: CorrectionKind) => t(`correction.kinds.${own}`),
          },
          {
            title: t('billing.state'),
            dataIndex: 'state',
            width: 90,
            render: (own: CorrectionState) => <CorrectionStateTag state={own} />,
          },
          { title: t('correction.oldBill'), dataIndex: 'billNo', width: 140 },
          { title: t('billing.account'), dataIndex: 'accountNo', width: 108 },
          { title: t('billing.name'), dataIndex: 'customerName', width: 96, ellipsis: true },
          { title: t('common.period'), dataIndex: 'period', width: 78 },
          {
            title: t('correction.oldBill'),
            dataIndex: 'oldMinor',
            width: 98,
            align: 'right',
            render: money,
          },
          {
            title: t('correction.newBill'),
            dataIndex: 'newMinor',
            width: 98,
            align: 'right',
            render: money,
          },
          { title: t('common.reason'), dataIndex: 'reason', width: 140, ellipsis: true },
          { title: t('correction.proposedBy'), dataIndex: 'proposedByName', width: 80 },
          {
            title: t('common.businessDate'),
            dataIndex: 'proposedAt',
            width: 150,
            render: (at: string) => <Instant at={at} />,
          },
        ]}
      />
      {openId && <CorrectionDrawer correctionId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
