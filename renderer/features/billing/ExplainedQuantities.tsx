import { Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { billExplain } from '#shared/contract/billExplanation.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { oneLine } from '../../ui/oneLine.ts';
import { UnitQuantity } from './UnitQuantity.tsx';

type Explanation = OutputOf<typeof billExplain>;

/** The registers of the bill with the calculation of what each counted. */
export function Readings({ readings }: Pick<Explanation, 'readings'>) {
  const { t } = useTranslation();
  return (
    <Table<Explanation['readings'][number]>
      size="small"
      rowKey={(row) => `${row.meterNo} ${row.registerCode} ${row.fromOn}`}
      pagination={false}
      title={() => <Typography.Text strong>{t('explanation.wherefrom')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      dataSource={readings}
      columns={[
        { title: t('customers.meterNo'), dataIndex: 'meterNo' },
        {
          title: t('customers.register'),
          render: (_value, row) => (
            <>
              {t(`customers.registerCodes.${row.registerCode as RegisterCode}`)}
              {row.isRollover && <Tag style={{ marginLeft: 6 }}>{t('explanation.rollover')}</Tag>}
            </>
          ),
        },
        { title: t('billing.from'), dataIndex: 'fromOn', ...oneLine },
        { title: t('billing.to'), dataIndex: 'toOn', ...oneLine },
        { title: t('explanation.calculation'), dataIndex: 'formula' },
        {
          title: t('billing.quantity'),
          align: 'right',
          render: (_value, { kwh, unit }) => <OrDash value={kwh === '' ? null : kwh} unit={unit} />,
        },
      ]}
    />
  );
}

/** What was measured against what is billed. */
export function Quantities({ quantities }: Pick<Explanation, 'quantities'>) {
  const { t } = useTranslation();
  return (
    <Table<Explanation['quantities'][number]>
      size="small"
      rowKey="registerCode"
      pagination={false}
      title={() => <Typography.Text strong>{t('explanation.billed')}</Typography.Text>}
      dataSource={quantities}
      columns={[
        {
          title: t('explanation.period'),
          dataIndex: 'registerCode',
          render: (code: RegisterCode) => t(`customers.registerCodes.${code}`),
        },
        {
          title: t('explanation.measured'),
          align: 'right',
          render: (_value, { measured, unit }) => <OrDash value={measured} unit={unit} />,
        },
        {
          title: t('explanation.rounding'),
          align: 'right',
          render: (_value, { difference, unit }) => <OrDash value={difference} unit={unit} />,
        },
        {
          title: t('explanation.billedQuantity'),
          align: 'right',
          render: (_value, { billed, unit }) => <UnitQuantity value={billed} unit={unit} />,
        },
      ]}
    />
  );
}

/** What belongs to others, and losses between the supply and the meter, with their calculation. */
export function Steps({ steps }: Pick<Explanation, 'steps'>) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <Table<Explanation['steps'][number]>
      size="small"
      rowKey={({ code, of }) => `${code} ${of ?? ''}`}
      pagination={false}
      title={() => <Typography.Text strong>{t('explanation.losses')}</Typography.Text>}
      dataSource={steps}
      columns={[
        {
          title: t('explanation.loss'),
          render: (_value, { code, of }) =>
            `${t(`explanation.lossCodes.${code}`)}${of === undefined ? '' : ` ${of}`}`,
        },
        { title: t('explanation.calculation'), dataIndex: 'formula' },
        {
          title: t('explanation.toWhole'),
          align: 'right',
          render: (_value, { roundedBy, unit }) => (
            <OrDash value={roundedBy === '0' ? null : roundedBy} unit={unit} />
          ),
        },
        {
          title: t('billing.quantity'),
          align: 'right',
          render: (_value, step) => <UnitQuantity value={step.quantity} unit={step.unit} />,
        },
      ]}
    />
  );
}

function OrDash({ value, unit }: { readonly value: string | null; readonly unit: string }) {
  return value === null ? '–' : <UnitQuantity value={value} unit={unit} />;
}
