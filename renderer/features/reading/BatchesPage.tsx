import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingBatchPage } from '#shared/contract/reading.ts';
import { useOffice } from '../../api/useOffice.ts';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { BATCH_COUNTS, BatchDrawer, type ShownBatch } from './BatchDrawer.tsx';
import { ImportDialog } from './ImportDialog.tsx';

type Row = OutputOf<typeof readingBatchPage>['rows'][number];

/** Imported meter files and what became of them. */
export function BatchesPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [isImporting, setImporting] = useState(false);
  const [shown, setShown] = useState<ShownBatch | null>(null);
  return (
    <PageFrame
      title={t('reading.batches')}
      actions={
        can('reading.import') && (
          <HotkeyButton type="primary" hotkey="F3" disabled={isImporting} onPress={() => setImporting(true)}>
            {t('reading.import')}
          </HotkeyButton>
        )
      }
    >
      <LedgerTable<Row>
        contract={readingBatchPage}
        filter={{}}
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
      {shown && <BatchDrawer batch={shown} onClose={() => setShown(null)} />}
    </PageFrame>
  );
}
