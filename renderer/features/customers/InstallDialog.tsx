import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { meterInstall } from '#shared/contract/meters.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { MeterFields, RegisterReadings, readingsOf, type Shown } from './MeterFields.tsx';
import { enteredMapping } from './PeriodMappingField.tsx';

type Values = {
  readonly installedOn: string;
  readonly meterNo: string;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: string;
  readonly registers: RegisterCode[];
  readonly periodMapping?: string;
  readonly installation: Shown;
};
type Props = { readonly servicePointId: string; readonly onClose: () => void };

/** Installs a meter at a service point that has none. */
export function InstallDialog({ servicePointId, onClose }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const install = useCommand(meterInstall);
  const [form] = Form.useForm<Values>();
  const registers = Form.useWatch('registers', form) ?? ['total'];
  const submit = async ({ installedOn, installation, ...facts }: Values) => {
    const readings = readingsOf(installation, facts.registers);
    const meter = { ...facts, periodMapping: enteredMapping(facts.periodMapping, t) };
    if (await install.run({ servicePointId, installedOn, meter, readings })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('customers.install')}
      submitLabel={t('customers.install')}
      width={760}
      form={form}
      initialValues={{
        digits: 6,
        decimals: 0,
        multiplier: '1',
        registers: ['total'],
        ...(ledger && { installedOn: ledger.businessDate }),
      }}
      command={install}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="installedOn" label={t('customers.installedOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <MeterFields label={t('customers.newMeterNo')} />
      <RegisterReadings
        group="installation"
        registers={registers}
        label={t('customers.installationReading')}
      />
    </FormDialog>
  );
}
