import { App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ledgerCreate, ledgerOpen } from '#shared/contract/ledger.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Pair } from '../ui/Pair.tsx';
import { type NewOffice, NewOfficeFields, newOfficeInput } from './NewOfficeFields.tsx';
import { type ServerPlace, serverAddress, withPassword } from './serverAddress.ts';

type Values = ServerPlace &
  NewOffice & { readonly password: string; readonly isRemembered: boolean; readonly isNew: boolean };
type Props = { readonly onClose: () => void; readonly onOpened: () => void };

const TLS_MODES = ['disable', 'require', 'verify-full'] as const;

/**
 * Connects this desk to the ledger of the office on a server, or makes it there from the first desk. What does not
 * work is said before anything is kept.
 */
export function ServerDialog({ onClose, onOpened }: Props) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const open = useCommand(ledgerOpen);
  const create = useCommand(ledgerCreate);
  const [form] = Form.useForm<Values>();
  const isNew = Form.useWatch('isNew', form) ?? false;
  const submit = async ({ password, isRemembered, ...values }: Values) => {
    const address = serverAddress(values);
    const path = withPassword(address, password);
    const opened = isNew ? create.run({ path, ...newOfficeInput(values) }) : open.run({ path });
    if (!(await opened)) return;
    const { isKept } = await askWindow('window.keepSecret', {
      name: address,
      secret: isRemembered ? password : '',
    });
    // Beside the page that comes now, until somebody has read it.
    if (isRemembered && !isKept) notification.warning({ title: t('ledger.noKeychain'), duration: 0 });
    onOpened();
  };
  return (
    <FormDialog<Values>
      title={t('ledger.server')}
      submitLabel={t(isNew ? 'ledger.connectNew' : 'ledger.connect')}
      form={form}
      initialValues={{ port: 5432, database: 'meterbook', tls: 'require', isRemembered: true }}
      command={isNew ? create : open}
      onSubmit={submit}
      onClose={onClose}
    >
      <Pair>
        <Form.Item
          name="host"
          label={t('ledger.host')}
          rules={[{ required: true, pattern: /^[\w.:-]+$/, message: t('ledger.hostRule') }]}
        >
          <Input autoFocus maxLength={255} />
        </Form.Item>
        <Form.Item name="port" label={t('ledger.port')} rules={[{ required: true }]}>
          <InputNumber min={1} max={65_535} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Pair>
      <Pair>
        <Form.Item name="database" label={t('ledger.database')} rules={[{ required: true }]}>
          <Input maxLength={63} />
        </Form.Item>
        <Form.Item name="tls" label={t('ledger.tls')}>
          <Select options={TLS_MODES.map((value) => ({ value, label: t(`ledger.tlsModes.${value}`) }))} />
        </Form.Item>
      </Pair>
      <Pair>
        <Form.Item name="user" label={t('ledger.serverUser')} rules={[{ required: true }]}>
          <Input maxLength={63} />
        </Form.Item>
        <Form.Item name="password" label={t('ledger.serverPassword')} rules={[{ required: true }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
      </Pair>
      <Form.Item name="isRemembered" valuePropName="checked">
        <Checkbox>{t('ledger.remember')}</Checkbox>
      </Form.Item>
      <Form.Item name="isNew" valuePropName="checked">
        <Checkbox>{t('ledger.newOnServer')}</Checkbox>
      </Form.Item>
      {isNew && <NewOfficeFields />}
    </FormDialog>
  );
}
