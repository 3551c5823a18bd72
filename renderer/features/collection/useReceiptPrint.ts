import { useTranslation } from 'react-i18next';
import { receiptPrint } from '#shared/contract/collection.ts';
import { usePdf } from '../../ui/usePdf.ts';

/** Writes a receipt as PDF where the person wants it. */
export function useReceiptPrint() {
  const { t } = useTranslation();
  const { write, ...state } = usePdf(receiptPrint);
  const print = (receiptNo: string) =>
    write(`${t('collection.receipt')}_${receiptNo}.pdf`, (path) => ({ receiptNo, path }));
  return { print, ...state };
}
