import { Alert, Button, Descriptions, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backupInspect, backupRestore } from '#shared/contract/backup.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../api/useCommand.ts';
import { useLedgerQuery } from '../api/useLedgerQuery.ts';
import { ErrorPanel } from './ErrorPanel.tsx';
import { FileField } from './FileField.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Instant } from './Instant.tsx';
import { SaveField } from './SaveField.tsx';

type Values = { readonly path: string; readonly toPath: string; readonly password?: string };
type Props = {
  /** The backup to restore; the person chooses a file where it is absent. */
  readonly backupPath?: string;
  readonly onClose: () => void;
  /** The restored ledger is open now. */
  readonly onDone: (restored: OutputOf<typeof backupRestore>) => void;
};

/** Looks into a backup and restores it into a new ledger; a rehearsal does all that and leaves nothing behind. */
export function RestoreDialog({ backupPath, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const restore = useCommand(backupRestore);
  const [form] = Form.useForm<Values>();
  const [isRehearsed, setRehearsed] = useState(false);
  const path = Form.useWatch('path', form) ?? backupPath ?? '';
  const inspected = useLedgerQuery(backupInspect, { path }, path !== '');
  const isSealed = inspected.data?.isSealed ?? false;
  const inputOf = ({ toPath, password }: Values) => ({ path, toPath, password: password ?? null });
  const submit = async (values: Values) => {
    const restored = await restore.run(inputOf(values));
    if (restored) onDone(restored);
  };
  const rehearse = async () => {
    setRehearsed(false);
    const values = await form.validateFields().catch(() => null);
    if (values && (await restore.run(inputOf(values), { isPreview: true }))) setRehearsed(true);
  };
  return (
    <FormDialog<Values>
      title={t('ledger.restore')}
      submitLabel={t('ledger.restoreNow')}
      width={620}
      form={form}
      initialValues={backupPath === undefined ? {} : { path: backupPath }}
      command={restore}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="path" label={t('ledger.backupFile')} rules={[{ required: true }]}>
        <FileField kindName={t('ledger.backupFile')} extensions={['mtbk']} />
      </Form.Item>
      {path !== '' && <ErrorPanel error={inspected.error} onRetry={() => void inspected.refetch()} />}
      {inspected.data && <Facts backup={inspected.data} />}
      <Form.Item name="toPath" label={t('ledger.restoreTo')} rules={[{ required: true }]}>
        <SaveField
          kindName={t('ledger.fileKind')}
          extensions={['meterbook']}
          suggestedName="restored.meterbook"
        />
      </Form.Item>
      {isSealed && (
        <Form.Item name="password" label={t('access.backupPassword')} rules={[{ required: true, min: 8 }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
      )}
      <Button disabled={restore.isRunning || !inspected.data} onClick={() => void rehearse()}>
        {t('ledger.rehearse')}
      </Button>
      {isRehearsed && (
        <Alert style={{ marginTop: 8 }} type="success" showIcon title={t('ledger.rehearsed')} />
      )}
    </FormDialog>
  );
}

function Facts({ backup }: { readonly backup: OutputOf<typeof backupInspect> }) {
  const { t } = useTranslation();
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      style={{ marginBottom: 16 }}
      items={[
        { key: 'office', label: t('ledger.officeName'), children: backup.officeName },
        { key: 'at', label: t('access.backupAt'), children: <Instant at={backup.createdAt} /> },
        { key: 'rows', label: t('ledger.rowCount'), children: backup.rowCount.toLocaleString() },
        {
          key: 'sealed',
          label: t('access.backupSealed'),
          children: backup.isSealed ? t('common.yes') : t('common.no'),
        },
      ]}
    />
  );
}
