import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { ledgerCreate } from '#shared/contract/ledger.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { type NewOffice, NewOfficeFields, newOfficeInput } from './NewOfficeFields.tsx';

type Props = { readonly suggestedPath: string; readonly onMade: () => Promise<void> };

export function NewLedgerForm({ suggestedPath, onMade }: Props) {
  const { t } = useTranslation();
  const create = useCommand(ledgerCreate);
  const submit = async (office: NewOffice) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      title: t('ledger.location'),
      suggestedName: suggestedPath,
      filters: [{ name: t('ledger.fileKind'), extensions: ['meterbook'] }],
    });
    if (path !== null && (await create.run({ path, ...newOfficeInput(office) }))) await onMade();
  };
  return (
    <Form<NewOffice> layout="vertical" onFinish={submit} requiredMark={false}>
      <NewOfficeFields />
      <Button htmlType="submit" loading={create.isRunning}>
        {t('ledger.emptyCreate')}
      </Button>
      <ErrorPanel error={create.error} />
    </Form>
  );
}
