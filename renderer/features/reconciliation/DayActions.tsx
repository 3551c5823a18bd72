import { App, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { voucherPrepare } from '#shared/contract/accounting.ts';
import { reconciliationRun, reconciliationSignOff } from '#shared/contract/reconciliation.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CommandProgress } from '../../ui/CommandProgress.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { ExportDayButton } from '../../ui/ExportDayButton.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { listText } from '../../ui/listText.ts';
import type { DayDetail } from './DayDrawer.tsx';

/** What this person may do with the day as a whole; the core decides again. */
export function DayActions({ day }: { readonly day: DayDetail }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { can } = useOffice();
  const run = useCommand(reconciliationRun);
  const signOff = useCommand(reconciliationSignOff);
  const prepare = useCommand(voucherPrepare);
  const { reconciliationId, channelCode, businessOn, version } = day;
  const isOpen = day.state === 'open';
  const runAgain = async () => {
    const done = await run.run({ channelCode, businessOn });
    if (done) void message.success(t('reconciliation.ranAgain', { count: done.changedCount }));
  };
  const askSignOff = () =>
    modal.confirm({
      title: t('reconciliation.signOffConfirm', { day: businessOn, channel: day.channelName }),
      onOk: () => signOff.run({ reconciliationId, expectedVersion: version }),
    });
  const prepareVouchers = async () => {
    const done = await prepare.run({ reconciliationId });
    if (done) {
      const numbers = listText(
        done.vouchers.map(({ voucherNo }) => voucherNo),
        t,
      );
      void message.success(t('reconciliation.vouchersPrepared', { numbers }));
    }
  };
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        {can('reconciliation.run') && isOpen && (
          <HotkeyButton hotkey="F5" loading={run.isRunning} onPress={() => void runAgain()}>
            {t('reconciliation.runAgain')}
          </HotkeyButton>
        )}
        {can('reconciliation.run') && isOpen && (
          <HotkeyButton
            type="primary"
            hotkey="F9"
            disabled={!day.canSignOff}
            loading={signOff.isRunning}
            onPress={askSignOff}
          >
            {t('reconciliation.signOff')}
          </HotkeyButton>
        )}
        {can('voucher.prepare') && !isOpen && (
          <HotkeyButton
            type="primary"
            hotkey="F8"
            loading={prepare.isRunning}
            onPress={() => void prepareVouchers()}
          >
            {t('reconciliation.prepareVouchers')}
          </HotkeyButton>
        )}
        {can('reconciliation.export') && (
          <ExportDayButton businessOn={businessOn} channelCode={channelCode} />
        )}
      </Flex>
      <CommandProgress title={t('reconciliation.runAgain')} command={run} />
      <ErrorPanel error={run.error ?? signOff.error ?? prepare.error} />
    </Flex>
  );
}
