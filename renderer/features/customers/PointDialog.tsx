import { Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type customerDetail, servicePointSave } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';

type Point = OutputOf<typeof customerDetail>['servicePoints'][number];
type Values = Pick<
  Point,
  'servicePointNo' | 'routeId' | 'routePosition' | 'address' | 'capacityKva' | 'state'
>;
type Props = {
  readonly customerId: string;
  readonly point: Point | null;
  readonly onClose: () => void;
};

/** Adds a service point (`null`) or changes one: its place in a route, its capacity, its state. */
export function PointDialog({ customerId, point, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(servicePointSave);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const done = await save.run({
      ...values,
      capacityKva: values.capacityKva || null,
      customerId,
      servicePointId: point?.servicePointId ?? null,
      expectedVersion: point?.version ?? null,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={point ? t('customers.editPoint') : t('customers.addPoint')}
      form={form}
      initialValues={point ?? { routePosition: 0, state: 'active' }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="servicePointNo" label={t('customers.servicePointNo')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item name="address" label={t('customers.address')} rules={[{ required: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="routeId" label={t('customers.route')} rules={[{ required: true }]}>
          <RouteSelect isOne />
        </Form.Item>
        <Form.Item name="routePosition" label={t('customers.position')} rules={[{ required: true }]}>
          <InputNumber min={0} max={9_999_999} precision={0} />
        </Form.Item>
        <Form.Item
          name="capacityKva"
          label={t('customers.capacity')}
          rules={[{ pattern: /^\d{1,9}(\.\d{1,6})?$/, message: t('common.notADecimal') }]}
        >
          <Input style={{ width: 120, textAlign: 'right' }} />
        </Form.Item>
      </Flex>
      {point && (
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
