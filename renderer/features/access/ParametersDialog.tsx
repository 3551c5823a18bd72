import { App, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { parameterDetail, parameterSave } from '#shared/contract/parameters.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { JsonField, jsonRule } from '../../ui/JsonField.tsx';
import { Pair } from '../../ui/Pair.tsx';

type Values = { readonly text: string };
type Props = { readonly onClose: () => void };

/** The parameters of the office: what it stated, to be changed, beside what holds with the defaults. */
export function ParametersDialog({ onClose }: Props) {
  const parameters = useLedgerQuery(parameterDetail, {});
  return parameters.data ? (
    <ParametersForm key={parameters.data.version} parameters={parameters.data} onClose={onClose} />
  ) : null;
}

const ROWS = 18;

function ParametersForm({
  parameters,
  onClose,
}: Props & { readonly parameters: OutputOf<typeof parameterDetail> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = useCommand(parameterSave);
  const [form] = Form.useForm<Values>();
  const submit = async ({ text }: Values) => {
    const stated = JSON.parse(text) as Record<string, unknown>;
    if (!(await save.run({ parameters: stated, expectedVersion: parameters.version }))) return;
    void message.success(t('access.officeSaved'));
    onClose();
  };
  return (
    <FormDialog<Values>
      title={t('access.parameters')}
      width={960}
      form={form}
      initialValues={{ text: JSON.stringify(parameters.stated, null, 2) }}
      command={save}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('access.parametersHint')}</Typography.Paragraph>
      <Pair>
        <Form.Item name="text" label={t('access.statedParameters')} rules={[jsonRule(t('common.notJson'))]}>
          <JsonField rows={ROWS} />
        </Form.Item>
        <Form.Item label={t('access.currentParameters')}>
          <JsonField rows={ROWS} value={JSON.stringify(parameters.current, null, 2)} />
        </Form.Item>
      </Pair>
    </FormDialog>
  );
}
