import { Alert, App, Button, Flex, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffList } from '#shared/contract/tariff.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { CustomerClassSelect } from '../../ui/CustomerClassSelect.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { LineErrors } from '../../ui/LineErrors.tsx';
import { MeterFigures } from '../../ui/MeterFigures.tsx';
import { RouteSelect } from '../../ui/RouteSelect.tsx';

type Values = {
  readonly routeId: string;
  readonly customerClass: string;
  readonly tariffId?: string | null;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: string;
};
type Adopted = OutputOf<typeof servicePointAdoptLines>;
type Props = { readonly batchId: string; readonly onClose: () => void };

/** Makes customers, service points and meters of a file's unknown meters, as on a first load. */
export function AdoptDialog({ batchId, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tariffs = useLedgerQuery(tariffList, {});
  const adopt = useCommand(servicePointAdoptLines);
  const [form] = Form.useForm<Values>();
  const [partly, setPartly] = useState<Adopted | null>(null);
  const submit = async (values: Values) => {
    const done = await adopt.run({ ...values, batchId, tariffId: values.tariffId ?? null });
    if (!done) return;
    if (done.errors.length > 0) return setPartly(done);
    void message.success(t('reading.adopted', done));
    onClose();
  };
  if (partly) return <StillWaiting adopted={partly} onClose={onClose} />;
  return (
    <FormDialog<Values>
      title={t('reading.adopt')}
      submitLabel={t('reading.adopt')}
      form={form}
      initialValues={{ customerClass: 'household', digits: 6, decimals: 0, multiplier: '1' }}
      command={adopt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="routeId" label={t('customers.route')} rules={[{ required: true }]}>
        <RouteSelect isOne />
      </Form.Item>
      <Form.Item name="customerClass" label={t('customers.customerClass')} rules={[{ required: true }]}>
        <CustomerClassSelect />
      </Form.Item>
      <Form.Item name="tariffId" label={t('customers.tariffs')}>
        <Select
          allowClear
          options={(tariffs.data?.rows ?? []).map(({ tariffId, name }) => ({ value: tariffId, label: name }))}
        />
      </Form.Item>
      <MeterFigures />
    </FormDialog>
  );
}

/** What was adopted, and the lines that were not, each with its reason. */
function StillWaiting({ adopted, onClose }: { readonly adopted: Adopted; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t('reading.adopt')}
      width={860}
      style={{ top: 40 }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <Flex vertical gap={12} role="status">
        <Alert
          type="warning"
          showIcon
          title={t('reading.adopted', adopted)}
          description={t('reading.notAdopted', { count: adopted.errors.length })}
        />
        <LineErrors errors={adopted.errors} />
      </Flex>
    </Modal>
  );
}
