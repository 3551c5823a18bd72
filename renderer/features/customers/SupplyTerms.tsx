import { Button, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '#shared/contract/define.ts';
import { supplyList, supplySet } from '#shared/contract/supply.ts';
import { SUPPLY_KINDS, type SupplyKind } from '#shared/domain/customers/supplyTerms.ts';
import { BASIC_CHARGE_WAYS, POWER_FACTOR_STANDARDS } from '#shared/domain/tariff/content/fields.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { listText } from '../../ui/listText.ts';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { LossFields } from './LossFields.tsx';
import { lossOf } from './LossRowFields.tsx';

type Term = OutputOf<typeof supplyList>['rows'][number];

/** The terms of a supply over time (供用电约定): capacity, contract, way of the basic charge, power factor standard. */
export function SupplyTerms({ servicePointId }: { readonly servicePointId: string }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const terms = useLedgerQuery(supplyList, { servicePointId });
  const [isStating, setStating] = useState(false);
  const rows = terms.data?.rows ?? [];
  return (
    <>
      <Table<Term>
        size="small"
        rowKey="supplyTermId"
        pagination={false}
        loading={terms.isPending}
        title={() => (
          <Flex justify="space-between">
            <Typography.Text strong>{t('supply.title')}</Typography.Text>
            {can('customer.edit') && (
              <Button size="small" onClick={() => setStating(true)}>
                {t('supply.set')}
              </Button>
            )}
          </Flex>
        )}
        dataSource={rows}
        locale={{ emptyText: t('supply.none') }}
        columns={[
          {
            title: t('customers.startOn'),
            render: (_value, term) => (
              <Typography.Text delete={!term.isCurrent}>{term.startOn}</Typography.Text>
            ),
          },
          {
            title: t('supply.kind'),
            dataIndex: 'kind',
            render: (kind: SupplyKind) => <Tag>{t(`supply.kinds.${kind}`)}</Tag>,
          },
          { title: t('supply.capacity'), dataIndex: 'capacityKva', align: 'right', render: orDash },
          { title: t('supply.contract'), dataIndex: 'contractKw', align: 'right', render: orDash },
          {
            title: t('supply.basicChargeBy'),
            render: (_value, { basicChargeBy }) =>
              basicChargeBy === null ? '–' : t(`supply.ways.${basicChargeBy}`),
          },
          { title: t('supply.powerFactor'), dataIndex: 'powerFactorStandard', render: orDash },
          {
            title: t('supply.loss'),
            render: (_value, { loss }) => (loss === null ? '–' : lossWords(loss, t)),
          },
          { title: t('common.reason'), render: (_value, term) => `${term.reason} (${term.createdByName})` },
        ]}
      />
      {isStating && (
        <SupplyDialog
          servicePointId={servicePointId}
          current={rows.find((term) => term.isCurrent) ?? null}
          onClose={() => setStating(false)}
        />
      )}
    </>
  );
}

const orDash = (value: string | null) => value ?? '–';

function lossWords({ transformer, linePercent }: NonNullable<Term['loss']>, t: TFunction): string {
  const parts = [
    ...(transformer === null ? [] : [t(`supply.lossBy.${transformer.by}`)]),
    ...(linePercent === null ? [] : [`${t('supply.linePercent')} ${linePercent}`]),
  ];
  return listText(parts, t);
}

type Values = Omit<InputOf<typeof supplySet>, 'servicePointId'>;
type DialogProps = {
  readonly servicePointId: string;
  readonly current: Term | null;
  readonly onClose: () => void;
};

/** States the terms from a day on; begins as those that hold. */
function SupplyDialog({ servicePointId, current, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const set = useCommand(supplySet);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    const input = {
      ...values,
      capacityKva: values.capacityKva || null,
      contractKw: values.contractKw || null,
      basicChargeBy: values.basicChargeBy ?? null,
      powerFactorStandard: values.powerFactorStandard ?? null,
      loss: lossOf(values.loss),
    };
    if (await set.run({ servicePointId, ...input })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('supply.set')}
      width={860}
      form={form}
      initialValues={{
        kind: current === null ? 'start' : 'change',
        ...(ledger && { startOn: ledger.businessDate }),
        ...(current && {
          capacityKva: current.capacityKva,
          contractKw: current.contractKw,
          basicChargeBy: current.basicChargeBy,
          powerFactorStandard: current.powerFactorStandard,
          loss: current.loss,
        }),
      }}
      command={set}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="startOn" label={t('customers.startOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="kind" label={t('supply.kind')} rules={[{ required: true }]}>
        <Select options={SUPPLY_KINDS.map((kind) => ({ value: kind, label: t(`supply.kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="capacityKva" label={t('supply.capacity')} extra={t('supply.pauseHint')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="contractKw" label={t('supply.contract')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="basicChargeBy" label={t('supply.basicChargeBy')}>
        <Select
          allowClear
          options={BASIC_CHARGE_WAYS.map((way) => ({ value: way, label: t(`supply.ways.${way}`) }))}
        />
      </Form.Item>
      <Form.Item name="powerFactorStandard" label={t('supply.powerFactor')}>
        <Select
          allowClear
          options={POWER_FACTOR_STANDARDS.map((standard) => ({ value: standard, label: standard }))}
        />
      </Form.Item>
      <LossFields />
      <ReasonField />
    </FormDialog>
  );
}
