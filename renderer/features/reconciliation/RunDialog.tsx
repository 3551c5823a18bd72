import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { reconciliationRun } from '#shared/contract/reconciliation.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Values = { readonly channelCode: string; readonly businessOn: string };
type Props = { readonly onClose: () => void; readonly onRun: (reconciliationId: string) => void };

/** Compares a channel's day with the bank, and opens what came out. */
export function RunDialog({ onClose, onRun }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const run = useCommand(reconciliationRun);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const day = await run.run(values);
    if (day) onRun(day.reconciliationId);
  };
  return (
    <FormDialog<Values>
      title={t('reconciliation.runTitle')}
      submitLabel={t('reconciliation.run')}
      form={form}
      initialValues={ledger ? { businessOn: ledger.businessDate } : {}}
      command={run}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="channelCode" label={t('reconciliation.channel')} rules={[{ required: true }]}>
        <ChannelSelect kind="bank" allowClear={false} />
      </Form.Item>
      <Form.Item name="businessOn" label={t('reconciliation.businessOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
    </FormDialog>
  );
}
