import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '#shared/domain/money.ts';

type Props = { readonly name: string | string[]; readonly label: string; readonly isFirst?: boolean };

/** What a register shows, as text: a number field of the browser would make a float of it. */
export function RegisterValue({ name, label, isFirst = false }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        {
          required: true,
          validator: (_rule, value: string | undefined) =>
            parseDecimal(value ?? '') === null
              ? Promise.reject(new Error(t('common.notADecimal')))
              : Promise.resolve(),
        },
      ]}
    >
      <Input autoFocus={isFirst} inputMode="decimal" maxLength={20} style={{ textAlign: 'right' }} />
    </Form.Item>
  );
}
