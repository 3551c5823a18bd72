import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { billRunCreate } from '#shared/contract/billing.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';

type Values = { readonly routeId: string; readonly period: string };
type Props = { readonly onClose: () => void; readonly onCreated: (billRunId: string) => void };

export function CreateRunDialog({ onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const create = useCommand(billRunCreate);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const run = await create.run(values);
    if (!run) return;
    onClose();
    onCreated(run.billRunId);
  };
  return (
    <FormDialog<Values>
      title={t('billing.create')}
      form={form}
      initialValues={{ period: ledger?.currentPeriod ?? '' }}
      command={create}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="routeId" label={t('billing.route')} rules={[{ required: true }]}>
        <RouteSelect isOne />
      </Form.Item>
      <Form.Item name="period" label={t('common.period')} rules={[{ required: true }]}>
        <PeriodField />
      </Form.Item>
    </FormDialog>
  );
}
