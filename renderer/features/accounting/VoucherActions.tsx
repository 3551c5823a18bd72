import { App, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voucherApprove, voucherReject } from '#shared/contract/accounting.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import type { Voucher } from './VoucherDrawer.tsx';

/** The accountant approves the total as seen, or gives the voucher back. */
export function VoucherActions({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { can } = useOffice();
  const approve = useCommand(voucherApprove);
  const reject = useCommand(voucherReject);
  const [isRejecting, setRejecting] = useState(false);
  if (voucher.state !== 'prepared' || !can('voucher.approve')) return null;
  const { voucherId, voucherNo, version: expectedVersion, totalMinor } = voucher;
  const approveIt = async () => {
    const done = await approve.run({ voucherId, expectedVersion, seenTotalMinor: totalMinor });
    if (done) void message.success(t('accounting.approved', { voucherNo }));
  };
  const askApproval = () =>
    modal.confirm({
      title: t('accounting.approveConfirm', { voucherNo, total: minorToText(totalMinor) }),
      onOk: approveIt,
    });
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        <HotkeyButton type="primary" hotkey="F9" loading={approve.isRunning} onPress={askApproval}>
          {t('accounting.approve')}
        </HotkeyButton>
        <HotkeyButton hotkey="F10" onPress={() => setRejecting(true)}>
          {t('accounting.reject')}
        </HotkeyButton>
      </Flex>
      <ErrorPanel error={approve.error} />
      {isRejecting && (
        <ReasonDialog
          title={t('accounting.reject')}
          command={reject}
          onSubmit={(reason) => reject.run({ voucherId, expectedVersion, reason })}
          onClose={() => setRejecting(false)}
        />
      )}
    </Flex>
  );
}
