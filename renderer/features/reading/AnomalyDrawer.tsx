import { Alert, Descriptions, Drawer, Flex, Spin, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { anomalyDetail } from '#shared/contract/readingAnomalies.ts';
import { ESTIMATE_RULES } from '#shared/domain/reading/anomalyRules.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Quantity } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { AnomalyHistory } from './AnomalyHistory.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { EstimateDialog } from './EstimateDialog.tsx';
import { KeyDialog } from './KeyDialog.tsx';
import { ReadingFacts } from './ReadingFacts.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { AnomalyStateTag, MonthsTag, SeverityTag } from './SeverityTag.tsx';

export type AnomalyDetail = OutputOf<typeof anomalyDetail>;
type Action = 'confirm' | 'key' | 'correct' | 'estimate' | 'settle';
type Props = { readonly anomalyId: string; readonly onClose: () => void; readonly onNext?: () => void };

/** One unusual reading with all that a person needs to decide about it, and the ways to settle it. */
export function AnomalyDrawer({ anomalyId, onClose, onNext }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(anomalyDetail, { anomalyId });
  const [action, setAction] = useState<Action | null>(null);
  const found = detail.data?.anomaly;
  return (
    <Drawer
      open
      size={980}
      onClose={onClose}
      title={found ? `${found.accountNo}  ${found.customerName}` : t('reading.worklist')}
      extra={
        <Actions
          detail={detail.data}
          isIdle={action === null}
          onAction={setAction}
          {...(onNext && { onNext })}
        />
      }
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {detail.data && (
        <Flex vertical gap={16}>
          {detail.data.isLocked && <Alert type="info" showIcon title={t('reading.locked')} />}
          <Facts detail={detail.data} />
          <AnomalyHistory detail={detail.data} />
        </Flex>
      )}
      {found && action === 'confirm' && <ConfirmDialog anomaly={found} onClose={() => setAction(null)} />}
      {found?.reading && action === 'correct' && (
        <CorrectDialog
          readings={[{ ...found.reading, registerCode: found.registerCode }]}
          onClose={() => setAction(null)}
        />
      )}
      {found && action === 'key' && (
        <KeyDialog
          title={`${found.accountNo} ${found.customerName} ${found.meterNo}`}
          servicePointId={found.servicePointId}
          routeId={found.routeId}
          period={found.period}
          registers={[{ registerCode: found.registerCode, previous: detail.data?.history[0]?.value ?? null }]}
          onClose={() => setAction(null)}
        />
      )}
      {found && action === 'settle' && (
        <SettleDialog anomalyId={found.anomalyId} onClose={() => setAction(null)} />
      )}
      {detail.data && action === 'estimate' && (
        <EstimateDialog detail={detail.data} onClose={() => setAction(null)} />
      )}
    </Drawer>
  );
}

function Actions({
  detail,
  isIdle,
  onAction,
  onNext,
}: {
  readonly detail: AnomalyDetail | undefined;
  /** No dialog is open that the function keys would reach through. */
  readonly isIdle: boolean;
  readonly onAction: (action: Action) => void;
  readonly onNext?: () => void;
}) {
  const { t } = useTranslation();
  const { can } = useOffice();
  if (!detail) return null;
  const { anomaly, isLocked } = detail;
  const isOpen = anomaly.state === 'open' && !isLocked;
  return (
    <Flex gap={8}>
      {can('reading.confirm') && (
        <HotkeyButton
          hotkey="F4"
          disabled={!isIdle || !isOpen || anomaly.severity === 'stop'}
          onPress={() => onAction('confirm')}
        >
          {t('reading.confirm')}
        </HotkeyButton>
      )}
      {can('reading.import') && (
        <HotkeyButton
          hotkey="F5"
          disabled={!isIdle || !isOpen || anomaly.ruleCode !== 'missing'}
          onPress={() => onAction('key')}
        >
          {t('reading.key')}
        </HotkeyButton>
      )}
      {can('reading.correct') && (
        <>
          <HotkeyButton
            hotkey="F6"
            disabled={!isIdle || isLocked || anomaly.reading === null}
            onPress={() => onAction('correct')}
          >
            {t('reading.correct')}
          </HotkeyButton>
          <HotkeyButton
            hotkey="F7"
            disabled={!isIdle || isLocked || anomaly.ruleCode !== 'missing'}
            onPress={() => onAction('estimate')}
          >
            {t('reading.estimate')}
          </HotkeyButton>
        </>
      )}
      {can('billCorrection.prepare') && ESTIMATE_RULES.includes(anomaly.ruleCode) && (
        <HotkeyButton hotkey="F9" disabled={!isIdle || !isOpen} onPress={() => onAction('settle')}>
          {t('reading.settle')}
        </HotkeyButton>
      )}
      <HotkeyButton type="primary" hotkey="F8" disabled={!isIdle || !onNext} onPress={() => onNext?.()}>
        {t('reading.next')}
      </HotkeyButton>
    </Flex>
  );
}

function Facts({ detail }: { readonly detail: AnomalyDetail }) {
  const { t } = useTranslation();
  const { anomaly, meter, address } = detail;
  return (
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        {
          key: 'rule',
          label: t('reading.rule'),
          children: (
            <>
              <SeverityTag severity={anomaly.severity} />
              {t(`reading.rules.${anomaly.ruleCode}`)} <MonthsTag months={anomaly.monthsInARow} />
            </>
          ),
        },
        { key: 'state', label: t('reading.state'), children: <AnomalyStateTag state={anomaly.state} /> },
        { key: 'facts', label: t('reading.facts'), children: <ReadingFacts facts={anomaly.detail} /> },
        {
          key: 'value',
          label: t('reading.value'),
          children: (
            <>
              <Tag>{t(`customers.registerCodes.${anomaly.registerCode}`)}</Tag>
              <Quantity value={anomaly.reading?.value ?? null} /> {anomaly.reading?.readOn}
            </>
          ),
        },
        {
          key: 'meter',
          label: t('customers.meterNo'),
          children: t('reading.meterWithFigures', { ...meter }),
        },
        { key: 'address', label: t('customers.address'), children: address },
        ...(anomaly.resolvedByName === null
          ? []
          : [
              { key: 'by', label: t('reading.resolvedBy'), children: anomaly.resolvedByName },
              { key: 'why', label: t('reading.resolution'), children: anomaly.resolutionReason ?? '–' },
            ]),
      ]}
    />
  );
}
