import { Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { customerDetail } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { meterSave } from '#shared/contract/meters.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { MeterFigures } from '../../ui/MeterFigures.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { enteredMapping, mappingText, PeriodMappingField } from './PeriodMappingField.tsx';

type Installation = OutputOf<typeof customerDetail>['servicePoints'][number]['installations'][number];
type Values = Pick<Installation, 'meterNo' | 'digits' | 'decimals' | 'multiplier'> & {
  readonly periodMapping?: string;
  readonly reason: string;
};
type Props = { readonly installation: Installation; readonly onClose: () => void };

/** Corrects a meter that was written down wrongly. */
export function MeterDialog({ installation, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(meterSave);
  const [form] = Form.useForm<Values>();
  const { meterId, meterVersion, meterNo, digits, decimals, multiplier, periodMapping } = installation;
  const submit = async (values: Values) => {
    const done = await save.run({
      ...values,
      meterId,
      expectedVersion: meterVersion,
      periodMapping: enteredMapping(values.periodMapping, t),
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={`${t('customers.correctMeter')}: ${meterNo}`}
      form={form}
      initialValues={{
        meterNo,
        digits,
        decimals,
        multiplier,
        periodMapping: mappingText(periodMapping, t),
      }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('customers.correctMeterHint')}</Typography.Paragraph>
      <Form.Item name="meterNo" label={t('customers.meterNo')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={64} />
      </Form.Item>
      <MeterFigures />
      <PeriodMappingField registers={installation.registers} />
      <ReasonField />
    </FormDialog>
  );
}
