import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import type { RunDetail } from './RunDrawer.tsx';

type Totals = NonNullable<RunDetail['previous']>;
/** Without totals where nothing was billed. */
type Row = { readonly label: string; readonly period: string; readonly totals: Totals | null };

/** The run beside the same route a month and a year before, with the change of each figure. */
export function RunComparison({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { run, previous, yearBefore } = detail;
  const before = (months: number) => addMonths(run.period as Period, -months);
  const rows: Row[] = [
    { label: t('billing.thisRun'), period: run.period, totals: run },
    { label: t('billing.previous'), period: before(1), totals: previous },
    { label: t('billing.yearBefore'), period: before(12), totals: yearBefore },
  ];
  const change = (totals: Totals, of: (totals: Totals) => Decimal) =>
    totals === run ? null : <Change now={of(run)} before={of(totals)} />;
  return (
    <Table<Row>
      bordered
      size="small"
      rowKey="label"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: '', dataIndex: 'label', render: (label: string, row) => `${label} ${row.period}` },
        {
          title: t('billing.billCount'),
          align: 'right',
          onCell: ({ totals }) => (totals ? {} : { colSpan: 3 }),
          render: (_value, { totals }) =>
            totals ? (
              totals.billCount
            ) : (
              <Typography.Text type="secondary">{t('billing.nothingBilled')}</Typography.Text>
            ),
        },
        {
          title: t('billing.totalKwh'),
          align: 'right',
          onCell: besideWord,
          render: (_value, { totals }) =>
            totals && (
              <>
                <Quantity value={totals.totalKwh} /> {change(totals, ({ totalKwh }) => decimalOf(totalKwh))}
              </>
            ),
        },
        {
          title: t('billing.totalAmount'),
          align: 'right',
          onCell: besideWord,
          render: (_value, { totals }) =>
            totals && (
              <>
                <Money minor={totals.totalMinor} />{' '}
                {change(totals, ({ totalMinor }) => new Decimal(totalMinor))}
              </>
            ),
        },
      ]}
    />
  );
}

/** The word that nothing was billed takes the place of the figures. */
const besideWord = ({ totals }: Row) => (totals ? {} : { colSpan: 0 });

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
