import { useTranslation } from 'react-i18next';
import { lines } from '../locales/zh/lines.ts';

type Field = keyof typeof lines.fields;

const isNamed = (field: string): field is Field => field in lines.fields;

type Props = { readonly field: string | null; readonly value: string | null };

/** Where in a line the trouble is, and what stood there. */
export function LineField({ field, value }: Props) {
  const { t } = useTranslation();
  if (field === null) return <>{value ?? '–'}</>;
  const name = isNamed(field) ? t(`lines.fields.${field}`) : field;
  return <>{value === null || value === '' ? name : `${name}: ${value}`}</>;
}
