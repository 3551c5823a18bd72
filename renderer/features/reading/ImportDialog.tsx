import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { mappingProfileList } from '#shared/contract/mappingProfile.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { ImportFormDialog } from '../../ui/ImportFormDialog.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';
import { BATCH_COUNTS } from './BatchDrawer.tsx';

type Values = {
  readonly path: string;
  readonly period: string;
  readonly routeId?: string | null;
  readonly profileCode?: string | null;
  readonly encoding?: 'utf-8' | 'gb18030' | null;
  readonly isRevision?: boolean;
};
type ImportedBatch = OutputOf<typeof readingImport>;
type Props = { readonly onClose: () => void; readonly onImported: (batch: ImportedBatch) => void };

export const METER_FILE_EXTENSIONS = ['csv', 'txt', 'xlsx', 'nem12', 'nem13'] as const;

/** Imports a meter file: with progress, and cancelled without leaving half of it. */
export function ImportDialog({ onClose, onImported }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const profiles = useLedgerQuery(mappingProfileList, { fileKind: 'meter' });
  const importFile = useCommand(readingImport);
  const [form] = Form.useForm<Values>();
  const inputOf = ({ path, period, routeId, profileCode, encoding, isRevision }: Values) => ({
    path,
    period,
    routeId: routeId ?? null,
    profileCode: profileCode ?? null,
    ...(encoding && { encoding }),
    isRevision: isRevision ?? false,
  });
  return (
    <ImportFormDialog<Values, ImportedBatch>
      title={t('reading.importTitle')}
      submitLabel={t('reading.import')}
      form={form}
      initialValues={ledger ? { period: ledger.currentPeriod } : {}}
      command={importFile}
      send={(values, options) => importFile.run(inputOf(values), options)}
      counts={(batch) => BATCH_COUNTS.map((count) => ({ title: t(`reading.${count}`), value: batch[count] }))}
      onImported={onImported}
      onClose={onClose}
    >
      <Form.Item name="path" label={t('reading.file')} rules={[{ required: true }]}>
        <FileField kindName={t('reading.fileKind')} extensions={METER_FILE_EXTENSIONS} />
      </Form.Item>
      <Form.Item name="period" label={t('common.period')} rules={[{ required: true }]}>
        <PeriodField />
      </Form.Item>
      <Form.Item name="routeId" label={t('reading.routeOfFile')}>
        <RouteSelect />
      </Form.Item>
      <Form.Item name="profileCode" label={t('reading.profile')}>
        <Select
          allowClear
          placeholder={t('reading.automatic')}
          options={(profiles.data?.rows ?? []).map(({ profileCode, name }) => ({
            value: profileCode,
            label: name,
          }))}
        />
      </Form.Item>
      <Form.Item name="encoding" label={t('reading.encoding')}>
        <Select
          allowClear
          placeholder={t('reading.automatic')}
          options={[
            { value: 'utf-8', label: 'UTF-8' },
            { value: 'gb18030', label: 'GB18030' },
          ]}
        />
      </Form.Item>
      <Form.Item name="isRevision" valuePropName="checked">
        <Checkbox>{t('reading.isRevision')}</Checkbox>
      </Form.Item>
    </ImportFormDialog>
  );
}
