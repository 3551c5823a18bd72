import { Flex, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { RegisterValue } from './RegisterValue.tsx';

/** What a meter counts by: digits, decimals, multiplier. */
export function MeterFigures() {
  const { t } = useTranslation();
  return (
    <Flex gap={12}>
      <Form.Item name="digits" label={t('customers.digits')} rules={[{ required: true }]}>
        <InputNumber min={3} max={12} precision={0} />
      </Form.Item>
      <Form.Item name="decimals" label={t('customers.decimals')} rules={[{ required: true }]}>
        <InputNumber min={0} max={4} precision={0} />
      </Form.Item>
      <RegisterValue name="multiplier" label={t('customers.multiplier')} />
    </Flex>
  );
}
