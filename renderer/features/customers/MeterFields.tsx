import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { MeterFigures } from '../../ui/MeterFigures.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import { PeriodMappingField } from './PeriodMappingField.tsx';

/** Values of registers as they are typed. */
export type Shown = Partial<Record<RegisterCode, string>>;

const GRID = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', columnGap: 12 };

/** In the order in which the trade lists them: total, sharp, peak ... */
export const inOrder = (codes: readonly RegisterCode[]) =>
  REGISTER_CODES.filter((code) => codes.includes(code));

export const readingsOf = (shown: Shown, registers: readonly RegisterCode[]) =>
  registers.map((registerCode) => ({ registerCode, value: shown[registerCode] ?? '' }));

/** What a meter is: number, digits, multiplier, registers, and which rate is which of them. */
export function MeterFields({
  label,
  isFirst = false,
}: {
  readonly label: string;
  readonly isFirst?: boolean;
}) {
  const { t } = useTranslation();
  const registers = Form.useWatch<RegisterCode[] | undefined>('registers') ?? [];
  return (
    <>
      <Form.Item name="meterNo" label={label} rules={[{ required: true }]}>
        <Input autoFocus={isFirst} maxLength={64} />
      </Form.Item>
      <MeterFigures />
      <Form.Item name="registers" label={t('customers.registers')} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          options={REGISTER_CODES.map((value) => ({ value, label: t(`customers.registerCodes.${value}`) }))}
        />
      </Form.Item>
      <PeriodMappingField registers={registers} />
    </>
  );
}

type ReadingsProps = {
  readonly group: 'removal' | 'installation' | 'initial';
  readonly registers: readonly RegisterCode[];
  readonly label: string;
};

/** A value for each register of a meter. */
export function RegisterReadings({ group, registers, label }: ReadingsProps) {
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
