import { Alert, Drawer, Flex, Spin, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { reconciliationDetail } from '#shared/contract/reconciliation.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { DayActions } from './DayActions.tsx';
import { DayItems } from './DayItems.tsx';

export type DayDetail = OutputOf<typeof reconciliationDetail>;
type Props = { readonly reconciliationId: string; readonly onClose: () => void };

/** One day of a channel: both sides, every item, and what still stands in the way of signing off. */
export function DayDrawer({ reconciliationId, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(reconciliationDetail, { reconciliationId });
  const day = detail.data;
  return (
    <Drawer
      open
      size={1160}
      onClose={onClose}
      title={day ? `${day.channelName}  ${day.businessOn}` : t('reconciliation.days')}
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {day && (
        <Flex vertical gap={12} style={{ height: '100%' }}>
          {/* What was refused for an earlier version of the day is no longer true. */}
          <DayActions key={day.version} day={day} />
          <Flex gap={40} wrap>
            <Statistic title={t('reconciliation.bankMinor')} value={minorToText(day.bankMinor)} />
            <Statistic title={t('reconciliation.oursMinor')} value={minorToText(day.oursMinor)} />
            <Statistic
              title={t('reconciliation.differenceMinor')}
              value={minorToText(day.bankMinor - day.oursMinor)}
            />
            <Statistic title={t('reconciliation.openCount')} value={day.openCount} />
            <Statistic title={t('reconciliation.proposedCount')} value={day.proposedCount} />
          </Flex>
          <Obstacles day={day} />
          <DayItems day={day} />
        </Flex>
      )}
    </Drawer>
  );
}

/** Why the day cannot be signed off yet, or by whom it was. */
function Obstacles({ day }: { readonly day: DayDetail }) {
  const { t } = useTranslation();
  if (day.state === 'signed_off') {
    const by = day.signedOffByName ?? '';
    return <Alert type="success" showIcon title={t('reconciliation.isSignedOff', { by })} />;
  }
  const unseen = day.unseenBankLineCount + day.unseenReceiptCount;
  if (unseen > 0) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('reconciliation.unseen', {
          lines: day.unseenBankLineCount,
          receipts: day.unseenReceiptCount,
        })}
      />
    );
  }
  if (day.canSignOff) return <Alert type="success" showIcon title={t('reconciliation.readyToSignOff')} />;
  return (
    <Alert
      type="info"
      showIcon
      title={t('reconciliation.stillOpen', { open: day.openCount, proposed: day.proposedCount })}
    />
  );
}
