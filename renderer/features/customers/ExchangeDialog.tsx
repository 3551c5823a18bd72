import { Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type customerDetail, meterExchange } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';

type Point = OutputOf<typeof customerDetail>['servicePoints'][number];
type Installation = Point['installations'][number];
type Shown = Partial<Record<RegisterCode, string>>;
type Values = {
  readonly exchangedOn: string;
  readonly removal: Shown;
  readonly meterNo: string;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: string;
  readonly registers: RegisterCode[];
  readonly installation: Shown;
  readonly reason: string;
};
type Props = {
  readonly servicePointId: string;
  readonly installation: Installation;
  readonly onClose: () => void;
};

const GRID = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', columnGap: 12 };

/** In the order in which the trade lists them: total, sharp, peak ... */
const inOrder = (codes: readonly RegisterCode[]) => REGISTER_CODES.filter((code) => codes.includes(code));

const readingsOf = (shown: Shown, registers: readonly RegisterCode[]) =>
  registers.map((registerCode) => ({ registerCode, value: shown[registerCode] ?? '' }));

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
        periodMapping: installation.periodMapping,
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
        ...(ledger && { exchangedOn: ledger.businessDate }),
      }}
      command={exchange}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="exchangedOn" label={t('customers.exchangedOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Readings group="removal" registers={installation.registers} label={t('customers.removalReading')} />
      <Form.Item name="meterNo" label={t('customers.newMeterNo')} rules={[{ required: true }]}>
        <Input maxLength={64} />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="digits" label={t('customers.digits')} rules={[{ required: true }]}>
          <InputNumber min={3} max={12} precision={0} />
        </Form.Item>
        <Form.Item name="decimals" label={t('customers.decimals')} rules={[{ required: true }]}>
          <InputNumber min={0} max={4} precision={0} />
        </Form.Item>
        <RegisterValue name="multiplier" label={t('customers.multiplier')} />
      </Flex>
      <Form.Item name="registers" label={t('customers.registers')} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          options={REGISTER_CODES.map((value) => ({ value, label: t(`customers.registerCodes.${value}`) }))}
        />
      </Form.Item>
      <Readings group="installation" registers={registers} label={t('customers.installationReading')} />
      <ReasonField />
    </FormDialog>
  );
}

type ReadingsProps = {
  readonly group: 'removal' | 'installation';
  readonly registers: readonly RegisterCode[];
  readonly label: string;
};

function Readings({ group, registers, label }: ReadingsProps) {
  const { t } = useTranslation();
  return (
    <div style={GRID}>
      {inOrder(registers).map((code) => (
        <RegisterValue
          key={code}
          name={[group, code]}
          label={`${label} (${t(`customers.registerCodes.${code}`)})`}
        />
      ))}
    </div>
  );
}
