import { Flex, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billExceptionAccept, billExceptionPage, billExceptionSendBack } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { chunked } from '#shared/lib/collections.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { exceptionText } from './exceptionWords.ts';
import type { RunDetail } from './RunDrawer.tsx';
import { TrialBillDrawer } from './TrialBillDrawer.tsx';

type Row = OutputOf<typeof billExceptionPage>['rows'][number];
const SEVERITY_COLORS = { stop: 'red', confirm: 'orange', note: 'default' } as const;
/** As many as one command takes. */
const WORKED_AT_ONCE = 500;

/** What keeps the run from being submitted, or every exception that was found. */
type Shown = 'inTheWay' | 'all';

/** The exceptions of a run, to be accepted or sent back with a reason, several at once. */
export function ExceptionTable({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const { billRunId, state } = detail.run;
  const accept = useCommand(billExceptionAccept);
  const sendBack = useCommand(billExceptionSendBack);
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState<'accept' | 'sendBack' | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [ruleCode, setRuleCode] = useState<Row['ruleCode'] | null>(null);
  const [wanted, setWanted] = useState<Shown | null>(null);
  const shown = wanted ?? (detail.run.openExceptionCount > 0 ? 'inTheWay' : 'all');
  const canWork = can('billRun.prepare') && state === 'calculated';
  const command = asking === 'sendBack' ? sendBack : accept;
  return (
    <Flex vertical gap={8}>
      <Flex gap={4} wrap align="center">
        <Segmented<Shown>
          value={shown}
          onChange={(value) => {
            setWanted(value);
            setRuleCode(null);
          }}
          options={[
            { value: 'inTheWay', label: t('billing.inTheWay') },
            { value: 'all', label: t('billing.allExceptions') },
          ]}
        />
        {detail.byRule.map((rule) => (
          <Tag.CheckableTag
            key={rule.ruleCode}
            checked={ruleCode === rule.ruleCode}
            onChange={(isChecked) => {
              setRuleCode(isChecked ? rule.ruleCode : null);
              setWanted(isChecked ? 'all' : null);
            }}
          >
            {t(`billing.rules.${rule.ruleCode}`)} {rule.openCount}/
            {rule.openCount + rule.acceptedCount + rule.sentBackCount}
          </Tag.CheckableTag>
        ))}
      </Flex>
      {canWork && (
        <Flex gap={8} align="center">
          <HotkeyButton hotkey="F6" disabled={chosen.length === 0} onPress={() => setAsking('accept')}>
            {t('billing.accept')}
          </HotkeyButton>
          <HotkeyButton hotkey="F10" disabled={chosen.length === 0} onPress={() => setAsking('sendBack')}>
            {t('billing.sendBack')}
          </HotkeyButton>
          <Typography.Text type="secondary">
            {t('billing.selected', { count: chosen.length })}
          </Typography.Text>
        </Flex>
      )}
      <div style={{ height: 420 }}>
        <LedgerTable<Row>
          contract={billExceptionPage}
          filter={{
            billRunId,
            ...(shown === 'inTheWay' ? { inTheWay: true } : {}),
            ...(ruleCode ? { ruleCode } : {}),
          }}
          rowKey="exceptionId"
          onOpen={(row) => setOpenId(row.trialBillId)}
          rowSelection={
            canWork
              ? {
                  selectedRowKeys: chosen,
                  onChange: (keys) => setChosen(keys.map(String)),
                  getCheckboxProps: (row) => ({ disabled: row.state !== 'open' }),
                }
              : undefined
          }
          columns={[
            {
              title: t('billing.severity'),
              dataIndex: 'severity',
              width: 90,
              render: (value: Row['severity']) => (
                <Tag color={SEVERITY_COLORS[value]}>{t(`billing.severities.${value}`)}</Tag>
              ),
            },
            {
              title: t('billing.rule'),
              dataIndex: 'ruleCode',
              width: 110,
              render: (rule: Row['ruleCode']) => t(`billing.rules.${rule}`),
            },
            {
              title: t('billing.figures'),
              width: 275,
              render: (_value, row) => exceptionText(row, t),
            },
            { title: t('billing.account'), dataIndex: 'accountNo', width: 115 },
            { title: t('billing.name'), dataIndex: 'customerName', width: 95, ellipsis: true },
            {
              title: t('billing.kwh'),
              dataIndex: 'totalKwh',
              width: 85,
              align: 'right',
              render: (value: string) => <Quantity value={value} />,
            },
            {
              title: t('billing.amount'),
              dataIndex: 'totalMinor',
              width: 100,
              align: 'right',
              render: (minor: number) => <Money minor={minor} />,
            },
            {
              title: t('billing.state'),
              dataIndex: 'state',
              width: 75,
              render: (value: Row['state']) => t(`billing.exceptionStates.${value}`),
            },
            { title: t('billing.reason'), dataIndex: 'reason', width: 105, ellipsis: true },
          ]}
        />
      </div>
      {asking && (
        <ReasonDialog
          title={t(`billing.${asking}`)}
          command={command}
          onSubmit={async (reason) => {
            for (const exceptionIds of chunked(chosen, WORKED_AT_ONCE)) {
              if (!(await command.run({ billRunId, exceptionIds, reason }))) return false;
              setChosen((left) => left.filter((id) => !exceptionIds.includes(id)));
            }
            return true;
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {openId && <TrialBillDrawer trialBillId={openId} onClose={() => setOpenId(null)} />}
    </Flex>
  );
}
