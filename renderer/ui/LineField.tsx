import { useTranslation } from 'react-i18next';
import { isRegisterCode } from '#shared/domain/reading/registers.ts';
import { lines } from '../locales/zh/lines.ts';

type Field = keyof typeof lines.fields;

const isNamed = (field: string): field is Field => field in lines.fields;

type Props = { readonly field: string | null; readonly value: string | null };

/** Where in a line the trouble is, and what stood there. */
export function LineField({ field, value }: Props) {
  const { t } = useTranslation();
  if (field === null) return <>{value ?? '–'}</>;
  // `opening.total`: the field, and the register of the meter.
  const [head = '', register = ''] = field.split('.');
  const word = isNamed(head) ? t(`lines.fields.${head}`) : head;
  const name = isRegisterCode(register) ? `${word} ${t(`customers.registerCodes.${register}`)}` : word;
  return <>{value === null || value === '' ? name : `${name}: ${value}`}</>;
}
