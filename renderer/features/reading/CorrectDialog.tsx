import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { readingCorrect } from '#shared/contract/reading.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import type { AnomalyDetail } from './AnomalyDrawer.tsx';

type Values = { readonly value: string; readonly reason: string };
type Props = {
  readonly reading: NonNullable<AnomalyDetail['anomaly']['reading']>;
  readonly onClose: () => void;
};

/** Puts a right value in the place of a wrong one; both stay on record. */
export function CorrectDialog({ reading, onClose }: Props) {
  const { t } = useTranslation();
  const correct = useCommand(readingCorrect);
  const [form] = Form.useForm<Values>();
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
      <RegisterValue name="value" label={t('reading.newValue')} isFirst />
      <ReasonField />
    </FormDialog>
  );
}
