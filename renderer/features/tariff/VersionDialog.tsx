import { Alert, App, Button, Flex, Form, Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffCreate, tariffTrial } from '#shared/contract/tariff.ts';
import { type LibraryTariff, SHIPPED_TARIFFS } from '#shared/domain/tariff/index.ts';
import { ask, CallFailed } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CustomerClassSelect } from '../../ui/CustomerClassSelect.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { JsonField, jsonRule, parseObject } from '../../ui/JsonField.tsx';
import { CaseTable } from './CaseTable.tsx';
import { documentErrors, TariffErrors } from './TariffErrors.tsx';

type Values = {
  readonly tariffCode: string;
  readonly name: string;
  readonly customerClass: string;
  readonly startOn: string;
  readonly documentNo: string;
  readonly text: string;
};
type Trial = OutputOf<typeof tariffTrial>;
type Props = {
  /** The version that the new one begins as; a new tariff where it is absent. */
  readonly from?: Omit<Values, 'startOn' | 'text'> & { readonly content: Record<string, unknown> };
  readonly onClose: () => void;
};

const libraryOption = ({ tariffCode, name, documentNo, prices }: LibraryTariff, t: TFunction) => ({
  value: tariffCode,
  label: [name, documentNo, ...(prices === 'exercise' ? [t('tariff.exercisePrices')] : [])].join(' · '),
});

/** Writes a version of a tariff: the price document as data, tried on its worked cases before it is stored. */
export function VersionDialog({ from, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { ledger } = useOffice();
  const create = useCommand(tariffCreate);
  const [form] = Form.useForm<Values>();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [trialError, setTrialError] = useState<unknown>(null);
  const { errors, command } = documentErrors(create);
  const submit = async ({ text, ...facts }: Values) => {
    const content = parseObject(text);
    setTrial(null);
    if (content && (await create.run({ ...facts, content }))) {
      void message.success(t('tariff.stored'));
      onClose();
    }
  };
  const fillIn = (shipped: LibraryTariff | undefined) => {
    if (!shipped) return;
    const { content, prices: _prices, ...facts } = shipped;
    form.setFieldsValue({ ...facts, text: JSON.stringify(content, null, 2) });
    setTrial(null);
  };
  const tryOut = async () => {
    const content = parseObject(form.getFieldValue('text') ?? '');
    create.reset();
    setTrial(null);
    setTrialError(null);
    if (!content) return void form.validateFields(['text']).catch(() => null);
    await ask(tariffTrial, { content }).then(setTrial, (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      setTrialError(error);
    });
  };
  return (
    <FormDialog<Values>
      title={from ? `${t('tariff.newVersion')}: ${from.name}` : t('tariff.newTariff')}
      width={980}
      form={form}
      initialValues={{
        ...(from && { ...from, text: JSON.stringify(from.content, null, 2) }),
        ...(ledger && { startOn: `${ledger.currentPeriod}-01` }),
      }}
      command={command}
      onSubmit={submit}
      onClose={onClose}
    >
      {from === undefined && (
        <Form.Item htmlFor="library" label={t('tariff.library')} extra={t('tariff.libraryHint')}>
          <Select
            id="library"
            listHeight={440}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={SHIPPED_TARIFFS.map((shipped) => libraryOption(shipped, t))}
            onChange={(code?: string) =>
              fillIn(SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === code))
            }
          />
        </Form.Item>
      )}
      <Flex gap={12} wrap>
        <Form.Item
          name="tariffCode"
          label={t('tariff.code')}
          rules={[
            { required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('customers.codeRule') },
          ]}
        >
          <Input disabled={from !== undefined} maxLength={40} style={{ width: 200 }} />
        </Form.Item>
        <Form.Item name="name" label={t('tariff.name')} rules={[{ required: true }]}>
          <Input maxLength={80} style={{ width: 220 }} />
        </Form.Item>
        <Form.Item name="customerClass" label={t('tariff.customerClass')} rules={[{ required: true }]}>
          <CustomerClassSelect disabled={from !== undefined} />
        </Form.Item>
        <Form.Item name="startOn" label={t('tariff.startOn')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item
          name="documentNo"
          label={t('tariff.documentNo')}
          rules={[{ required: true }]}
          style={{ flex: '1 1 400px' }}
        >
          <Input maxLength={120} />
        </Form.Item>
      </Flex>
      <Form.Item
        name="text"
        label={t('tariff.content')}
        extra={t('tariff.contentHint')}
        rules={[jsonRule(t('common.notJson'))]}
      >
        <JsonField rows={14} />
      </Form.Item>
      <Flex vertical gap={8}>
        <Button style={{ alignSelf: 'start' }} onClick={() => void tryOut()}>
          {t('tariff.tryOut')}
        </Button>
        <ErrorPanel error={trialError} />
        {errors.length > 0 && <TariffErrors errors={errors} />}
        {trial && <TrialResult trial={trial} />}
      </Flex>
    </FormDialog>
  );
}

function TrialResult({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation();
  if (trial.errors.length > 0) {
    return <TariffErrors errors={trial.errors} />;
  }
  return (
    <>
      <Alert
        type={trial.passed ? 'success' : 'warning'}
        showIcon
        title={t(trial.passed ? 'tariff.trialPassed' : 'tariff.trialFailed')}
      />
      <CaseTable cases={trial.cases} />
    </>
  );
}
