import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { readingKey } from '#shared/contract/reading.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import type { AnomalyDetail } from './AnomalyDrawer.tsx';

const QUALITIES = ['actual', 'customer'] as const;

type Values = {
  readonly readOn: string;
  readonly value: string;
  readonly quality: (typeof QUALITIES)[number];
};
type Props = { readonly anomaly: AnomalyDetail['anomaly']; readonly onClose: () => void };

/** Takes by hand the reading that a meter file did not bring. */
export function KeyDialog({ anomaly, onClose }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const key = useCommand(readingKey);
  const [form] = Form.useForm<Values>();
  const submit = async ({ readOn, value, quality }: Values) => {
    const done = await key.run({
      servicePointId: anomaly.servicePointId,
      period: anomaly.period,
      readOn,
      readings: [{ registerCode: anomaly.registerCode, value }],
      quality,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('reading.key')}
      form={form}
      initialValues={{ quality: 'actual', ...(ledger && { readOn: ledger.businessDate }) }}
      command={key}
      onSubmit={submit}
      onClose={onClose}
    >
      <RegisterValue
        isFirst
        name="value"
        label={`${t('reading.value')} (${t(`customers.registerCodes.${anomaly.registerCode}`)})`}
      />
      <Form.Item name="readOn" label={t('reading.readOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="quality" label={t('reading.quality')}>
        <Select options={QUALITIES.map((value) => ({ value, label: t(`reading.qualities.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
