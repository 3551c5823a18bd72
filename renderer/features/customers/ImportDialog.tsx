import { App, Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { customerExportTemplate, customerImport } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

export type ImportResult = OutputOf<typeof customerImport>;
type Values = { readonly path: string; readonly encoding?: 'utf-8' | 'gb18030' | null };
type Props = { readonly onClose: () => void; readonly onImported: (result: ImportResult) => void };

const EXTENSIONS = ['xlsx', 'csv'] as const;

/** Imports customers with their service points, meters and tariffs from a spreadsheet. */
export function ImportDialog({ onClose, onImported }: Props) {
  const { t } = useTranslation();
  const importFile = useCommand(customerImport);
  const [form] = Form.useForm<Values>();
  const submit = async ({ path, encoding }: Values) => {
    const result = await importFile.run({ path, ...(encoding && { encoding }) });
    if (result) onImported(result);
  };
  return (
    <FormDialog<Values>
      title={t('customers.importTitle')}
      submitLabel={t('customers.import')}
      form={form}
      command={importFile}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="path" label={t('customers.file')} rules={[{ required: true }]}>
        <FileField kindName={t('customers.fileKind')} extensions={EXTENSIONS} />
      </Form.Item>
      <Form.Item name="encoding" label={t('reading.encoding')}>
        <Select
          allowClear
          placeholder={t('reading.automatic')}
          options={[
            { value: 'utf-8', label: 'UTF-8' },
            { value: 'gb18030', label: 'GB18030' },
          ]}
        />
      </Form.Item>
      <TemplateButton />
    </FormDialog>
  );
}

function TemplateButton() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const exportTemplate = useCommand(customerExportTemplate);
  const run = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('customers.template')}.xlsx`,
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    });
    if (path === null) return;
    if (await exportTemplate.run({ path, kind: 'customer' })) {
      void message.success(t('customers.templateWritten'));
    }
  };
  return (
    <>
      <Button
        type="link"
        style={{ padding: 0 }}
        loading={exportTemplate.isRunning}
        onClick={() => void run()}
      >
        {t('customers.exportTemplate')}
      </Button>
      <ErrorPanel error={exportTemplate.error} />
    </>
  );
}
