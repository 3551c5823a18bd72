import { App, Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { customerExportTemplate, customerImport } from '#shared/contract/customers.ts';
import type { InputOf, OutputOf } from '#shared/contract/define.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { ImportFormDialog } from '../../ui/ImportFormDialog.tsx';

/** What an import came to, and what was imported. */
export type ImportResult = OutputOf<typeof customerImport> & {
  readonly input: InputOf<typeof customerImport>;
};
type Values = { readonly path: string; readonly encoding?: 'utf-8' | 'gb18030' | null };
type Props = { readonly onClose: () => void; readonly onImported: (result: ImportResult) => void };

export const IMPORT_COUNTS = [
  'lineCount',
  'createdCount',
  'updatedCount',
  'unchangedCount',
  'rejectedCount',
] as const;
const EXTENSIONS = ['xlsx', 'csv'] as const;

/** Imports customers with their service points, meters and tariffs from a spreadsheet. */
export function ImportDialog({ onClose, onImported }: Props) {
  const { t } = useTranslation();
  const importFile = useCommand(customerImport);
  const [form] = Form.useForm<Values>();
  return (
    <ImportFormDialog<Values, ImportResult>
      title={t('customers.importTitle')}
      submitLabel={t('customers.import')}
      form={form}
      command={importFile}
      send={async ({ path, encoding }, options) => {
        const input = { path, ...(encoding && { encoding }) };
        const result = await importFile.run(input, options);
        return result && { ...result, input };
      }}
      counts={(result) =>
        IMPORT_COUNTS.map((count) => ({ title: t(`customers.${count}`), value: result[count] }))
      }
      onImported={onImported}
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
    </ImportFormDialog>
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
