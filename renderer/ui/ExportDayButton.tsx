import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { reconciliationExport } from '#shared/contract/accounting.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandProgress } from './CommandProgress.tsx';
import { ErrorPanel } from './ErrorPanel.tsx';
import { HotkeyButton } from './HotkeyButton.tsx';

type Props = {
  readonly businessOn: string;
  /** `null`: all channels of the day. */
  readonly channelCode: string | null;
};

/** Writes the reconciliation workbook of a day where the person wants it, and shows where it lies. */
export function ExportDayButton({ businessOn, channelCode }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const exportDay = useCommand(reconciliationExport);
  const run = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('reconciliation.workbook')}_${businessOn}.xlsx`,
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    });
    if (path === null) return;
    const done = await exportDay.run({ businessOn, channelCode, path });
    if (!done) return;
    void message.success(
      <>
        {t('reconciliation.exported', { count: done.rowCount })}
        <Button type="link" onClick={() => void askWindow('window.showFile', { path: done.path })}>
          {t('common.showFile')}
        </Button>
      </>,
    );
  };
  return (
    <Flex gap={8} align="center">
      <HotkeyButton hotkey="F7" loading={exportDay.isRunning} onPress={() => void run()}>
        {t('reconciliation.exportWorkbook')}
      </HotkeyButton>
      <CommandProgress title={t('reconciliation.exportWorkbook')} command={exportDay} />
      <ErrorPanel error={exportDay.error} />
    </Flex>
  );
}
