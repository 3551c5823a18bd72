import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { readingKey } from '#shared/contract/reading.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import { useUsualDay } from './useUsualDay.ts';

const QUALITIES = ['actual', 'customer'] as const;

type Values = {
  readonly readOn: string;
  readonly values: Partial<Record<RegisterCode, string>>;
  readonly quality: (typeof QUALITIES)[number];
};
export type KeyRegister = {
  readonly registerCode: RegisterCode;
  /** The reading before, to compare with; `null` where it is not at hand. */
  readonly previous: string | null;
};
type Props = {
  /** Whose meter it is. */
  readonly title: string;
  readonly servicePointId: string;
  readonly routeId: string;
  readonly period: string;
  readonly registers: readonly KeyRegister[];
  readonly onClose: () => void;
  /** After it was taken; the dialog is closed where nothing follows. */
  readonly onTaken?: () => void;
};

/** Takes by hand what a meter shows: Enter takes it. */
export function KeyDialog({ title, servicePointId, routeId, period, registers, onClose, onTaken }: Props) {
  const { t } = useTranslation();
  const usualDay = useUsualDay(routeId, period);
  const key = useCommand(readingKey);
  const [form] = Form.useForm<Values>();
  const submit = async ({ readOn, values, quality }: Values) => {
    const done = await key.run({
      servicePointId,
      period,
      readOn,
      readings: registers.map(({ registerCode }) => ({ registerCode, value: values[registerCode] ?? '' })),
      quality,
    });
    if (done) (onTaken ?? onClose)();
  };
  return (
    <FormDialog<Values>
      title={`${t('reading.key')}: ${title}`}
      form={form}
      initialValues={{ quality: 'actual', ...(usualDay !== null && { readOn: usualDay }) }}
      command={key}
      onSubmit={submit}
      onClose={onClose}
    >
      {registers.map(({ registerCode, previous }, index) => (
        <RegisterValue
          key={registerCode}
          isFirst={index === 0}
          name={['values', registerCode]}
          label={
            previous === null
              ? t(`customers.registerCodes.${registerCode}`)
              : `${t(`customers.registerCodes.${registerCode}`)} (${t('reading.factNames.previous')} ${previous})`
          }
        />
      ))}
      <Form.Item name="readOn" label={t('reading.readOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="quality" label={t('reading.quality')}>
        <Select options={QUALITIES.map((value) => ({ value, label: t(`reading.qualities.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
