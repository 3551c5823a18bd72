import { useTranslation } from 'react-i18next';
import { lines } from '../locales/zh/lines.ts';

type Code = keyof typeof lines.codes;

const isWorded = (code: string): code is Code => code in lines.codes;

/** Why a line of a file was not taken. A code that a reader made without words stands as it is. */
export function LineCode({ code }: { readonly code: string | null }) {
  const { t } = useTranslation();
  if (code === null) return <>–</>;
  return <>{isWorded(code) ? t(`lines.codes.${code}`) : code}</>;
}
