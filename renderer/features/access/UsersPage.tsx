import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent, userList, userUnlock } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { isPermitted, type Role } from '#shared/domain/access/permissions.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { UserDialog } from './UserDialog.tsx';

export type UserRow = OutputOf<typeof userList>['rows'][number];

export function UsersPage() {
  const { t } = useTranslation();
  const users = useLedgerQuery(userList, {});
  const session = useLedgerQuery(sessionCurrent, {});
  const unlock = useCommand(userUnlock);
  const [edited, setEdited] = useState<UserRow | 'new' | null>(null);
  const canManage = isPermitted(session.data?.user?.roles ?? [], 'user.manage');
  return (
    <PageFrame
      title={t('access.users')}
      actions={
        canManage && (
          <HotkeyButton type="primary" hotkey="F2" onPress={() => setEdited('new')}>
            {t('access.addUser')}
          </HotkeyButton>
        )
      }
    >
      <ErrorPanel error={users.error ?? unlock.error} onRetry={() => void users.refetch()} />
      <Table<UserRow>
        size="small"
        rowKey="userId"
        loading={users.isPending}
        dataSource={users.data?.rows ?? []}
        pagination={false}
        onRow={(row) => ({
          onClick: () => canManage && setEdited(row),
          style: canManage ? { cursor: 'pointer' } : {},
        })}
        columns={[
          { title: t('access.userName'), dataIndex: 'userName', width: 160 },
          { title: t('access.displayName'), dataIndex: 'displayName', width: 200 },
          {
            title: t('access.roles'),
            dataIndex: 'roles',
            render: (roles: Role[]) => roles.map((role) => <Tag key={role}>{t(`roles.${role}`)}</Tag>),
          },
          {
            title: t('access.state'),
            width: 220,
            render: (_value, row) => (
              <>
                <Tag color={row.state === 'active' ? 'green' : 'default'}>{t(`access.${row.state}`)}</Tag>
                {row.lockedUntil !== null && <Tag color="red">{t('access.locked')}</Tag>}
                {row.lockedUntil !== null && canManage && (
                  <Button
                    size="small"
                    loading={unlock.isRunning}
                    onClick={(event) => {
                      event.stopPropagation();
                      void unlock.run({ userId: row.userId });
                    }}
                  >
                    {t('access.unlock')}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {edited && <UserDialog user={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </PageFrame>
  );
}
