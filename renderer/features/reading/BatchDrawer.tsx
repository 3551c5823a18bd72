import { Alert, Drawer, Flex, Segmented, Statistic, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import {
  readingBatchExportErrors,
  readingBatchLines,
  readingBatchPage,
  type readingImport,
} from '#shared/contract/readingFiles.ts';
import type { LineState } from '#shared/domain/reading/lineStates.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Quantity } from '../../ui/Amount.tsx';
import { ExportErrorsButton } from '../../ui/ExportErrorsButton.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { LineCode } from '../../ui/LineCode.tsx';
import { LineField } from '../../ui/LineField.tsx';
import { RawText } from '../../ui/RawText.tsx';
import { AdoptDialog } from './AdoptDialog.tsx';

export type ShownBatch = Omit<OutputOf<typeof readingImport>, 'errors'>;
type Line = OutputOf<typeof readingBatchLines>['rows'][number];
type Props = { readonly batch: ShownBatch; readonly onClose: () => void };

const LINE_COLOURS: Record<LineState, string> = {
  accepted: 'green',
  unchanged: 'default',
  rejected: 'red',
  unknown_meter: 'orange',
  adopted: 'green',
};
export const BATCH_COUNTS = [
  'lineCount',
  'acceptedCount',
  'unchangedCount',
  'rejectedCount',
  'unknownMeterCount',
  'exceptionCount',
] as const;

/** What became of one meter file: counts, and every line that was not taken with its reason. */
export function BatchDrawer({ batch, onClose }: Props) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [state, setState] = useState<'problems' | 'all'>('problems');
  const [isAdopting, setAdopting] = useState(false);
  // Lines that are adopted while the drawer is open change what the file came to.
  const stored = useLedgerQuery(readingBatchPage, { batchId: batch.batchId });
  const counts = stored.data?.rows[0] ?? batch;
  return (
    <Drawer
      open
      size={1040}
      onClose={onClose}
      title={t('reading.imported')}
      extra={
        <Flex gap={8}>
          {counts.unknownMeterCount > 0 && can('customer.import') && (
            <HotkeyButton hotkey="F2" onPress={() => setAdopting(true)}>
              {t('reading.adopt')}
            </HotkeyButton>
          )}
          <ExportErrorsButton
            contract={readingBatchExportErrors}
            inputOf={(path) => ({ batchId: batch.batchId, path })}
          />
        </Flex>
      }
    >
      <Flex vertical gap={12} style={{ height: '100%' }}>
        {batch.isRepeat && <Alert type="info" showIcon title={t('reading.repeated')} />}
        <Flex gap={32} wrap>
          {BATCH_COUNTS.map((count) => (
            <Statistic key={count} title={t(`reading.${count}`)} value={counts[count]} />
          ))}
        </Flex>
        <Segmented<'problems' | 'all'>
          style={{ alignSelf: 'flex-start' }}
          value={state}
          onChange={setState}
          options={[
            { value: 'problems', label: t('lines.problemLines') },
            { value: 'all', label: t('reading.allLines') },
          ]}
        />
        <div style={{ flex: 1, minHeight: 0 }}>
          <Lines batchId={batch.batchId} state={state} />
        </div>
      </Flex>
      {isAdopting && <AdoptDialog batchId={batch.batchId} onClose={() => setAdopting(false)} />}
    </Drawer>
  );
}

function Lines({ batchId, state }: { readonly batchId: string; readonly state: 'problems' | 'all' }) {
  const { t } = useTranslation();
  return (
    <LedgerTable<Line>
      contract={readingBatchLines}
      filter={{ batchId, state }}
      rowKey={(line) => `${line.lineNo}/${line.itemNo}`}
      columns={[
        { title: t('lines.lineNo'), dataIndex: 'lineNo', width: 70, align: 'right' },
        {
          title: t('reading.lineState'),
          dataIndex: 'state',
          width: 85,
          render: (value: LineState) => (
            <Tag color={LINE_COLOURS[value]}>{t(`reading.lineStates.${value}`)}</Tag>
          ),
        },
        {
          title: t('lines.reason'),
          dataIndex: 'code',
          width: 160,
          render: (code: string | null) => <LineCode code={code} />,
        },
        {
          title: t('lines.field'),
          width: 130,
          render: (_value, line) => <LineField field={line.field} value={line.value} />,
        },
        {
          title: t('customers.meterNo'),
          dataIndex: 'meterNo',
          width: 130,
          render: (meterNo: string | null) => meterNo ?? '–',
        },
        {
          title: t('reading.value'),
          dataIndex: 'current',
          width: 100,
          align: 'right',
          render: (value: string | null) => <Quantity value={value} />,
        },
        {
          title: t('lines.rawText'),
          dataIndex: 'rawText',
          ellipsis: true,
          width: 300,
          render: (text: string) => <RawText text={text} />,
        },
      ]}
    />
  );
}
