import { Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingBatchPage } from '#shared/contract/readingFiles.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CompletenessSelect } from '../../ui/CompletenessSelect.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { BATCH_COUNTS, BatchDrawer, type ShownBatch } from './BatchDrawer.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { SeveralFilesDialog } from './SeveralFilesDialog.tsx';

type Row = OutputOf<typeof readingBatchPage>['rows'][number];

/** Imported meter files and what became of them. */
export function BatchesPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [fileName, setFileName] = useState('');
  const [period, setPeriod] = useState<string | null>(null);
  const [routeId, setRouteId] = useState<string | null>(null);
  const [isComplete, setComplete] = useState<boolean | null>(null);
  const [isImporting, setImporting] = useState(false);
  const [isSeveral, setSeveral] = useState(false);
  const [shown, setShown] = useState<ShownBatch | null>(null);
  return (
    <PageFrame
      title={t('reading.batches')}
      actions={
        can('reading.import') && (
          <>
            <HotkeyButton hotkey="F6" onPress={() => setSeveral(true)}>
              {t('reading.several')}
            </HotkeyButton>
            <HotkeyButton
              type="primary"
              hotkey="F3"
              disabled={isImporting}
              onPress={() => setImporting(true)}
            >
              {t('reading.import')}
            </HotkeyButton>
          </>
        )
      }
    >
      <Flex gap={8} style={{ paddingBottom: 8 }}>
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('reading.fileName')}
          aria-label={t('reading.fileName')}
          onSearch={(value) => setFileName(value.trim())}
        />
        <PeriodField label={t('common.period')} value={period} onChange={setPeriod} allowClear />
        <RouteSelect value={routeId} onChange={setRouteId} />
        <CompletenessSelect value={isComplete} onChange={setComplete} />
      </Flex>
      <LedgerTable<Row>
        contract={readingBatchPage}
        filter={{
          ...(fileName ? { fileName } : {}),
          ...(period ? { period } : {}),
          ...(routeId ? { routeId } : {}),
          ...(isComplete === null ? {} : { isComplete }),
        }}
        rowKey="batchId"
        onOpen={(row) => setShown({ ...row, isRepeat: false })}
        columns={[
          {
            title: t('reading.importedAt'),
            dataIndex: 'importedAt',
            width: 175,
            render: (instant: string) => <Instant at={instant} />,
          },
          { title: t('reading.fileName'), dataIndex: 'fileName', width: 200, ellipsis: true },
          { title: t('reading.format'), dataIndex: 'format', width: 75 },
          { title: t('common.period'), dataIndex: 'period', width: 85 },
          {
            title: t('customers.route'),
            dataIndex: 'routeNo',
            width: 75,
            render: (routeNo: string | null) => routeNo ?? '–',
          },
          { title: t('reading.importedBy'), dataIndex: 'importedByName', width: 90, ellipsis: true },
          ...BATCH_COUNTS.map((count) => ({
            title: t(`reading.${count}`),
            dataIndex: count,
            width: 80,
            align: 'right' as const,
          })),
        ]}
      />
      {isImporting && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onImported={(batch) => {
            setImporting(false);
            setShown(batch);
          }}
        />
      )}
      {isSeveral && <SeveralFilesDialog onClose={() => setSeveral(false)} />}
      {shown && <BatchDrawer batch={shown} onClose={() => setShown(null)} />}
    </PageFrame>
  );
}
