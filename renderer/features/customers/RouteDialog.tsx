import { Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { routeSave } from '#shared/contract/customers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { Route } from './RoutesPage.tsx';

type Values = Pick<Route, 'routeNo' | 'name' | 'cycleDay'>;
type Props = { readonly route: Route | null; readonly onClose: () => void };

/** Adds a reading route (`null`) or changes one. */
export function RouteDialog({ route, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(routeSave);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const done = await save.run({
      ...values,
      routeId: route?.routeId ?? null,
      expectedVersion: route?.version ?? null,
      readerUserId: route?.readerUserId ?? null,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={route ? t('customers.editRoute') : t('customers.addRoute')}
      form={form}
      initialValues={route ?? { cycleDay: 1 }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="routeNo" label={t('customers.routeNo')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label={t('customers.routeName')} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="cycleDay" label={t('customers.cycleDay')} rules={[{ required: true }]}>
        <InputNumber min={1} max={31} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
