import { App, Flex, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import { tariffList } from '#shared/contract/tariff.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { CustomerClassSelect } from '../../ui/CustomerClassSelect.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';

type Values = {
  readonly routeId: string;
  readonly customerClass: string;
  readonly tariffId?: string | null;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: string;
};
type Props = { readonly batchId: string; readonly onClose: () => void };

/** Makes customers, service points and meters of a file's unknown meters, as on a first load. */
export function AdoptDialog({ batchId, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tariffs = useLedgerQuery(tariffList, {});
  const adopt = useCommand(servicePointAdoptLines);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const done = await adopt.run({ ...values, batchId, tariffId: values.tariffId ?? null });
    if (!done) return;
    void message.success(t('reading.adopted', { meters: done.meters, readings: done.readings }));
    onClose();
  };
  return (
    <FormDialog<Values>
      title={t('reading.adopt')}
      submitLabel={t('reading.adopt')}
      form={form}
      initialValues={{ customerClass: 'household', digits: 6, decimals: 0, multiplier: '1' }}
      command={adopt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="routeId" label={t('customers.route')} rules={[{ required: true }]}>
        <RouteSelect />
      </Form.Item>
      <Form.Item name="customerClass" label={t('customers.customerClass')} rules={[{ required: true }]}>
        <CustomerClassSelect />
      </Form.Item>
      <Form.Item name="tariffId" label={t('customers.tariffs')}>
        <Select
          allowClear
          options={(tariffs.data?.rows ?? []).map(({ tariffId, name }) => ({ value: tariffId, label: name }))}
        />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="digits" label={t('customers.digits')} rules={[{ required: true }]}>
          <InputNumber min={3} max={12} precision={0} />
        </Form.Item>
        <Form.Item name="decimals" label={t('customers.decimals')} rules={[{ required: true }]}>
          <InputNumber min={0} max={4} precision={0} />
        </Form.Item>
        <RegisterValue name="multiplier" label={t('customers.multiplier')} />
      </Flex>
    </FormDialog>
  );
}
