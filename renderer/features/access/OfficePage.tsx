import { App, Form, Input, InputNumber, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDetail, officeSave } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { ParametersDialog } from './ParametersDialog.tsx';

type Office = OutputOf<typeof officeDetail>;
type Values = Pick<Office, 'name' | 'currentPeriod' | 'dueAfterDays'>;

/** What the office is called and works by. */
export function OfficePage() {
  const { t } = useTranslation();
  const office = useLedgerQuery(officeDetail, {});
  const [isStating, setStating] = useState(false);
  return (
    <PageFrame
      title={t('access.office')}
      actions={
        <HotkeyButton hotkey="F4" onPress={() => setStating(true)}>
          {t('access.parameters')}
        </HotkeyButton>
      }
    >
      <ErrorPanel error={office.error} onRetry={() => void office.refetch()} />
      {office.isPending && <Spin />}
      {office.data && <OfficeForm key={office.data.version} office={office.data} />}
      {isStating && <ParametersDialog onClose={() => setStating(false)} />}
    </PageFrame>
  );
}

function OfficeForm({ office }: { readonly office: Office }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = useCommand(officeSave);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    if (await save.run({ ...values, expectedVersion: office.version })) {
      void message.success(t('access.officeSaved'));
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 420 }}
      initialValues={office}
      onFinish={submit}
    >
      <Form.Item name="name" label={t('ledger.officeName')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={80} />
      </Form.Item>
      <Form.Item name="currentPeriod" label={t('access.currentPeriod')} rules={[{ required: true }]}>
        <PeriodField />
      </Form.Item>
      <Form.Item name="dueAfterDays" label={t('access.dueAfterDays')} rules={[{ required: true }]}>
        <InputNumber min={0} max={365} precision={0} />
      </Form.Item>
      <HotkeyButton type="primary" hotkey="F9" loading={save.isRunning} onPress={form.submit}>
        {t('common.save')}
      </HotkeyButton>
      {/* Lets Enter submit from every field. */}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
      <ErrorPanel error={save.error} />
    </Form>
  );
}
