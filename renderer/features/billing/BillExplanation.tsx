import { Drawer, Flex, Spin, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { billPrint } from '#shared/contract/bill.ts';
import { billExplain, trialBillExplain } from '#shared/contract/billExplanation.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { usePdf } from '../../ui/usePdf.ts';
import { BillRuleText } from './BillRuleText.tsx';
import { Quantities, Readings, Steps } from './ExplainedQuantities.tsx';
import { itemWord } from './itemWord.ts';
import { MetCondition } from './MetCondition.tsx';
import { TierLimits } from './TierLimits.tsx';

type Explanation = OutputOf<typeof billExplain>;
type Line = Explanation['lines'][number];

/** Answers a customer's question from one page: an issued bill. */
export function BillExplanationDrawer({
  billNo,
  onClose,
}: {
  readonly billNo: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const query = useLedgerQuery(billExplain, { billNo });
  const { write, isRunning, error } = usePdf(billPrint);
  const print = () => write(`${billNo}.pdf`, (path) => ({ billNo, path, withExplanation: true }));
  return (
    <ExplanationDrawer
      query={{ ...query, error: query.error ?? error }}
      onClose={onClose}
      extra={
        <HotkeyButton hotkey="F7" loading={isRunning} onPress={() => void print()}>
          {t('explanation.print')}
        </HotkeyButton>
      }
    />
  );
}

/** The same for a bill on trial. */
export function TrialBillExplanationDrawer({
  trialBillId,
  onClose,
}: {
  readonly trialBillId: string;
  readonly onClose: () => void;
}) {
  const query = useLedgerQuery(trialBillExplain, { trialBillId });
  return <ExplanationDrawer query={query} onClose={onClose} />;
}

type DrawerProps = {
  readonly query: {
    readonly data: Explanation | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly onClose: () => void;
  readonly extra?: ReactNode;
};

function ExplanationDrawer({ query, onClose, extra }: DrawerProps) {
  const { t } = useTranslation();
  const { data } = query;
  return (
    <Drawer
      open
      size={840}
      onClose={onClose}
      extra={extra}
      title={`${t('explanation.title')} ${data?.billNo ?? ''} ${data?.customerName ?? ''}`}
    >
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Spin />}
      {data && <ExplanationView explanation={data} />}
    </Drawer>
  );
}

function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={16}>
      <div>
        <Typography.Title level={4} style={{ marginTop: 0, marginBottom: 4 }}>
          {t('explanation.total')} {minorToText(explanation.totalMinor)}
        </Typography.Title>
        <Typography.Text type="secondary">= {explanation.totalFormula}</Typography.Text>
        {explanation.isEstimated && <Tag color="orange">{t('explanation.estimated')}</Tag>}
      </div>
      <Readings readings={explanation.readings} />
      <Quantities quantities={explanation.quantities} />
      <Steps steps={explanation.steps} />
      <div>
        <Typography.Text strong>{t('explanation.item')}</Typography.Text>
        {explanation.lines.map((line) => (
          <ExplainedLine key={line.lineNo} line={line} />
        ))}
      </div>
    </Flex>
  );
}

/** One line: its rule in words, the calculation with its numbers, rounding, price version and source. */
function ExplainedLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const { version } = line;
  return (
    <section style={{ borderBottom: '1px solid #e5e9ee', padding: '10px 0' }}>
      <Flex justify="space-between">
        <Typography.Text strong>
          {line.lineNo}. {itemWord(line, t)}
        </Typography.Text>
        <Typography.Text strong style={{ fontVariantNumeric: 'tabular-nums' }}>
          {minorToText(line.amountMinor)}
        </Typography.Text>
      </Flex>
      <div>
        <BillRuleText rule={line.rule} inputs={line.inputs} />
      </div>
      <TierLimits inputs={line.inputs} />
      <MetCondition condition={line.condition} />
      {line.base.length > 0 && (
        <div style={{ fontVariantNumeric: 'tabular-nums' }}>
          {t('explanation.base')}{' '}
          {line.base.map((one) => `${one.itemName} ${minorToText(one.amountMinor)}`).join(' + ')}
        </div>
      )}
      <div style={{ fontVariantNumeric: 'tabular-nums', wordBreak: 'break-word' }}>
        {line.formula} = {line.unrounded}
        {line.roundedBy !== '0' && (
          <Typography.Text type="secondary">
            {' '}
            {t('explanation.rounded')} {line.roundedBy}
          </Typography.Text>
        )}
      </div>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {version &&
          t('explanation.version', {
            name: version.tariffName,
            versionNo: version.versionNo,
            documentNo: version.documentNo,
            from: version.startOn,
            to: version.endOn,
          })}
        {line.source !== null && `  ${t('explanation.source')}: ${line.source}`}
        {line.taxMinor !== 0 && `  ${t('explanation.tax')} ${minorToText(line.taxMinor)}`}
      </Typography.Text>
    </section>
  );
}
