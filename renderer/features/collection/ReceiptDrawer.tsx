import { Button, Descriptions, Drawer, Flex, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptDetail, receiptReverse } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { AllocationTable } from './AllocationTable.tsx';
import { ReceiptTag } from './ReceiptTag.tsx';
import { useReceiptPrint } from './useReceiptPrint.ts';

type Props = {
  readonly receiptNo: string;
  /** Shows the receipt that reverses this one, or that this one reverses. */
  readonly onOpen: (receiptNo: string) => void;
  readonly onClose: () => void;
};

/** One receipt: what it settled, printed again, or taken back by a mirrored one. */
export function ReceiptDrawer({ receiptNo, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const receipt = useLedgerQuery(receiptDetail, { receiptNo });
  const reverse = useCommand(receiptReverse);
  const printing = useReceiptPrint();
  const [isReversing, setReversing] = useState(false);
  const { data } = receipt;
  const canReverse = data?.kind === 'payment' && !data.isReversed && can('payment.reverse');
  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      title={`${t('collection.receipt')} ${receiptNo}`}
      extra={
        <Flex gap={8}>
          <HotkeyButton
            hotkey="F7"
            loading={printing.isRunning}
            onPress={() => void printing.print(receiptNo)}
          >
            {t('billing.print')}
          </HotkeyButton>
          {canReverse && (
            <HotkeyButton danger hotkey="F10" onPress={() => setReversing(true)}>
              {t('collection.reverse')}
            </HotkeyButton>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={14}>
        <ErrorPanel error={receipt.error ?? printing.error} onRetry={() => void receipt.refetch()} />
        {receipt.isPending && <Spin />}
        {data && <Facts receipt={data} onOpen={onOpen} />}
        {data && <AllocationTable allocations={data.allocations} prepaidMinor={data.prepaidMinor} />}
      </Flex>
      {isReversing && (
        <ReasonDialog
          title={t('collection.reverse')}
          command={reverse}
          onSubmit={(reason) => reverse.run({ receiptNo, reason })}
          onClose={() => setReversing(false)}
        />
      )}
    </Drawer>
  );
}

type FactsProps = { readonly receipt: OutputOf<typeof receiptDetail> } & Pick<Props, 'onOpen'>;

function Facts({ receipt, onOpen }: FactsProps) {
  const { t } = useTranslation();
  const link = (receiptNo: string) => (
    <Button type="link" style={{ padding: 0, height: 'auto' }} onClick={() => onOpen(receiptNo)}>
      {receiptNo}
    </Button>
  );
  return (
    <Descriptions
      bordered
      size="small"
      column={2}
      items={[
        { key: 'state', label: t('billing.state'), children: <ReceiptTag receipt={receipt} /> },
        { key: 'amount', label: t('collection.received'), children: <Money minor={receipt.amountMinor} /> },
        { key: 'account', label: t('customers.accountNo'), children: receipt.accountNo },
        { key: 'name', label: t('customers.name'), children: receipt.customerName },
        { key: 'method', label: t('collection.method'), children: t(`collection.methods.${receipt.method}`) },
        { key: 'serial', label: t('collection.channelSerialNo'), children: receipt.channelSerialNo ?? '–' },
        { key: 'by', label: t('collection.receivedBy'), children: receipt.receivedByName },
        { key: 'at', label: t('collection.receivedAt'), children: <Instant at={receipt.receivedAt} /> },
        ...(receipt.reversesNo
          ? [{ key: 'reverses', label: t('collection.reverses'), children: link(receipt.reversesNo) }]
          : []),
        ...(receipt.reversedByNo
          ? [{ key: 'reversedBy', label: t('collection.reversedBy'), children: link(receipt.reversedByNo) }]
          : []),
        ...(receipt.reason ? [{ key: 'reason', label: t('common.reason'), children: receipt.reason }] : []),
      ]}
    />
  );
}
