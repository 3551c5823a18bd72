import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { anomalyConfirm } from '#shared/contract/readingAnomalies.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import type { AnomalyDetail } from './AnomalyDrawer.tsx';

type Values = { readonly reason: string };
type Props = { readonly anomaly: AnomalyDetail['anomaly']; readonly onClose: () => void };

/** States that an unusual reading is right. */
export function ConfirmDialog({ anomaly, onClose }: Props) {
  const { t } = useTranslation();
  const confirm = useCommand(anomalyConfirm);
  const [form] = Form.useForm<Values>();
  const submit = async ({ reason }: Values) => {
    const done = await confirm.run({
      anomalyId: anomaly.anomalyId,
      expectedVersion: anomaly.version,
      reason,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('reading.confirm')}
      submitLabel={t('reading.confirm')}
      form={form}
      command={confirm}
      onSubmit={submit}
      onClose={onClose}
    >
      {anomaly.ruleCode === 'negative' && (
        <Alert type="warning" showIcon title={t('reading.confirmRollover')} style={{ marginBottom: 12 }} />
      )}
      <ReasonField isFirst />
    </FormDialog>
  );
}
