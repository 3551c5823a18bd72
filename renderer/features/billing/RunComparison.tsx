import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import type { RunDetail } from './RunDrawer.tsx';

type Totals = NonNullable<RunDetail['previous']>;
type Row = Totals & { readonly label: string };

/** The run beside the same route a month and a year before, with the change of each figure. */
export function RunComparison({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { run, previous, yearBefore } = detail;
  const rows: Row[] = [
    { label: t('billing.thisRun'), ...run },
    ...(previous ? [{ label: t('billing.previous'), ...previous }] : []),
    ...(yearBefore ? [{ label: t('billing.yearBefore'), ...yearBefore }] : []),
  ];
  const change = (row: Row, of: (totals: Totals) => Decimal) =>
    row === rows[0] ? null : <Change now={of(run)} before={of(row)} />;
  return (
    <Table<Row>
      bordered
      size="small"
      rowKey="label"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: '', dataIndex: 'label', render: (label: string, row) => `${label} ${row.period}` },
        { title: t('billing.billCount'), dataIndex: 'billCount', align: 'right' },
        {
          title: t('billing.totalKwh'),
          align: 'right',
          render: (_value, row) => (
            <>
              <Quantity value={row.totalKwh} /> {change(row, ({ totalKwh }) => decimalOf(totalKwh))}
            </>
          ),
        },
        {
          title: t('billing.totalAmount'),
          align: 'right',
          render: (_value, row) => (
            <>
              <Money minor={row.totalMinor} /> {change(row, ({ totalMinor }) => new Decimal(totalMinor))}
            </>
          ),
        },
      ]}
    />
  );
}

/** The change since then in percent; nothing where there was nothing. */
function Change({ now, before }: { readonly now: Decimal; readonly before: Decimal }) {
  if (before.isZero()) return null;
  const percent = now.minus(before).div(before).times(100);
  const sign = percent.isNegative() ? '' : '+';
  return (
    <span style={{ opacity: 0.65 }}>
      ({sign}
      {percent.toFixed(1)} %)
    </span>
  );
}
