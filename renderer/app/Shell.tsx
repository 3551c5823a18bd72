import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Flex, Layout, Menu, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type sessionCurrent, sessionSignOut } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { ledgerStatus } from '#shared/contract/ledger.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { useCommand } from '../api/useCommand.ts';
import { listText } from '../ui/listText.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { ClockWarning } from './ClockWarning.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PAGES, STAGES } from './pages.tsx';
import { useOutcomeNews } from './useOutcomeNews.tsx';

type Props = {
  readonly user: NonNullable<OutputOf<typeof sessionCurrent>['user']>;
  readonly ledger: NonNullable<OutputOf<typeof ledgerStatus>['ledger']>;
};

/** The frame of the work: who, which office, which period, and the pages of the person's roles. */
export function Shell({ user, ledger }: Props) {
  const { t } = useTranslation();
  useOutcomeNews(user.userId, ledger.path);
  const pages = PAGES.filter((page) => isPermitted(user.roles, page.permission));
  const [pageKey, setPageKey] = useState(pages[0]?.key ?? '');
  const current = pages.find((page) => page.key === pageKey) ?? pages[0];
  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Header style={{ padding: '0 16px' }}>
        <Flex justify="space-between" align="center" gap={20} style={{ height: '100%' }}>
          <Flex gap={14} align="center" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
            <Typography.Text strong style={{ color: '#fff', fontSize: 16 }}>
              {t('common.productName')}
            </Typography.Text>
            <Typography.Text ellipsis style={{ color: '#cfe0ee', maxWidth: 200 }}>
              {ledger.officeName}
            </Typography.Text>
            {ledger.isSample && <Tag color="gold">{t('common.sampleOffice')}</Tag>}
          </Flex>
          <Flex gap={16} align="center" style={{ minWidth: 0, whiteSpace: 'nowrap' }}>
            <Typography.Text style={{ color: '#cfe0ee' }}>
              {t('common.period')} {ledger.currentPeriod}
            </Typography.Text>
            <Typography.Text style={{ color: '#cfe0ee' }}>
              {t('common.businessDate')} {ledger.businessDate}
            </Typography.Text>
            <LanguageSwitch ghost />
            <UserMenu user={user} />
          </Flex>
        </Flex>
      </Layout.Header>
      <Layout>
        {/* Who has many roles has more pages than fit: the menu scrolls, never what is beside it. */}
        <Layout.Sider width={192} theme="light" style={{ overflow: 'auto', scrollbarWidth: 'thin' }}>
          <Menu
            mode="inline"
            style={{ minHeight: '100%' }}
            selectedKeys={current ? [current.key] : []}
            items={STAGES.map((stage) => ({
              type: 'group' as const,
              key: stage,
              label: t(`stages.${stage}`),
              children: pages
                .filter((page) => page.stage === stage)
                .map((page) => ({ key: page.key, label: t(page.titleKey) })),
            })).filter(({ children }) => children.length > 0)}
            onClick={({ key }) => setPageKey(key)}
          />
        </Layout.Sider>
        <Layout.Content style={{ background: '#fff', minWidth: 0 }}>
          <ClockWarning />
          {current && <current.Component key={current.key} />}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function UserMenu({ user }: Pick<Props, 'user'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const signOut = useCommand(sessionSignOut);
  const [isChanging, setChanging] = useState(false);
  const leave = async () => {
    await signOut.run({});
    // What the next person must not see is forgotten, and asked for again with that person's rights.
    await client.resetQueries();
  };
  const roles = listText(
    user.roles.map((role) => t(`roles.${role}`)),
    t,
  );
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'password', label: t('common.changePassword'), onClick: () => setChanging(true) },
            { key: 'out', label: t('common.signOut'), onClick: () => void leave() },
          ],
        }}
      >
        <Button type="text" title={roles} style={{ color: '#fff', minWidth: 0 }}>
          <Typography.Text ellipsis style={{ color: 'inherit' }}>
            {user.displayName} · {roles}
          </Typography.Text>
        </Button>
      </Dropdown>
      {isChanging && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  );
}
