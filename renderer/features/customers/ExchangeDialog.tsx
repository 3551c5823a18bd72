import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { customerDetail } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { meterExchange } from '#shared/contract/meters.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { inOrder, MeterFields, RegisterReadings, readingsOf, type Shown } from './MeterFields.tsx';
import { enteredMapping, mappingText } from './PeriodMappingField.tsx';

type Point = OutputOf<typeof customerDetail>['servicePoints'][number];
type Installation = Point['installations'][number];
type Values = {
  readonly exchangedOn: string;
  readonly removal: Shown;
  readonly meterNo: string;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: string;
  readonly registers: RegisterCode[];
  readonly periodMapping?: string;
  readonly installation: Shown;
  readonly reason: string;
};
type Props = {
  readonly servicePointId: string;
  readonly installation: Installation;
  readonly onClose: () => void;
};

/** Takes a meter out and puts another in: the last reading of the one, the first of the other, on one day. */
export function ExchangeDialog({ servicePointId, installation, onClose }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const exchange = useCommand(meterExchange);
  const [form] = Form.useForm<Values>();
  const registers = Form.useWatch('registers', form) ?? installation.registers;
  const submit = async (values: Values) => {
    const done = await exchange.run({
      servicePointId,
      installationId: installation.installationId,
      expectedVersion: installation.version,
      exchangedOn: values.exchangedOn,
      removalReadings: readingsOf(values.removal, installation.registers),
      meter: {
        meterNo: values.meterNo,
        digits: values.digits,
        decimals: values.decimals,
        multiplier: values.multiplier,
        registers: values.registers,
        periodMapping: enteredMapping(values.periodMapping, t),
      },
      installationReadings: readingsOf(values.installation, values.registers),
      reason: values.reason,
    });
    if (done) onClose();
  };
  const { digits, decimals, multiplier } = installation;
  return (
    <FormDialog<Values>
      title={`${t('customers.exchange')}: ${installation.meterNo}`}
      submitLabel={t('customers.exchange')}
      width={760}
      form={form}
      initialValues={{
        digits,
        decimals,
        multiplier,
        registers: inOrder(installation.registers),
        periodMapping: mappingText(installation.periodMapping, t),
        ...(ledger && { exchangedOn: ledger.businessDate }),
      }}
      command={exchange}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="exchangedOn" label={t('customers.exchangedOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <RegisterReadings
        group="removal"
        registers={installation.registers}
        label={t('customers.removalReading')}
      />
      <MeterFields label={t('customers.newMeterNo')} />
      <RegisterReadings
        group="installation"
        registers={registers}
        label={t('customers.installationReading')}
      />
      <ReasonField />
    </FormDialog>
  );
}
