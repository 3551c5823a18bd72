import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/define.ts';
import { tariffImport } from '#shared/contract/tariff.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CustomerClassSelect } from '../../ui/CustomerClassSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { documentErrors, TariffErrors } from './TariffErrors.tsx';

type Values = InputOf<typeof tariffImport>;

/** Adds a version from a price table: one that was exported and changed, or written anew in its layout. */
export function ImportTableDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const read = useCommand(tariffImport);
  const [form] = Form.useForm<Values>();
  const { errors, command } = documentErrors(read);
  const submit = async (values: Values) => {
    if (await read.run(values)) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('tariff.importTable')}
      form={form}
      initialValues={ledger ? { startOn: `${ledger.currentPeriod}-01` } : {}}
      command={command}
      width={640}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="path"
        label={t('tariff.tableFile')}
        extra={t('tariff.tableHint')}
        rules={[{ required: true }]}
      >
        <FileField kindName="Excel, CSV" extensions={['xlsx', 'xls', 'csv']} />
      </Form.Item>
      <Form.Item
        name="tariffCode"
        label={t('tariff.code')}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('customers.codeRule') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label={t('tariff.name')} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="customerClass" label={t('tariff.customerClass')} rules={[{ required: true }]}>
        <CustomerClassSelect />
      </Form.Item>
      <Form.Item name="startOn" label={t('tariff.startOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="documentNo" label={t('tariff.documentNo')} rules={[{ required: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      {errors.length > 0 && <TariffErrors errors={errors} />}
    </FormDialog>
  );
}
