import { useTranslation } from 'react-i18next';
import { lineCodes } from '../locales/zh/lineCodes.ts';

type Code = keyof typeof lineCodes;

const isWorded = (code: string): code is Code => code in lineCodes;

/** Why a line of a file was not taken. A code that a reader made without words stands as it is. */
export function LineCode({ code }: { readonly code: string | null }) {
  const { t } = useTranslation();
  if (code === null) return <>–</>;
  return <>{isWorded(code) ? t(`lineCodes.${code}`) : code}</>;
}
