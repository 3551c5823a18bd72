import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { tariffAssignmentSave } from '#shared/contract/customers.ts';
import { tariffList } from '#shared/contract/tariff.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Values = { readonly tariffId: string; readonly startOn: string };
type Props = { readonly servicePointId: string; readonly onClose: () => void };

/** Gives a service point a tariff from a day on; the one before ends on that day. */
export function AssignTariffDialog({ servicePointId, onClose }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const tariffs = useLedgerQuery(tariffList, {});
  const assign = useCommand(tariffAssignmentSave);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    if (await assign.run({ servicePointId, ...values })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('customers.assignTariff')}
      form={form}
      initialValues={ledger ? { startOn: ledger.businessDate } : {}}
      command={assign}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="tariffId" label={t('tariff.name')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={tariffs.isPending}
          options={(tariffs.data?.rows ?? [])
            .filter(({ current, draftCount, versionCount }) => current !== null || versionCount > draftCount)
            .map(({ tariffId, name, tariffCode }) => ({ value: tariffId, label: `${name} (${tariffCode})` }))}
        />
      </Form.Item>
      <Form.Item name="startOn" label={t('customers.startOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
    </FormDialog>
  );
}
