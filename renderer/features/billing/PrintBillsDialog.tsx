import { App, Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { billPrintAll } from '#shared/contract/bill.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Values = { readonly withExplanation: boolean };
type Props = {
  /** Which bills: what the list behind the dialog shows. */
  readonly filter: Omit<InputOf<typeof billPrintAll>, 'path' | 'withExplanation'>;
  readonly onClose: () => void;
};

/** Prints all bills of a list into one file, for the postman or the printer. */
export function PrintBillsDialog({ filter, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const print = useCommand(billPrintAll);
  const [form] = Form.useForm<Values>();
  const submit = async ({ withExplanation }: Values) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${t('billing.bills')}${filter.period ? `_${filter.period}` : ''}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (path === null) return;
    const printed = await print.run({ ...filter, path, withExplanation });
    if (!printed) return;
    void message.success(t('billing.printedAll', { count: printed.billCount, path: printed.path }));
    onClose();
  };
  return (
    <FormDialog<Values>
      title={t('billing.printAll')}
      form={form}
      initialValues={{ withExplanation: false }}
      command={print}
      submitLabel={t('billing.print')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>{t('billing.printAllHint')}</p>
      <Form.Item name="withExplanation" valuePropName="checked">
        <Checkbox>{t('billing.withExplanation')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
