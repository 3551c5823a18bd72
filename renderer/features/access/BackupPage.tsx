import { Alert, App, Descriptions, Flex, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backupCreate, backupList } from '#shared/contract/backup.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import type { ErrorCode } from '../../locales/words.ts';
import { CommandProgress } from '../../ui/CommandProgress.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RestoreDialog } from '../../ui/RestoreDialog.tsx';
import { BackupPlanDialog } from './BackupPlanDialog.tsx';

export type Backups = OutputOf<typeof backupList>;

/** Backups: when they are made by themselves, which there are, and one more right now. */
export function BackupPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const list = useLedgerQuery(backupList, {});
  const create = useCommand(backupCreate);
  const [isPlanning, setPlanning] = useState(false);
  const [restored, setRestored] = useState<string | 'other' | null>(null);
  const plan = list.data?.plan;
  const backUpNow = async () => {
    const folder = plan?.folder ?? (await askWindow('window.chooseFolder', {})).path;
    if (folder === null) return;
    const made = await create.run({ folder, isSealed: plan?.isSealed ?? false });
    if (made) void message.success(t('access.backedUp', { path: made.path }));
  };
  return (
    <PageFrame
      title={t('access.backups')}
      actions={
        <>
          <HotkeyButton
            type="primary"
            hotkey="F5"
            loading={create.isRunning}
            onPress={() => void backUpNow()}
          >
            {t('access.backUpNow')}
          </HotkeyButton>
          <HotkeyButton hotkey="F6" disabled={!plan} onPress={() => setPlanning(true)}>
            {t('access.backupPlan')}
          </HotkeyButton>
          <HotkeyButton hotkey="F7" onPress={() => setRestored('other')}>
            {t('ledger.restore')}
          </HotkeyButton>
        </>
      }
    >
      <Flex vertical gap={12} style={{ overflow: 'auto', flex: 1 }}>
        <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
        <ErrorPanel error={create.error} />
        <CommandProgress title={t('access.backUpNow')} command={create} />
        {list.data && <Plan backups={list.data} />}
        <Table<Backups['backups'][number]>
          size="small"
          rowKey="path"
          pagination={false}
          loading={list.isPending}
          dataSource={list.data?.backups ?? []}
          locale={{ emptyText: t('access.noBackups') }}
          onRow={({ path }) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => setRestored(path),
            onKeyDown: ({ key }) => key === 'Enter' && setRestored(path),
          })}
          columns={[
            {
              title: t('access.backupAt'),
              dataIndex: 'createdAt',
              width: 190,
              render: (at: string) => <Instant at={at} />,
            },
            {
              title: t('access.backupSize'),
              dataIndex: 'sizeBytes',
              width: 120,
              align: 'right',
              render: (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString()} KB`,
            },
            { title: t('access.backupFile'), dataIndex: 'path', ellipsis: true },
          ]}
        />
      </Flex>
      {isPlanning && plan && <BackupPlanDialog plan={plan} onClose={() => setPlanning(false)} />}
      {restored && (
        <RestoreDialog
          {...(restored === 'other' ? {} : { backupPath: restored })}
          onClose={() => setRestored(null)}
          onDone={() => setRestored(null)}
        />
      )}
    </PageFrame>
  );
}

function Plan({ backups: { plan, lastFailure } }: { readonly backups: Backups }) {
  const { t } = useTranslation();
  return (
    <>
      {plan.folder === null && <Alert type="warning" showIcon title={t('access.noBackupPlan')} />}
      {lastFailure && (
        <Alert
          type="error"
          showIcon
          title={t('access.backupFailed')}
          description={
            <>
              <Instant at={lastFailure.at} /> {t(`errors.${lastFailure.code as ErrorCode}`)}
            </>
          }
        />
      )}
      <Descriptions
        bordered
        size="small"
        column={2}
        items={[
          { key: 'folder', label: t('access.backupFolder'), children: plan.folder ?? '–', span: 2 },
          {
            key: 'every',
            label: t('access.backupEvery'),
            children: t('access.hours', { count: plan.everyHours }),
          },
          {
            key: 'sealed',
            label: t('access.backupSealed'),
            children: plan.isSealed ? t('common.yes') : t('common.no'),
          },
          { key: 'keep', label: t('access.backupKeep'), children: t('access.keepText', plan.keep), span: 2 },
        ]}
      />
    </>
  );
}
