import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** Why somebody decided so; it stays with the record. */
export function ReasonField({ isFirst = false }: { readonly isFirst?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item name="reason" label={t('common.reason')} rules={[{ required: true, whitespace: true }]}>
      <Input autoFocus={isFirst} data-first={isFirst} maxLength={400} />
    </Form.Item>
  );
}
