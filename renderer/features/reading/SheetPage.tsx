import { Checkbox, Empty, Flex, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingSheet } from '#shared/contract/reading.ts';
import { useOffice } from '../../api/useOffice.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { KeyDialog } from './KeyDialog.tsx';

type Row = OutputOf<typeof readingSheet>['rows'][number];

const isUnread = (row: Row) => row.registers.some(({ current }) => current === null);

/** What a row has been read, register by register. */
const readingsOf = (row: Row) =>
  row.registers.flatMap(({ registerCode, current }) => (current ? [{ registerCode, ...current }] : []));

/**
 * The sheet of a route in walking order, to key readings from: after one is taken the next unread one opens. What
 * was read already is opened to correct it.
 */
export function SheetPage() {
  const { t } = useTranslation();
  const { ledger, can } = useOffice();
  const [chosen, setChosen] = useState<string | null>(null);
  const [routeId, setRouteId] = useState<string | null>(null);
  const [onlyMissing, setOnlyMissing] = useState(true);
  const [queue, setQueue] = useState<readonly Row[]>([]);
  const [corrected, setCorrected] = useState<Row | null>(null);
  const period = chosen ?? ledger?.currentPeriod ?? '';
  const [keyed] = queue;
  const [first, ...others] = corrected === null ? [] : readingsOf(corrected);
  return (
    <PageFrame title={t('reading.sheet')}>
      <Flex gap={8} align="center" style={{ paddingBottom: 8 }}>
        <PeriodField label={t('common.period')} value={period} onChange={setChosen} />
        <RouteSelect isOne value={routeId} onChange={setRouteId} />
        <Checkbox checked={onlyMissing} onChange={({ target }) => setOnlyMissing(target.checked)}>
          {t('reading.onlyMissing')}
        </Checkbox>
      </Flex>
      {routeId === null && <Empty description={t('reading.chooseRoute')} />}
      {routeId !== null && period !== '' && (
        <SheetTable
          filter={{ routeId, period, onlyMissing }}
          onOpen={(row, rows) => {
            if (!isUnread(row)) return can('reading.correct') && setCorrected(row);
            return can('reading.import') && setQueue(rows.slice(rows.indexOf(row)).filter(isUnread));
          }}
        />
      )}
      {keyed && (
        <KeyDialog
          key={keyed.servicePointId}
          title={`${keyed.accountNo} ${keyed.customerName} ${keyed.meterNo}`}
          servicePointId={keyed.servicePointId}
          routeId={keyed.routeId}
          period={period}
          registers={keyed.registers
            .filter(({ current }) => current === null)
            .map(({ registerCode, previous }) => ({ registerCode, previous: previous?.value ?? null }))}
          onClose={() => setQueue([])}
          onTaken={() => setQueue(queue.slice(1))}
        />
      )}
      {first && <CorrectDialog readings={[first, ...others]} onClose={() => setCorrected(null)} />}
    </PageFrame>
  );
}

type TableProps = {
  readonly filter: { readonly routeId: string; readonly period: string; readonly onlyMissing: boolean };
  readonly onOpen: (row: Row, rows: readonly Row[]) => void;
};

function SheetTable({ filter, onOpen }: TableProps) {
  const { t } = useTranslation();
  const shown = (row: Row, which: 'previous' | 'current') =>
    row.registers
      .map((one) => `${t(`customers.registerCodes.${one.registerCode}`)} ${one[which]?.value ?? '–'}`)
      .join('  ');
  return (
    <LedgerTable<Row>
      contract={readingSheet}
      filter={filter}
      rowKey="servicePointId"
      onOpen={onOpen}
      columns={[
        { title: t('customers.position'), dataIndex: 'routePosition', width: 85, align: 'right' },
        { title: t('customers.accountNo'), dataIndex: 'accountNo', width: 115 },
        { title: t('customers.name'), dataIndex: 'customerName', width: 110, ellipsis: true },
        { title: t('customers.address'), dataIndex: 'address', width: 180, ellipsis: true },
        { title: t('customers.meterNo'), dataIndex: 'meterNo', width: 130, ellipsis: true },
        {
          title: t('reading.factNames.previous'),
          width: 190,
          ellipsis: true,
          render: (_value, row) => shown(row, 'previous'),
        },
        {
          title: t('reading.factNames.value'),
          width: 190,
          ellipsis: true,
          render: (_value, row) => shown(row, 'current'),
        },
        {
          title: t('reading.rule'),
          dataIndex: 'openAnomalyCount',
          width: 60,
          render: (count: number) => (count > 0 ? <Tag color="orange">{count}</Tag> : '–'),
        },
      ]}
    />
  );
}
