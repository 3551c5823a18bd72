import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { mappingProfileList } from '#shared/contract/mappingProfile.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { ImportFormDialog } from '../../ui/ImportFormDialog.tsx';

type Values = {
  readonly path: string;
  readonly channelCode: string;
  readonly businessOn: string;
  readonly profileCode?: string | null;
  readonly encoding?: 'utf-8' | 'gb18030' | null;
};
export type ImportedFile = OutputOf<typeof bankFileImport>;
type Props = { readonly onClose: () => void; readonly onImported: (file: ImportedFile) => void };

const FILE_COUNTS = ['lineCount', 'acceptedCount', 'unchangedCount', 'rejectedCount'] as const;
const EXTENSIONS = ['xml', 'csv', 'txt', 'xlsx', 'xls', 'htm', 'html'] as const;

/** Imports a bank's file of a day. */
export function ImportDialog({ onClose, onImported }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const profiles = useLedgerQuery(mappingProfileList, { fileKind: 'bank' });
  const importFile = useCommand(bankFileImport);
  const [form] = Form.useForm<Values>();
  const inputOf = ({ path, channelCode, businessOn, profileCode, encoding }: Values) => ({
    path,
    channelCode,
    businessOn,
    profileCode: profileCode ?? null,
    ...(encoding && { encoding }),
  });
  return (
    <ImportFormDialog<Values, ImportedFile>
      title={t('reconciliation.importTitle')}
      submitLabel={t('reconciliation.import')}
      form={form}
      initialValues={ledger ? { businessOn: ledger.businessDate } : {}}
      command={importFile}
      send={(values, options) => importFile.run(inputOf(values), options)}
      counts={(file) =>
        FILE_COUNTS.map((count) => ({ title: t(`reconciliation.${count}`), value: file[count] }))
      }
      onImported={onImported}
      onClose={onClose}
    >
      <Form.Item name="path" label={t('reconciliation.bankFile')} rules={[{ required: true }]}>
        <FileField kindName={t('reconciliation.bankFile')} extensions={EXTENSIONS} />
      </Form.Item>
      <Form.Item name="channelCode" label={t('reconciliation.channel')} rules={[{ required: true }]}>
        <ChannelSelect kind="bank" allowClear={false} />
      </Form.Item>
      <Form.Item name="businessOn" label={t('reconciliation.businessOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="profileCode" label={t('reconciliation.profile')}>
        <Select
          allowClear
          placeholder={t('reconciliation.profileOfChannel')}
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
    </ImportFormDialog>
  );
}
