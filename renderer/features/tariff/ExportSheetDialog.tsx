import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { tariffExportSheet } from '#shared/contract/priceSheet.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Values = { readonly onDay: string };

/** Writes the prices in force on a day as one table like those that provinces publish. */
export function ExportSheetDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { ledger } = useOffice();
  const write = useCommand(tariffExportSheet);
  const [form] = Form.useForm<Values>();
  const submit = async ({ onDay }: Values) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('tariff.priceSheet')} ${onDay}.xlsx`,
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    });
    if (path === null) return;
    const written = await write.run({ onDay, path });
    if (!written) return;
    void message.success(t('tariff.sheetWritten', { path, count: written.rowCount }));
    if (written.leftOut.length > 0) {
      modal.warning({
        title: t('tariff.sheetLeftOut'),
        content: written.leftOut.map(({ tariffCode, name, reason }) => (
          <div key={tariffCode}>
            {name}: {t(`tariff.leftOutReasons.${reason}`)}
          </div>
        )),
      });
    }
    onClose();
  };
  return (
    <FormDialog<Values>
      title={t('tariff.exportSheet')}
      form={form}
      initialValues={ledger ? { onDay: ledger.businessDate } : {}}
      command={write}
      submitLabel={t('tariff.exportSheet')}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <Form.Item
        name="onDay"
        label={t('tariff.pricesOn')}
        extra={t('tariff.exportSheetHint')}
        rules={[{ required: true }]}
      >
        <DayField />
      </Form.Item>
    </FormDialog>
  );
}
