import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '#shared/domain/money.ts';

type Props = {
  readonly name: string | string[];
  readonly label: string;
  readonly isFirst?: boolean;
  /** May be left empty. */
  readonly isOptional?: boolean;
};

/** What a register shows, as text: a number field of the browser would make a float of it. */
export function RegisterValue({ name, label, isFirst = false, isOptional = false }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        {
          required: !isOptional,
          validator: (_rule, value: string | undefined) =>
            parseDecimal(value ?? '') !== null || (isOptional && !value)
              ? Promise.resolve()
              : Promise.reject(new Error(t('common.notADecimal'))),
        },
      ]}
    >
      <Input autoFocus={isFirst} inputMode="decimal" maxLength={20} style={{ textAlign: 'right' }} />
    </Form.Item>
  );
}
