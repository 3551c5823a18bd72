import { Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptPage } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { ReceiptDrawer } from './ReceiptDrawer.tsx';
import { ReceiptTag } from './ReceiptTag.tsx';

type Row = OutputOf<typeof receiptPage>['rows'][number];

/** Every receipt and every reversal, the latest first. */
export function ReceiptsPage() {
  const { t } = useTranslation();
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [channelCode, setChannelCode] = useState<string | null>(null);
  const [accountNo, setAccountNo] = useState('');
  const [openNo, setOpenNo] = useState<string | null>(null);
  return (
    <PageFrame title={t('collection.receipts')}>
      <Flex gap={12} style={{ paddingBottom: 8 }}>
        <DayField label={t('collection.receivedOn')} value={receivedOn} onChange={setReceivedOn} allowClear />
        <ChannelSelect value={channelCode} onChange={setChannelCode} />
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('collection.findAccount')}
          aria-label={t('collection.findAccount')}
          onSearch={(value) => setAccountNo(value.trim())}
        />
      </Flex>
      <LedgerTable<Row>
        contract={receiptPage}
        filter={{
          ...(receivedOn ? { receivedOn } : {}),
          ...(channelCode ? { channelCode } : {}),
          ...(accountNo ? { accountNo } : {}),
        }}
        rowKey="receiptId"
        onOpen={(row) => setOpenNo(row.receiptNo)}
        columns={[
          { title: t('collection.receiptNo'), dataIndex: 'receiptNo', width: 130 },
          { title: '', width: 90, render: (_value, row) => <ReceiptTag receipt={row} /> },
          { title: t('customers.accountNo'), dataIndex: 'accountNo', width: 120 },
          { title: t('customers.name'), dataIndex: 'customerName', width: 170, ellipsis: true },
          {
            title: t('collection.received'),
            dataIndex: 'amountMinor',
            width: 120,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          {
            title: t('collection.method'),
            dataIndex: 'method',
            width: 80,
            render: (method: Row['method']) => t(`collection.methods.${method}`),
          },
          { title: t('collection.receivedOn'), dataIndex: 'receivedOn', width: 110 },
          { title: t('collection.receivedBy'), dataIndex: 'receivedByName', width: 90, ellipsis: true },
          {
            title: t('collection.receivedAt'),
            dataIndex: 'receivedAt',
            width: 165,
            render: (at: string) => <Instant at={at} />,
          },
        ]}
      />
      {openNo && (
        <ReceiptDrawer key={openNo} receiptNo={openNo} onOpen={setOpenNo} onClose={() => setOpenNo(null)} />
      )}
    </PageFrame>
  );
}
