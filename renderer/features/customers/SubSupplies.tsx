import { Button, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '#shared/contract/define.ts';
import { subSupplyList, subSupplySet } from '#shared/contract/subSupply.ts';
import { SUB_SUPPLY_KINDS } from '#shared/domain/reading/subPoints.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import { ReasonField } from '../../ui/ReasonField.tsx';

type Row = OutputOf<typeof subSupplyList>['rows'][number];

/** What hangs behind the meter of a service point, and what it hangs behind itself (套扣、定量、定比). */
export function SubSupplies({ servicePointId }: { readonly servicePointId: string }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const relations = useLedgerQuery(subSupplyList, { servicePointId });
  const [isSetting, setSetting] = useState(false);
  return (
    <>
      <Table<Row>
        size="small"
        rowKey="subSupplyId"
        pagination={false}
        loading={relations.isPending}
        title={() => (
          <Flex justify="space-between">
            <Typography.Text strong>{t('supply.behind')}</Typography.Text>
            {can('customer.edit') && (
              <Button size="small" onClick={() => setSetting(true)}>
                {t('supply.setBehind')}
              </Button>
            )}
          </Flex>
        )}
        dataSource={relations.data?.rows ?? []}
        locale={{ emptyText: t('common.empty') }}
        columns={[
          { title: t('customers.startOn'), dataIndex: 'startOn', ...oneLine },
          { title: t('supply.child'), dataIndex: 'childNo' },
          { title: t('supply.parent'), render: (_value, { parentNo }) => parentNo ?? '–' },
          {
            title: t('supply.behindKind'),
            render: (_value, { kind }) => <Tag>{t(`supply.behindKinds.${kind}`)}</Tag>,
          },
          { title: t('supply.amount'), align: 'right', render: (_value, { amount }) => amount ?? '–' },
          { title: t('common.reason'), dataIndex: 'reason' },
        ]}
      />
      {isSetting && <SubSupplyDialog servicePointId={servicePointId} onClose={() => setSetting(false)} />}
    </>
  );
}

type Values = Omit<InputOf<typeof subSupplySet>, 'servicePointId'>;
type DialogProps = { readonly servicePointId: string; readonly onClose: () => void };

function SubSupplyDialog({ servicePointId, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const set = useCommand(subSupplySet);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const input = { ...values, parentNo: values.parentNo || null, amount: values.amount || null };
    if (await set.run({ servicePointId, ...input })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('supply.setBehind')}
      form={form}
      initialValues={{ kind: 'metered', ...(ledger && { startOn: ledger.businessDate }) }}
      command={set}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('supply.behindKind')} rules={[{ required: true }]}>
        <Select
          options={[...SUB_SUPPLY_KINDS, 'none' as const].map((kind) => ({
            value: kind,
            label: t(`supply.behindKinds.${kind}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="parentNo" label={t('supply.parent')}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="amount" label={t('supply.amount')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="startOn" label={t('customers.startOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <ReasonField />
    </FormDialog>
  );
}
