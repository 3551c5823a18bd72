import { Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptPage } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money } from '../../ui/Amount.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { ReceiptDrawer } from './ReceiptDrawer.tsx';
import { ReceiptTag } from './ReceiptTag.tsx';

type Row = OutputOf<typeof receiptPage>['rows'][number];
const SHOWN = 5;

/** The latest receipts of an account: a payer who asks again is answered at once. */
export function LastReceipts({ accountNo }: { readonly accountNo: string }) {
  const { t } = useTranslation();
  const receipts = useLedgerQuery(receiptPage, { accountNo, limit: SHOWN });
  const [openNo, setOpenNo] = useState<string | null>(null);
  return (
    <>
      <Table<Row>
        size="small"
        rowKey="receiptId"
        pagination={false}
        loading={receipts.isPending}
        title={() => <Typography.Text strong>{t('collection.lastReceipts')}</Typography.Text>}
        locale={{ emptyText: t('collection.noReceipts') }}
        dataSource={receipts.data?.rows ?? []}
        onRow={({ receiptNo }) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => setOpenNo(receiptNo),
          onKeyDown: ({ key }) => key === 'Enter' && setOpenNo(receiptNo),
        })}
        columns={[
          { title: t('collection.receiptNo'), dataIndex: 'receiptNo' },
          { title: '', render: (_value, row) => <ReceiptTag receipt={row} /> },
          {
            title: t('collection.receivedAt'),
            dataIndex: 'receivedAt',
            render: (at: string) => <Instant at={at} />,
          },
          {
            title: t('collection.received'),
            dataIndex: 'amountMinor',
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
        ]}
      />
      {openNo && (
        <ReceiptDrawer key={openNo} receiptNo={openNo} onOpen={setOpenNo} onClose={() => setOpenNo(null)} />
      )}
    </>
  );
}
