import { Button, Flex, Modal, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import { customerExportErrors } from '#shared/contract/customers.ts';
import { ExportErrorsButton } from '../../ui/ExportErrorsButton.tsx';
import { LineErrors } from '../../ui/LineErrors.tsx';
import { IMPORT_COUNTS, type ImportResult } from './ImportDialog.tsx';

type Props = { readonly result: ImportResult; readonly onClose: () => void };

/** What became of an imported spreadsheet: counts, and the lines that were not taken. */
export function ImportResultDialog({ result, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      width={820}
      title={t('customers.imported')}
      onCancel={onClose}
      footer={
        <Flex gap={8} justify="end">
          {result.errors.length > 0 && (
            <ExportErrorsButton
              contract={customerExportErrors}
              inputOf={(errorsPath) => ({ ...result.input, errorsPath })}
            />
          )}
          <Button type="primary" autoFocus onClick={onClose}>
            {t('common.close')}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <Flex gap={32} wrap>
          {IMPORT_COUNTS.map((count) => (
            <Statistic key={count} title={t(`customers.${count}`)} value={result[count]} />
          ))}
        </Flex>
        {result.errors.length > 0 && <LineErrors errors={result.errors} />}
      </Flex>
    </Modal>
  );
}
