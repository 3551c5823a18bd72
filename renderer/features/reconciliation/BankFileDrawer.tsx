import { Alert, Drawer, Flex, Statistic, Tabs, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { bankFileErrors, bankFileExportErrors, bankFileLines } from '#shared/contract/bankFiles.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { ExportErrorsButton } from '../../ui/ExportErrorsButton.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { LineCode } from '../../ui/LineCode.tsx';
import type { LineErrorRow } from '../../ui/LineErrors.tsx';
import { LineField } from '../../ui/LineField.tsx';
import type { ImportedFile } from './ImportDialog.tsx';

type BankLine = OutputOf<typeof bankFileLines>['rows'][number];
const COUNTS = ['lineCount', 'acceptedCount', 'unchangedCount', 'rejectedCount'] as const;
export type ShownFile = Pick<ImportedFile, 'bankFileId' | (typeof COUNTS)[number]> &
  Partial<Pick<ImportedFile, 'otherDayCount'>>;
type Props = { readonly file: ShownFile; readonly onClose: () => void };

/** What one bank file brought: its lines, and those that were not taken with their reason. */
export function BankFileDrawer({ file, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      open
      size={1080}
      onClose={onClose}
      title={t('reconciliation.bankFile')}
      extra={
        file.rejectedCount > 0 && (
          <ExportErrorsButton
            contract={bankFileExportErrors}
            inputOf={(path) => ({ bankFileId: file.bankFileId, path })}
          />
        )
      }
    >
      <Flex vertical gap={12} style={{ height: '100%' }}>
        {file.acceptedCount === 0 && file.unchangedCount > 0 && (
          <Alert type="info" showIcon title={t('reconciliation.nothingNew')} />
        )}
        {(file.otherDayCount ?? 0) > 0 && (
          <Alert
            type="info"
            showIcon
            title={t('reconciliation.otherDayLines', { count: file.otherDayCount ?? 0 })}
          />
        )}
        <Flex gap={40} wrap>
          {COUNTS.map((count) => (
            <Statistic key={count} title={t(`reconciliation.${count}`)} value={file[count]} />
          ))}
        </Flex>
        <Tabs
          defaultActiveKey={file.rejectedCount > 0 ? 'errors' : 'lines'}
          items={[
            {
              key: 'lines',
              label: t('reconciliation.bankLines'),
              children: <Lines bankFileId={file.bankFileId} />,
            },
            {
              key: 'errors',
              label: `${t('reconciliation.rejectedLines')} (${file.rejectedCount})`,
              children: <Errors bankFileId={file.bankFileId} />,
            },
          ]}
        />
      </Flex>
    </Drawer>
  );
}

const LIST_HEIGHT = 'calc(100vh - 300px)';

function Lines({ bankFileId }: { readonly bankFileId: string }) {
  const { t } = useTranslation();
  return (
    <div style={{ height: LIST_HEIGHT }}>
      <LedgerTable<BankLine>
        contract={bankFileLines}
        filter={{ bankFileId }}
        rowKey="bankLineId"
        columns={[
          { title: t('lines.lineNo'), dataIndex: 'lineNo', width: 70, align: 'right' },
          { title: t('reconciliation.bookedOn'), dataIndex: 'bookedOn', width: 110 },
          {
            title: t('reconciliation.amount'),
            dataIndex: 'amountMinor',
            width: 120,
            align: 'right',
            render: (minor: number) => <Money minor={minor} />,
          },
          ...(['serialNo', 'ourReference', 'counterpartyName'] as const).map((field) => ({
            title: t(`reconciliation.${field}`),
            dataIndex: field,
            width: 175,
            ellipsis: true,
            render: (value: string | null) => value ?? '–',
          })),
          { title: t('reconciliation.purpose'), dataIndex: 'purpose', width: 160, ellipsis: true },
        ]}
      />
    </div>
  );
}

function Errors({ bankFileId }: { readonly bankFileId: string }) {
  const { t } = useTranslation();
  return (
    <div style={{ height: LIST_HEIGHT }}>
      <LedgerTable<LineErrorRow>
        contract={bankFileErrors}
        filter={{ bankFileId }}
        rowKey={(line) => `${line.lineNo}/${line.field}/${line.code}`}
        columns={[
          { title: t('lines.lineNo'), dataIndex: 'lineNo', width: 70, align: 'right' },
          {
            title: t('lines.reason'),
            dataIndex: 'code',
            width: 190,
            render: (code: string) => <LineCode code={code} />,
          },
          {
            title: t('lines.field'),
            width: 200,
            render: (_value, line) => <LineField field={line.field} value={line.value} />,
          },
          {
            title: t('lines.rawText'),
            dataIndex: 'rawText',
            ellipsis: true,
            width: 400,
            render: (text: string) => <Typography.Text code>{text}</Typography.Text>,
          },
        ]}
      />
    </div>
  );
}
