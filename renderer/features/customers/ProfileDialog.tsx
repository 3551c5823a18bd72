import { Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { mappingProfileSave } from '#shared/contract/mappingProfile.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { JsonField, jsonRule } from '../../ui/JsonField.tsx';
import type { Profile } from './ProfilesPage.tsx';

type Values = Pick<Profile, 'profileCode' | 'name' | 'fileKind'> & { readonly text: string };
type Props = { readonly profile: Profile | null; readonly onClose: () => void };

/** Shows a layout and stores it; what it lacks is said with its place in the document. */
export function ProfileDialog({ profile, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(mappingProfileSave);
  const [form] = Form.useForm<Values>();
  const submit = async ({ text, ...facts }: Values) => {
    const content = JSON.parse(text) as Record<string, unknown>;
    if (await save.run({ ...facts, content, expectedVersion: profile?.version ?? null })) onClose();
  };
  return (
    <FormDialog<Values>
      title={profile ? `${t('customers.editProfile')}: ${profile.name}` : t('customers.addProfile')}
      width={820}
      form={form}
      initialValues={
        profile ? { ...profile, text: JSON.stringify(profile.content, null, 2) } : { fileKind: 'meter' }
      }
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Flex gap={12}>
        <Form.Item
          name="profileCode"
          label={t('customers.profileCode')}
          rules={[
            { required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,59}$/, message: t('customers.codeRule') },
          ]}
        >
          <Input disabled={profile !== null} maxLength={60} />
        </Form.Item>
        <Form.Item name="name" label={t('customers.profileName')} rules={[{ required: true }]}>
          <Input maxLength={80} style={{ width: 260 }} />
        </Form.Item>
        <Form.Item name="fileKind" label={t('customers.profileKind')}>
          <Select
            disabled={profile !== null}
            style={{ width: 150 }}
            options={(['meter', 'bank', 'customer'] as const).map((value) => ({
              value,
              label: t(`customers.fileKinds.${value}`),
            }))}
          />
        </Form.Item>
      </Flex>
      <Form.Item name="text" label={t('customers.profileContent')} rules={[jsonRule(t('common.notJson'))]}>
        <JsonField rows={16} />
      </Form.Item>
    </FormDialog>
  );
}
