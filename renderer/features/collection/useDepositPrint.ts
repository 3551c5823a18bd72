import { useTranslation } from 'react-i18next';
import { depositPrint } from '#shared/contract/cashDrawer.ts';
import { usePdf } from '../../ui/usePdf.ts';

/** Writes a deposit slip as PDF where the person wants it. */
export function useDepositPrint() {
  const { t } = useTranslation();
  const { write, ...state } = usePdf(depositPrint);
  const print = (depositNo: string) =>
    write(`${t('collection.drawers.deposit')}_${depositNo}.pdf`, (path) => ({ depositNo, path }));
  return { print, ...state };
}
