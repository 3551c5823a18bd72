import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type customerDetail, customerSave } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { CustomerClassSelect } from '../../ui/CustomerClassSelect.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Customer = OutputOf<typeof customerDetail>['customer'];
type Values = Pick<
  Customer,
  'accountNo' | 'name' | 'address' | 'phone' | 'customerClass' | 'householdSize' | 'state'
>;
type Props = { readonly customer: Customer | null; readonly onClose: () => void };

/** Adds a customer (`null`) or changes one. */
export function CustomerDialog({ customer, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(customerSave);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const done = await save.run({
      ...values,
      householdSize: values.householdSize ?? null,
      phone: values.phone ?? '',
      customerId: customer?.customerId ?? null,
      expectedVersion: customer?.version ?? null,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={customer ? t('customers.editCustomer') : t('customers.addCustomer')}
      form={form}
      initialValues={customer ?? { customerClass: 'household', state: 'active', phone: '' }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="accountNo" label={t('customers.accountNo')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label={t('customers.name')} rules={[{ required: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="address" label={t('customers.address')} rules={[{ required: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="phone" label={t('customers.phone')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="customerClass" label={t('customers.customerClass')} rules={[{ required: true }]}>
        <CustomerClassSelect />
      </Form.Item>
      <Form.Item name="householdSize" label={t('customers.householdSize')}>
        <InputNumber min={1} max={99} precision={0} />
      </Form.Item>
      {customer && (
        <Form.Item name="state" label={t('customers.state')}>
          <Select
            options={(['active', 'closed'] as const).map((value) => ({
              value,
              label: t(`customers.${value}`),
            }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}
