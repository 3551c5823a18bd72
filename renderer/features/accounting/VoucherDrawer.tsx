import { Descriptions, Drawer, Flex, Spin, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { voucherDetail } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { debitCreditColumns } from './debitCredit.tsx';
import { VoucherActions } from './VoucherActions.tsx';
import { VoucherStateTag } from './VoucherStateTag.tsx';

export type Voucher = OutputOf<typeof voucherDetail>;
type Props = { readonly voucherId: string; readonly onClose: () => void };

/** One voucher as it will stand in the books. */
export function VoucherDrawer({ voucherId, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(voucherDetail, { voucherId });
  const voucher = detail.data;
  return (
    <Drawer
      open
      size={860}
      onClose={onClose}
      title={voucher ? `${t(`accounting.kinds.${voucher.kind}`)}  ${voucher.voucherNo}` : ''}
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {voucher && (
        <Flex vertical gap={14}>
          <VoucherActions key={voucher.version} voucher={voucher} />
          <Facts voucher={voucher} />
          <Lines voucher={voucher} />
        </Flex>
      )}
    </Drawer>
  );
}

function Facts({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation();
  return (
    <Descriptions
      bordered
      size="small"
      column={2}
      items={[
        { key: 'day', label: t('reconciliation.businessOn'), children: voucher.businessOn },
        { key: 'channel', label: t('reconciliation.channel'), children: voucher.channelName },
        { key: 'total', label: t('accounting.total'), children: <Money minor={voucher.totalMinor} /> },
        { key: 'state', label: t('accounting.state'), children: <VoucherStateTag state={voucher.state} /> },
        {
          key: 'prepared',
          label: t('accounting.preparedBy'),
          children: (
            <>
              {voucher.preparedByName} <Instant at={voucher.preparedAt} />
            </>
          ),
        },
        {
          key: 'approved',
          label: t('accounting.approvedBy'),
          children: voucher.approvedAt ? (
            <>
              {voucher.approvedByName} <Instant at={voucher.approvedAt} />
            </>
          ) : (
            '–'
          ),
        },
      ]}
    />
  );
}

function Lines({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation();
  return (
    <Table<Voucher['lines'][number]>
      bordered
      size="small"
      rowKey="lineNo"
      pagination={false}
      dataSource={voucher.lines}
      columns={[
        {
          title: t('accounting.memo'),
          dataIndex: 'memoCode',
          render: (memoCode: Voucher['lines'][number]['memoCode']) => t(`accounting.memos.${memoCode}`),
        },
        { title: t('accounting.accountCode'), dataIndex: 'accountCode', width: 120 },
        { title: t('accounting.accountName'), dataIndex: 'accountName' },
        ...debitCreditColumns<Voucher['lines'][number]>({
          debit: t('accounting.debit'),
          credit: t('accounting.credit'),
        }),
      ]}
    />
  );
}
