import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionChangePassword } from '#shared/contract/access.ts';
import { useCommand } from '../api/useCommand.ts';
import { FormDialog } from '../ui/FormDialog.tsx';

type Values = { readonly currentPassword: string; readonly newPassword: string; readonly repeat: string };
type Props = { readonly isRequired?: boolean; readonly onClose?: () => void };

export function ChangePassword({ isRequired = false, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const command = useCommand(sessionChangePassword);
  const [form] = Form.useForm<Values>();
  const submit = async ({ currentPassword, newPassword }: Values) => {
    if (!(await command.run({ currentPassword, newPassword }))) return;
    onClose?.();
    await client.invalidateQueries();
  };
  return (
    <FormDialog
      title={t('access.changeTitle')}
      form={form}
      command={command}
      onSubmit={submit}
      {...(onClose ? { onClose } : {})}
    >
      {isRequired && (
        <Alert showIcon type="info" title={t('access.mustChange')} style={{ marginBottom: 12 }} />
      )}
      <Form.Item name="currentPassword" label={t('access.currentPassword')} rules={[{ required: true }]}>
        <Input.Password autoFocus />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('access.newPassword')}
        rules={[{ required: true, min: 8, message: t('access.tooShort') }]}
      >
        <Input.Password />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('access.repeatPassword')}
        dependencies={['newPassword']}
        rules={[
          {
            validator: (_rule, value) =>
              value === form.getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('access.repeatDiffers'))),
          },
        ]}
      >
        <Input.Password />
      </Form.Item>
    </FormDialog>
  );
}
