import { App, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  billCorrectionApprove,
  billCorrectionReturn,
  billCorrectionSubmit,
  billCorrectionWithdraw,
} from '#shared/contract/billCorrection.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import type { CorrectionDetail } from './CorrectionDrawer.tsx';

/** What this person may do with a correction in its state; the core decides again. */
export function CorrectionActions({ detail }: { readonly detail: CorrectionDetail }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { can } = useOffice();
  const submit = useCommand(billCorrectionSubmit);
  const approve = useCommand(billCorrectionApprove);
  const giveBack = useCommand(billCorrectionReturn);
  const withdraw = useCommand(billCorrectionWithdraw);
  const [asking, setAsking] = useState<'return' | 'withdraw' | null>(null);
  const { correctionId, version, state, kind, newMinor } = detail.correction;
  const at = { correctionId, expectedVersion: version };
  const isUndecided = state === 'open' || state === 'submitted';
  const submitIt = async () => {
    const done = await submit.run(at);
    if (done) void message.success(t('correction.proposed', { total: minorToText(done.totalMinor) }));
  };
  const approveIt = async () => {
    const done = await approve.run({ ...at, seenTotalMinor: newMinor ?? 0 });
    if (done) void message.success(t('correction.approved', { billNo: done.billNo }));
  };
  const askApproval = () =>
    modal.confirm({
      title: t(kind === 'rebill' ? 'correction.approveRebill' : 'correction.approveAdjustment', {
        total: minorToText(newMinor ?? 0),
      }),
      onOk: approveIt,
    });
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        {can('billCorrection.prepare') && state === 'open' && (
          <HotkeyButton type="primary" hotkey="F8" loading={submit.isRunning} onPress={() => void submitIt()}>
            {t('correction.submit')}
          </HotkeyButton>
        )}
        {can('billCorrection.approve') && state === 'submitted' && (
          <>
            <HotkeyButton
              type="primary"
              hotkey="F9"
              disabled={detail.samePersonAs !== null}
              loading={approve.isRunning}
              onPress={askApproval}
            >
              {t('correction.approve')}
            </HotkeyButton>
            <HotkeyButton hotkey="F10" onPress={() => setAsking('return')}>
              {t('correction.return')}
            </HotkeyButton>
          </>
        )}
        {can('billCorrection.prepare') && isUndecided && (
          <HotkeyButton danger hotkey="F6" onPress={() => setAsking('withdraw')}>
            {t('correction.withdraw')}
          </HotkeyButton>
        )}
      </Flex>
      <ErrorPanel error={submit.error ?? approve.error} />
      {asking !== null && (
        <ReasonDialog
          title={t(`correction.${asking}`)}
          command={asking === 'return' ? giveBack : withdraw}
          onSubmit={(reason) => (asking === 'return' ? giveBack : withdraw).run({ ...at, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </Flex>
  );
}
