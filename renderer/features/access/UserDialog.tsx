import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { userCreate, userUpdate } from '#shared/contract/access.ts';
import { ROLES, type Role } from '#shared/domain/access/permissions.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { UserRow } from './UsersPage.tsx';

type Values = {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: Role[];
  readonly state: 'active' | 'disabled';
  readonly password?: string;
};
type Props = { readonly user: UserRow | null; readonly onClose: () => void };

/** Adds a user (`null`) or changes one. */
export function UserDialog({ user, onClose }: Props) {
  const { t } = useTranslation();
  const create = useCommand(userCreate);
  const update = useCommand(userUpdate);
  const [form] = Form.useForm<Values>();
  const submit = async ({ userName, displayName, roles, state, password }: Values) => {
    const done = user
      ? await update.run({
          userId: user.userId,
          expectedVersion: user.version,
          displayName,
          roles,
          state,
          ...(password ? { password } : {}),
        })
      : await create.run({ userName, displayName, roles, password: password ?? '' });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={user ? t('access.editUser') : t('access.addUser')}
      form={form}
      initialValues={user ?? { state: 'active', roles: [] }}
      command={user ? update : create}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="userName" label={t('access.userName')} rules={[{ required: true }]}>
        <Input autoFocus={!user} disabled={user !== null} maxLength={40} />
      </Form.Item>
      <Form.Item name="displayName" label={t('access.displayName')} rules={[{ required: true }]}>
        <Input autoFocus={user !== null} maxLength={80} />
      </Form.Item>
      <Form.Item name="roles" label={t('access.roles')} rules={[{ required: true }]}>
        <Select mode="multiple" options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))} />
      </Form.Item>
      {user && (
        <Form.Item name="state" label={t('access.state')}>
          <Select
            options={(['active', 'disabled'] as const).map((state) => ({
              value: state,
              label: t(`access.${state}`),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="password"
        label={user ? t('access.resetPassword') : t('access.firstPassword')}
        rules={[{ required: user === null, min: 8, message: t('access.tooShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}
