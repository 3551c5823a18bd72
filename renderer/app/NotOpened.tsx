import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { ledgerStatus } from '#shared/contract/ledger.ts';
import { CallFailed } from '../api/client.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useOpenLedger } from './useOpenLedger.ts';

type Props = {
  readonly notOpened: NonNullable<OutputOf<typeof ledgerStatus>['notOpened']>;
  readonly onOpened: () => Promise<void>;
};

/** The ledger that the program was to begin with: why it is not open, what can be done, and another try. */
export function NotOpened({ notOpened: { path, ...reason }, onOpened }: Props) {
  const { t } = useTranslation();
  const { open, openAt } = useOpenLedger(onOpened);
  return (
    <Flex vertical gap={8} style={{ marginBottom: 20 }}>
      <Typography.Text strong>{t('ledger.notOpened', { path })}</Typography.Text>
      <ErrorPanel error={open.error ?? new CallFailed(reason)} onRetry={() => void openAt(path)} />
      <Typography.Text type="secondary">{t('ledger.notOpenedHelp')}</Typography.Text>
    </Flex>
  );
}
