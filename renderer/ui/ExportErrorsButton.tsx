import { App, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CommandContract, InputOf } from '#shared/contract/define.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandProgress } from './CommandProgress.tsx';
import { ErrorPanel } from './ErrorPanel.tsx';
import { HotkeyButton } from './HotkeyButton.tsx';

type Props<C extends CommandContract> = {
  /** Writes lines of a file and answers how many. */
  readonly contract: C;
  readonly inputOf: (path: string) => InputOf<C>;
};

/** Writes the lines of a file that were not taken to where the person says, for a spreadsheet. */
export function ExportErrorsButton<C extends CommandContract>({ contract, inputOf }: Props<C>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const exportErrors = useCommand(contract);
  const run = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('lines.problemLines')}.csv`,
      filters: [{ name: 'CSV', extensions: ['csv'] }],
    });
    if (path === null) return;
    const done = (await exportErrors.run(inputOf(path))) as { readonly lineCount: number } | null;
    if (done) void message.success(t('lines.exported', { count: done.lineCount }));
  };
  return (
    <Flex gap={8} align="center">
      <CommandProgress title={t('lines.exportErrors')} command={exportErrors} />
      <ErrorPanel error={exportErrors.error} />
      <HotkeyButton hotkey="F7" loading={exportErrors.isRunning} onPress={() => void run()}>
        {t('lines.exportErrors')}
      </HotkeyButton>
    </Flex>
  );
}
