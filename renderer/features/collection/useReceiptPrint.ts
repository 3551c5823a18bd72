import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { receiptPrint } from '#shared/contract/collection.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';

/** Writes a receipt as PDF where the person wants it. */
export function useReceiptPrint() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const command = useCommand(receiptPrint);
  const print = async (receiptNo: string) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('collection.receipt')}_${receiptNo}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (path !== null && (await command.run({ receiptNo, path }))) {
      void message.success(t('billing.printed', { path }));
    }
  };
  return { print, isRunning: command.isRunning, error: command.error };
}
