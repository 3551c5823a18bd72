import { Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankFilePage } from '#shared/contract/bankFiles.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { CompletenessSelect } from '../../ui/CompletenessSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { BankFileDrawer, type ShownFile } from './BankFileDrawer.tsx';
import { ImportDialog } from './ImportDialog.tsx';

type Row = OutputOf<typeof bankFilePage>['rows'][number];

/** Imported bank files and what became of their lines. */
export function BankFilesPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [channelCode, setChannelCode] = useState<string | null>(null);
  const [businessOn, setBusinessOn] = useState<string | null>(null);
  const [fileName, setFileName] = useState('');
  const [isComplete, setComplete] = useState<boolean | null>(null);
  const [isImporting, setImporting] = useState(false);
  const [shown, setShown] = useState<ShownFile | null>(null);
  return (
    <PageFrame
      title={t('reconciliation.bankFiles')}
      actions={
        can('bank.import') && (
          <HotkeyButton type="primary" hotkey="F3" onPress={() => setImporting(true)}>
            {t('reconciliation.importBankFile')}
          </HotkeyButton>
        )
      }
    >
      <Flex gap={12} style={{ paddingBottom: 8 }}>
        <ChannelSelect value={channelCode} onChange={setChannelCode} />
        <DayField
          label={t('reconciliation.businessOn')}
          value={businessOn}
          onChange={setBusinessOn}
          allowClear
        />
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('reconciliation.fileName')}
          aria-label={t('reconciliation.fileName')}
          onSearch={(value) => setFileName(value.trim())}
        />
        <CompletenessSelect value={isComplete} onChange={setComplete} />
      </Flex>
      <LedgerTable<Row>
        contract={bankFilePage}
        filter={{
          ...(channelCode ? { channelCode } : {}),
          ...(businessOn ? { businessOn } : {}),
          ...(fileName ? { fileName } : {}),
          ...(isComplete === null ? {} : { isComplete }),
        }}
        rowKey="bankFileId"
        onOpen={setShown}
        columns={[
          { title: t('reconciliation.businessOn'), dataIndex: 'businessOn', width: 110 },
          { title: t('reconciliation.channel'), dataIndex: 'channelName', width: 110, ellipsis: true },
          { title: t('reconciliation.fileName'), dataIndex: 'fileName', width: 220, ellipsis: true },
          { title: t('reconciliation.format'), dataIndex: 'format', width: 105 },
          ...(['lineCount', 'acceptedCount', 'unchangedCount', 'rejectedCount'] as const).map((count) => ({
            title: t(`reconciliation.${count}`),
            dataIndex: count,
            width: 80,
            align: 'right' as const,
          })),
          ...(['openingMinor', 'closingMinor'] as const).map((balance) => ({
            title: t(`reconciliation.${balance}`),
            dataIndex: balance,
            width: 130,
            align: 'right' as const,
            render: (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />),
          })),
          { title: t('reconciliation.importedBy'), dataIndex: 'importedByName', width: 90, ellipsis: true },
          {
            title: t('reconciliation.importedAt'),
            dataIndex: 'importedAt',
            width: 165,
            render: (instant: string) => <Instant at={instant} />,
          },
        ]}
      />
      {isImporting && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onImported={(file) => {
            setImporting(false);
            setShown(file);
          }}
        />
      )}
      {shown && <BankFileDrawer file={shown} onClose={() => setShown(null)} />}
    </PageFrame>
  );
}
