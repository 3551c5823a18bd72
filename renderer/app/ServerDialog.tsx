import { Alert, Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { type ServerPlace, serverAddress, withPassword } from './serverAddress.ts';

type Values = ServerPlace & { readonly password: string; readonly isRemembered: boolean };
type Props = { readonly onClose: () => void; readonly onOpened: () => void };

const TLS_MODES = ['disable', 'require', 'verify-full'] as const;

/** Connects this desk to the ledger of the office on a server. What does not work is said before anything is kept. */
export function ServerDialog({ onClose, onOpened }: Props) {
  const { t } = useTranslation();
  const open = useCommand(ledgerOpen);
  const [form] = Form.useForm<Values>();
  const [isNotKept, setNotKept] = useState(false);
  const submit = async ({ password, isRemembered, ...place }: Values) => {
    const address = serverAddress(place);
    if (!(await open.run({ path: withPassword(address, password) }))) return;
    const { isKept } = await askWindow('window.keepSecret', {
      name: address,
      secret: isRemembered ? password : '',
    });
    if (isRemembered && !isKept) setNotKept(true);
    else onOpened();
  };
  return (
    <FormDialog<Values>
      title={t('ledger.server')}
      submitLabel={t('ledger.connect')}
      form={form}
      initialValues={{ port: 5432, database: 'meterbook', tls: 'require', isRemembered: true }}
      command={open}
      onSubmit={isNotKept ? onOpened : submit}
      onClose={isNotKept ? onOpened : onClose}
    >
      <Flex gap={12}>
        <Form.Item
          name="host"
          label={t('ledger.host')}
          rules={[{ required: true, pattern: /^[\w.:-]+$/, message: t('ledger.hostRule') }]}
        >
          <Input autoFocus maxLength={255} style={{ width: 320 }} />
        </Form.Item>
        <Form.Item name="port" label={t('ledger.port')} rules={[{ required: true }]}>
          <InputNumber min={1} max={65_535} precision={0} />
        </Form.Item>
      </Flex>
      <Form.Item name="database" label={t('ledger.database')} rules={[{ required: true }]}>
        <Input maxLength={63} />
      </Form.Item>
      <Form.Item name="user" label={t('ledger.serverUser')} rules={[{ required: true }]}>
        <Input maxLength={63} />
      </Form.Item>
      <Form.Item name="password" label={t('ledger.serverPassword')} rules={[{ required: true }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Form.Item name="tls" label={t('ledger.tls')}>
        <Select options={TLS_MODES.map((value) => ({ value, label: t(`ledger.tlsModes.${value}`) }))} />
      </Form.Item>
      <Form.Item name="isRemembered" valuePropName="checked">
        <Checkbox>{t('ledger.remember')}</Checkbox>
      </Form.Item>
      {isNotKept && <Alert type="warning" showIcon title={t('ledger.noKeychain')} />}
    </FormDialog>
  );
}
