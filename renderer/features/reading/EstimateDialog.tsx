import { Form, Select, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { readingEstimate } from '#shared/contract/reading.ts';
import { ESTIMATE_METHODS, type EstimateMethod } from '#shared/domain/reading/estimateMethods.ts';
import { useCommand } from '../../api/useCommand.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import type { AnomalyDetail } from './AnomalyDrawer.tsx';
import { useUsualDay } from './useUsualDay.ts';

type Values = {
  readonly readOn: string;
  readonly method: EstimateMethod;
  readonly value?: string;
  readonly reason: string;
};
type Props = { readonly detail: AnomalyDetail; readonly onClose: () => void };

/** Estimates what could not be read, by a stated method. */
export function EstimateDialog({ detail: { anomaly, othersReadOn }, onClose }: Props) {
  const { t } = useTranslation();
  const usualDay = useUsualDay(anomaly.routeId, anomaly.period);
  // The registers of a meter belong to one day.
  const readOnDay = othersReadOn ?? usualDay;
  const estimate = useCommand(readingEstimate);
  const [form] = Form.useForm<Values>();
  const method = Form.useWatch('method', form);
  const submit = async ({ readOn, method: chosen, value, reason }: Values) => {
    const isTold = chosen === 'customer' && value !== undefined;
    const done = await estimate.run({
      servicePointId: anomaly.servicePointId,
      period: anomaly.period,
      readOn,
      method: chosen,
      readings: isTold ? [{ registerCode: anomaly.registerCode, value }] : null,
      reason,
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('reading.estimate')}
      submitLabel={t('reading.estimate')}
      form={form}
      initialValues={{
        method: 'daily_average',
        ...(readOnDay !== null && { readOn: readOnDay }),
      }}
      command={estimate}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('reading.estimateText')}</Typography.Paragraph>
      <Form.Item name="readOn" label={t('reading.readOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="method" label={t('reading.method')} rules={[{ required: true }]}>
        <Select
          options={ESTIMATE_METHODS.map((value) => ({ value, label: t(`reading.methods.${value}`) }))}
        />
      </Form.Item>
      {method === 'customer' && (
        <RegisterValue
          name="value"
          label={`${t('reading.value')} (${t(`customers.registerCodes.${anomaly.registerCode}`)})`}
        />
      )}
      <ReasonField isFirst />
    </FormDialog>
  );
}
