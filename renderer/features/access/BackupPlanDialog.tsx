import { Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { backupPlanSave } from '#shared/contract/backup.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FolderField } from '../../ui/FolderField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { Backups } from './BackupPage.tsx';

type Values = {
  readonly isOn: boolean;
  readonly folder: string | null;
  readonly everyHours: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly sealing: 'keep' | 'new' | 'none';
  readonly password?: string;
  readonly repeated?: string;
};
type Props = { readonly plan: Backups['plan']; readonly onClose: () => void };

/** When backups are made by themselves, where they go, how many stay and who can open them. */
export function BackupPlanDialog({ plan, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(backupPlanSave);
  const [form] = Form.useForm<Values>();
  const isOn = Form.useWatch('isOn', form) ?? true;
  const sealing = Form.useWatch('sealing', form);
  const submit = async ({ folder, everyHours, daily, weekly, monthly, password, ...rest }: Values) => {
    const done = await save.run({
      folder: rest.isOn ? folder : null,
      everyHours,
      keep: { daily, weekly, monthly },
      ...(rest.sealing === 'new' && password ? { password } : {}),
      ...(rest.sealing === 'none' ? { password: null } : {}),
    });
    if (done) onClose();
  };
  const sealings = plan.isSealed ? (['keep', 'new', 'none'] as const) : (['none', 'new'] as const);
  return (
    <FormDialog<Values>
      title={t('access.backupPlan')}
      form={form}
      initialValues={{
        isOn: true,
        folder: plan.folder,
        everyHours: plan.everyHours,
        ...plan.keep,
        sealing: plan.isSealed ? 'keep' : 'none',
      }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="isOn" label={t('access.scheduledBackups')}>
        <Select
          options={[
            { value: true, label: t('access.on') },
            { value: false, label: t('access.off') },
          ]}
        />
      </Form.Item>
      <Form.Item name="folder" label={t('access.backupFolder')} rules={[{ required: isOn }]}>
        <FolderField />
      </Form.Item>
      <Form.Item name="everyHours" label={t('access.backupEveryHours')} rules={[{ required: true }]}>
        <InputNumber min={1} max={744} precision={0} />
      </Form.Item>
      <Flex gap={16}>
        {(['daily', 'weekly', 'monthly'] as const).map((span) => (
          <Form.Item key={span} name={span} label={t(`access.keep.${span}`)} rules={[{ required: true }]}>
            <InputNumber min={span === 'daily' ? 1 : 0} max={366} precision={0} />
          </Form.Item>
        ))}
      </Flex>
      <Form.Item name="sealing" label={t('access.backupSealed')}>
        <Select options={sealings.map((value) => ({ value, label: t(`access.sealing.${value}`) }))} />
      </Form.Item>
      {sealing === 'new' && (
        <>
          <Form.Item
            name="password"
            label={t('access.backupPassword')}
            extra={t('access.backupPasswordHint')}
            rules={[{ required: true, min: 8, message: t('access.tooShort') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="repeated"
            label={t('access.repeatPassword')}
            dependencies={['password']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, value) =>
                  value === getFieldValue('password')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('access.repeatDiffers'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
