import { Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { mappingProfileList } from '#shared/contract/mappingProfile.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { ProfileDialog } from './ProfileDialog.tsx';

export type Profile = OutputOf<typeof mappingProfileList>['rows'][number];

/** How the files of each sender are laid out: the shipped layouts and the office's own. */
export function ProfilesPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const profiles = useLedgerQuery(mappingProfileList, {});
  const [edited, setEdited] = useState<Profile | 'new' | null>(null);
  return (
    <PageFrame
      title={t('customers.profiles')}
      actions={
        can('mappingProfile.edit') && (
          <HotkeyButton type="primary" hotkey="F2" onPress={() => setEdited('new')}>
            {t('customers.addProfile')}
          </HotkeyButton>
        )
      }
    >
      <ErrorPanel error={profiles.error} onRetry={() => void profiles.refetch()} />
      <Table<Profile>
        size="small"
        rowKey="profileCode"
        loading={profiles.isPending}
        pagination={false}
        dataSource={profiles.data?.rows ?? []}
        locale={{ emptyText: t('common.empty') }}
        onRow={(profile) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => setEdited(profile),
          onKeyDown: ({ key }) => key === 'Enter' && setEdited(profile),
        })}
        columns={[
          { title: t('customers.profileCode'), dataIndex: 'profileCode', width: 200 },
          { title: t('customers.profileName'), dataIndex: 'name' },
          {
            title: t('customers.profileKind'),
            dataIndex: 'fileKind',
            width: 140,
            render: (kind: Profile['fileKind']) => <Tag>{t(`customers.fileKinds.${kind}`)}</Tag>,
          },
          { title: t('customers.version'), dataIndex: 'version', width: 90, align: 'right' },
        ]}
      />
      {edited && <ProfileDialog profile={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </PageFrame>
  );
}
