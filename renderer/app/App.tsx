import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, Spin } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import { ledgerStatus } from '#shared/contract/ledger.ts';
import { useLedgerQuery, useNews } from '../api/useLedgerQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { FirstStart } from './FirstStart.tsx';
import { Shell } from './Shell.tsx';
import { SignIn } from './SignIn.tsx';
import { useTheme } from './theme.ts';

/** Where a form puts the name of its field. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the form's own sign, not this program's
const LABEL = '${label}';

/** Chooses what a window shows: opening a ledger, signing in, or the work. */
export function App() {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  return (
    <ConfigProvider
      locale={i18n.language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
      form={{ validateMessages: { required: t('common.fieldRequired', { label: LABEL }) } }}
    >
      <AntApp style={{ height: '100%' }}>
        <Gate />
      </AntApp>
    </ConfigProvider>
  );
}

function Gate() {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const client = useQueryClient();
  const [isBeginning, setBeginning] = useState(false);
  const onRestart = useCallback(() => {
    void message.warning(t('common.coreRestarted'), 8);
    void client.invalidateQueries();
  }, [client, message, t]);
  useNews(onRestart);
  const status = useLedgerQuery(ledgerStatus, {});
  const session = useLedgerQuery(sessionCurrent, {}, status.data?.ledger != null);

  // What is on the screen stays there while core starts again: a dialog that went would take its command id with it.
  const error = (status.data ? null : status.error) ?? (session.data ? null : session.error);
  if (error) return <ErrorPanel error={error} onRetry={() => void client.invalidateQueries()} />;
  if (!status.data) return <Spin fullscreen description={t('common.loading')} />;
  const { ledger } = status.data;
  // The first start stays on the screen until its last page, with the sample's users, was read.
  if (ledger === null || isBeginning) {
    return (
      <FirstStart
        status={status.data}
        onBegin={() => setBeginning(true)}
        onDone={() => setBeginning(false)}
      />
    );
  }
  if (!session.data) return <Spin fullscreen description={t('common.loading')} />;
  const { user } = session.data;
  if (user === null) return <SignIn officeName={ledger.officeName} path={ledger.path} />;
  if (user.mustChangePassword) return <ChangePassword isRequired />;
  return <Shell user={user} ledger={ledger} />;
}
