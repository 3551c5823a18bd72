import { Alert, Descriptions, Drawer, Flex, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { billCorrectionDetail } from '#shared/contract/billCorrection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { listText } from '../../ui/listText.ts';
import { Readings } from './BillView.tsx';
import { CorrectionActions } from './CorrectionActions.tsx';
import { CorrectionComparison } from './CorrectionComparison.tsx';
import { CorrectionStateTag } from './CorrectionStateTag.tsx';

export type CorrectionDetail = OutputOf<typeof billCorrectionDetail>;
type Props = { readonly correctionId: string; readonly onClose: () => void };

/** Old against new: everything that a second person looks at before answering for a correction. */
export function CorrectionDrawer({ correctionId, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(billCorrectionDetail, { correctionId });
  const correction = detail.data?.correction;
  return (
    <Drawer
      open
      size={960}
      onClose={onClose}
      title={
        correction && (
          <>
            {t(`correction.kinds.${correction.kind}`)} {correction.billNo} {correction.accountNo}{' '}
            {correction.customerName} <CorrectionStateTag state={correction.state} />
          </>
        )
      }
    >
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {detail.data && <CorrectionView detail={detail.data} />}
    </Drawer>
  );
}

function CorrectionView({ detail }: { readonly detail: CorrectionDetail }) {
  const { t } = useTranslation();
  const { correction, before, after } = detail;
  return (
    <Flex vertical gap={14}>
      <CorrectionActions key={correction.version} detail={detail} />
      <Notes detail={detail} />
      <Facts detail={detail} />
      <CorrectionComparison detail={detail} />
      {correction.kind === 'rebill' && (
        <>
          <Readings readings={before.readings} title={t('correction.readingsBefore')} />
          {after && <Readings readings={after.readings} title={t('correction.readingsAfter')} />}
        </>
      )}
    </Flex>
  );
}

/** What whoever decides has to know beside the figures. */
function Notes({ detail }: { readonly detail: CorrectionDetail }) {
  const { t } = useTranslation();
  const { correction, stop, samePersonAs, receivedMinor, laterBillCount, adjustmentNos } = detail;
  const { state, kind } = correction;
  const isRebill = kind === 'rebill';
  const isUndecided = state === 'open' || state === 'submitted';
  if (!isUndecided) return null;
  const notes = [
    state === 'open' && t('correction.openHint'),
    state === 'submitted' && samePersonAs && t(`correction.samePerson.${samePersonAs}`),
    isRebill && receivedMinor > 0 && t('correction.receivedHint', { received: minorToText(receivedMinor) }),
    isRebill && laterBillCount > 0 && t('correction.laterBills', { count: laterBillCount }),
    adjustmentNos.length > 0 && t('correction.adjustments', { billNos: listText(adjustmentNos, t) }),
  ].filter((note) => note !== false && note !== null);
  return (
    <Flex vertical gap={6}>
      {notes.map((note) => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
      {stop && (
        <Alert
          type="warning"
          showIcon
          title={t('correction.stopped', { rule: t(`billing.rules.${stop.rule as ExceptionRule}`) })}
          description={<ErrorDetail detail={stop.detail} />}
        />
      )}
    </Flex>
  );
}

function Facts({ detail: { correction } }: { readonly detail: CorrectionDetail }) {
  const { t } = useTranslation();
  const by = (name: string | null, at: string | null) =>
    name !== null &&
    at !== null && (
      <>
        {name} <Instant at={at} />
      </>
    );
  const facts = [
    [t('common.reason'), correction.reason],
    [t('correction.documentNo'), correction.documentNo],
    [t('common.period'), correction.period],
    [t('correction.proposedBy'), by(correction.proposedByName, correction.proposedAt)],
    [t('correction.decidedBy'), by(correction.decidedByName, correction.decidedAt)],
    [t('correction.decisionReason'), correction.decisionReason],
    [t('correction.reversalBill'), correction.reversalBillNo],
    [t('correction.resultBill'), correction.resultBillNo],
  ] as const;
  const items = facts.flatMap(([label, children]) => (children ? [{ key: label, label, children }] : []));
  return <Descriptions bordered size="small" column={2} items={items} />;
}
