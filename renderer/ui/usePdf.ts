import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CommandContract } from '#shared/contract/define.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';

/** Runs a command that writes a PDF, where the person wants it. */
export function usePdf<C extends CommandContract>(contract: C) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const command = useCommand(contract);
  const write = async (suggestedName: string, inputOf: (path: string) => z.input<C['input']>) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (path !== null && (await command.run(inputOf(path)))) {
      void message.success(t('billing.printed', { path }));
    }
  };
  return { write, isRunning: command.isRunning, error: command.error };
}
