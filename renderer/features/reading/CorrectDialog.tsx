import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { readingCorrect } from '#shared/contract/reading.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';

type Reading = {
  readonly readingId: string;
  readonly registerCode: RegisterCode;
  readonly value: string;
  readonly readOn: string;
};
type Values = { readonly readingId: string; readonly value: string; readonly reason: string };
type Props = {
  /** One of these; with several the person chooses the register. */
  readonly readings: readonly [Reading, ...Reading[]];
  readonly onClose: () => void;
};

/** Puts a right value in the place of a wrong one; both stay on record. */
export function CorrectDialog({ readings, onClose }: Props) {
  const { t } = useTranslation();
  const correct = useCommand(readingCorrect);
  const [form] = Form.useForm<Values>();
  const [first] = readings;
  const chosenId = Form.useWatch('readingId', form) ?? first.readingId;
  const reading = readings.find(({ readingId }) => readingId === chosenId) ?? first;
  const submit = async ({ value, reason }: Values) => {
    const done = await correct.run({ readingId: reading.readingId, value, reason });
    if (done) onClose();
  };
  return (
    <FormDialog<Values>
      title={`${t('reading.correct')}: ${reading.value} (${reading.readOn})`}
      submitLabel={t('reading.correct')}
      form={form}
      command={correct}
      onSubmit={submit}
      onClose={onClose}
    >
      {readings.length > 1 && (
        <Form.Item name="readingId" label={t('customers.register')} initialValue={first.readingId}>
          <Select
            options={readings.map(({ readingId, registerCode, value }) => ({
              value: readingId,
              label: `${t(`customers.registerCodes.${registerCode}`)} ${value}`,
            }))}
          />
        </Form.Item>
      )}
      <RegisterValue name="value" label={t('reading.newValue')} isFirst />
      <ReasonField />
    </FormDialog>
  );
}
