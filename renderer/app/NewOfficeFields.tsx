import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/define.ts';
import type { ledgerCreate } from '#shared/contract/ledger.ts';
import { Pair } from '../ui/Pair.tsx';

type NewLedger = InputOf<typeof ledgerCreate>;
export type NewOffice = {
  readonly officeName: string;
  readonly userName: string;
  readonly displayName: string;
  readonly adminPassword: string;
};

/** The same as the command takes it. */
export function newOfficeInput(office: NewOffice): Pick<NewLedger, 'officeName' | 'admin'> {
  const { officeName, userName, displayName, adminPassword } = office;
  return { officeName, admin: { userName, displayName, password: adminPassword } };
}

/** What a new ledger begins with: the office and its first administrator. */
export function NewOfficeFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="officeName" label={t('ledger.officeName')} rules={[{ required: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Pair>
        <Form.Item
          name="userName"
          label={t('ledger.adminName')}
          initialValue="admin"
          rules={[{ required: true }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="displayName" label={t('ledger.adminDisplayName')} rules={[{ required: true }]}>
          <Input maxLength={80} />
        </Form.Item>
      </Pair>
      <Form.Item
        name="adminPassword"
        label={t('ledger.password')}
        rules={[{ required: true, min: 8, message: t('access.tooShort') }]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
    </>
  );
}
