import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ledgerCreate } from '#shared/contract/ledger.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';

type Values = {
  readonly officeName: string;
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
};
type Props = { readonly suggestedPath: string; readonly onMade: () => Promise<void> };

export function NewLedgerForm({ suggestedPath, onMade }: Props) {
  const { t } = useTranslation();
  const create = useCommand(ledgerCreate);
  const submit = async ({ officeName, ...admin }: Values) => {
    const { path } = await askWindow('window.chooseSaveFile', {
      title: t('ledger.location'),
      suggestedName: suggestedPath,
      filters: [{ name: t('ledger.fileKind'), extensions: ['meterbook'] }],
    });
    if (path !== null && (await create.run({ path, officeName, admin }))) await onMade();
  };
  return (
    <Form<Values>
      layout="vertical"
      onFinish={submit}
      requiredMark={false}
      initialValues={{ userName: 'admin' }}
    >
      <Form.Item name="officeName" label={t('ledger.officeName')} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="userName" label={t('ledger.adminName')} rules={[{ required: true }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="displayName" label={t('ledger.adminDisplayName')} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('ledger.password')}
        rules={[{ required: true, min: 8, message: t('access.tooShort') }]}
      >
        <Input.Password />
      </Form.Item>
      <Button htmlType="submit" loading={create.isRunning}>
        {t('ledger.emptyCreate')}
      </Button>
      <ErrorPanel error={create.error} />
    </Form>
  );
}
