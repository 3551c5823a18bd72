import { Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import {
  ANOMALY_RULES,
  ANOMALY_SEVERITIES,
  ANOMALY_STATES,
  type AnomalyRule,
  type AnomalySeverity,
  type AnomalyState,
} from '#shared/domain/reading/anomalyRules.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Quantity } from '../../ui/Amount.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { AnomalyDrawer } from './AnomalyDrawer.tsx';
import { AnomalyStateTag, MonthsTag, SeverityTag } from './SeverityTag.tsx';

type Row = OutputOf<typeof readingWorklist>['rows'][number];
type Filter = {
  readonly period: string | null;
  readonly routeId: string | null;
  readonly ruleCode: AnomalyRule | null;
  readonly severity: AnomalySeverity | null;
  readonly state: AnomalyState | 'all';
};

/** Unusual and missing readings of a period, worked one after the other. */
export function WorklistPage() {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const [filter, setFilter] = useState<Filter>({
    period: null,
    routeId: null,
    ruleCode: null,
    severity: null,
    state: 'open',
  });
  // The rows as they were when the first one was opened: "next" goes through them while they are worked.
  const [opened, setOpened] = useState<{ readonly ids: readonly string[]; readonly at: number } | null>(null);
  const period = filter.period ?? ledger?.currentPeriod;
  const openId = opened?.ids[opened.at];
  return (
    <PageFrame title={t('reading.worklist')}>
      <Filters filter={filter} period={period} onChange={setFilter} />
      {period && (
        <LedgerTable<Row>
          contract={readingWorklist}
          filter={{
            period,
            state: filter.state === 'all' ? null : filter.state,
            ...(filter.routeId && { routeId: filter.routeId }),
            ...(filter.ruleCode && { ruleCode: filter.ruleCode }),
            ...(filter.severity && { severity: filter.severity }),
          }}
          rowKey="anomalyId"
          onOpen={(row, rows) => setOpened({ ids: rows.map((one) => one.anomalyId), at: rows.indexOf(row) })}
          columns={[
            {
              title: t('reading.severity'),
              dataIndex: 'severity',
              width: 110,
              render: (severity: AnomalySeverity) => <SeverityTag severity={severity} />,
            },
            {
              title: t('reading.rule'),
              dataIndex: 'ruleCode',
              width: 190,
              ellipsis: true,
              render: (rule: AnomalyRule, row) => (
                <>
                  {t(`reading.rules.${rule}`)} <MonthsTag months={row.monthsInARow} />
                </>
              ),
            },
            { title: t('customers.accountNo'), dataIndex: 'accountNo', width: 115 },
            { title: t('customers.name'), dataIndex: 'customerName', width: 110, ellipsis: true },
            { title: t('customers.route'), dataIndex: 'routeNo', width: 65 },
            { title: t('customers.meterNo'), dataIndex: 'meterNo', width: 120, ellipsis: true },
            {
              title: t('reading.register'),
              dataIndex: 'registerCode',
              width: 75,
              render: (code: RegisterCode) => t(`customers.registerCodes.${code}`),
            },
            {
              title: t('reading.value'),
              width: 90,
              align: 'right',
              render: (_value, row) => <Quantity value={row.reading?.value ?? null} />,
            },
            {
              title: t('reading.readOn'),
              width: 100,
              render: (_value, row) => row.reading?.readOn ?? '–',
            },
            {
              title: t('reading.state'),
              dataIndex: 'state',
              width: 90,
              render: (state: AnomalyState) => <AnomalyStateTag state={state} />,
            },
          ]}
        />
      )}
      {opened && openId && (
        <AnomalyDrawer
          key={openId}
          anomalyId={openId}
          onClose={() => setOpened(null)}
          {...(opened.at + 1 < opened.ids.length && {
            onNext: () => setOpened({ ...opened, at: opened.at + 1 }),
          })}
        />
      )}
    </PageFrame>
  );
}

function Filters({
  filter,
  period,
  onChange,
}: {
  readonly filter: Filter;
  readonly period: string | undefined;
  readonly onChange: (filter: Filter) => void;
}) {
  const { t } = useTranslation();
  return (
    <Flex gap={8} style={{ paddingBottom: 8 }}>
      <PeriodField
        label={t('common.period')}
        value={period ?? null}
        onChange={(chosen) => onChange({ ...filter, period: chosen })}
      />
      <RouteSelect value={filter.routeId} onChange={(routeId) => onChange({ ...filter, routeId })} />
      <Select<AnomalyRule | null>
        allowClear
        aria-label={t('reading.rule')}
        placeholder={t('reading.everyRule')}
        style={{ width: 170 }}
        value={filter.ruleCode}
        onChange={(ruleCode) => onChange({ ...filter, ruleCode: ruleCode ?? null })}
        options={ANOMALY_RULES.map((value) => ({ value, label: t(`reading.rules.${value}`) }))}
      />
      <Select<AnomalySeverity | null>
        allowClear
        aria-label={t('reading.severity')}
        placeholder={t('reading.severity')}
        style={{ width: 130 }}
        value={filter.severity}
        onChange={(severity) => onChange({ ...filter, severity: severity ?? null })}
        options={ANOMALY_SEVERITIES.map((value) => ({ value, label: t(`reading.severities.${value}`) }))}
      />
      <Select<AnomalyState | 'all'>
        aria-label={t('reading.state')}
        style={{ width: 130 }}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
        options={[
          ...ANOMALY_STATES.map((value) => ({ value, label: t(`reading.states.${value}`) })),
          { value: 'all' as const, label: t('reading.everyState') },
        ]}
      />
    </Flex>
  );
}
