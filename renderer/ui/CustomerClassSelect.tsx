import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CUSTOMER_CLASSES } from './CustomerClass.tsx';

type Props = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (customerClass: string) => void;
  readonly disabled?: boolean;
};

/** The classes of customers that late fees, reading checks and tariffs depend on. */
export function CustomerClassSelect({ id, value, onChange, disabled = false }: Props) {
  const { t } = useTranslation();
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      style={{ minWidth: 150 }}
      disabled={disabled}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen) => onChange?.(chosen)}
      options={CUSTOMER_CLASSES.map((code) => ({ value: code, label: t(`customers.classes.${code}`) }))}
    />
  );
}
