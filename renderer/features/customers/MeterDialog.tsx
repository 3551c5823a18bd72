import { Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { customerDetail } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { meterSave } from '#shared/contract/meters.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { inOrder, MeterFields, RegisterReadings, readingsOf, type Shown } from './MeterFields.tsx';
import { enteredMapping, mappingText } from './PeriodMappingField.tsx';

type Installation = OutputOf<typeof customerDetail>['servicePoints'][number]['installations'][number];
type Values = Pick<Installation, 'meterNo' | 'digits' | 'decimals' | 'multiplier'> & {
  readonly registers: RegisterCode[];
  readonly periodMapping?: string;
  readonly initial: Shown;
  readonly reason: string;
};
type Props = { readonly installation: Installation; readonly onClose: () => void };

/** Corrects a meter that was written down wrongly. */
export function MeterDialog({ installation, onClose }: Props) {
  const { t } = useTranslation();
  const save = useCommand(meterSave);
  const [form] = Form.useForm<Values>();
  const { meterId, meterVersion, installationId, meterNo, digits, decimals, multiplier } = installation;
  const { initialReadings, periodMapping } = installation;
  const registers = Form.useWatch('registers', form) ?? installation.registers;
  const known: Shown = Object.fromEntries(
    initialReadings.map(({ registerCode, value }) => [registerCode, value]),
  );
  const submit = async ({ initial, ...values }: Values) => {
    const done = await save.run({
      ...values,
      meterId,
      expectedVersion: meterVersion,
      installationId,
      periodMapping: enteredMapping(values.periodMapping, t),
      // Only what was typed: another one may have been put right meanwhile.
      initialReadings: readingsOf(initial, values.registers).filter(
        ({ registerCode, value }) => value !== known[registerCode],
      ),
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={`${t('customers.correctMeter')}: ${meterNo}`}
      width={760}
      form={form}
      initialValues={{
        meterNo,
        digits,
        decimals,
        multiplier,
        registers: inOrder(installation.registers),
        periodMapping: mappingText(periodMapping, t),
        initial: known,
      }}
      command={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('customers.correctMeterHint')}</Typography.Paragraph>
      <MeterFields label={t('customers.meterNo')} isFirst />
      <RegisterReadings group="initial" registers={registers} label={t('customers.initialReading')} />
      <ReasonField />
    </FormDialog>
  );
}
