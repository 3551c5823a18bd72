import { Descriptions, Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { billDetail } from '#shared/contract/bill.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { type QuantityLine, quantityLines } from '#shared/domain/billing/explainQuantities.ts';
import { type RegisterCode, unitOfRegister } from '#shared/domain/reading/registers.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { BillRuleText } from './BillRuleText.tsx';
import { lineWord } from './itemWord.ts';
import { UnitQuantity } from './UnitQuantity.tsx';

type Bill = Pick<
  OutputOf<typeof billDetail>,
  | 'period'
  | 'startOn'
  | 'endOn'
  | 'tariff'
  | 'totalKwh'
  | 'totalMinor'
  | 'quantities'
  | 'readings'
  | 'lines'
  | 'address'
>;

/** A bill, on trial or issued: every figure can be followed to its reading, price and rule. */
export function BillView({ bill }: { readonly bill: Bill }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={14}>
      <Descriptions
        size="small"
        bordered
        column={2}
        items={[
          { key: 'period', label: t('common.period'), children: bill.period },
          {
            key: 'span',
            label: `${t('billing.from')}–${t('billing.to')}`,
            children: `${bill.startOn} – ${bill.endOn}`,
          },
          { key: 'tariff', label: t('billing.tariff'), children: bill.tariff?.tariffName ?? '–' },
          { key: 'document', label: t('billing.document'), children: bill.tariff?.documentNo ?? '–' },
          { key: 'kwh', label: t('billing.totalKwh'), children: <Quantity value={bill.totalKwh} /> },
          { key: 'total', label: t('billing.totalAmount'), children: <Money minor={bill.totalMinor} /> },
        ]}
      />
      <Readings readings={bill.readings} />
      <QuantityLines lines={quantityLines(bill)} />
      <Lines lines={bill.lines} />
    </Flex>
  );
}

export function Readings({ readings, title }: Pick<Bill, 'readings'> & { readonly title?: string }) {
  const { t } = useTranslation();
  return (
    <Table<Bill['readings'][number]>
      size="small"
      rowKey={(row) => `${row.meterNo} ${row.registerCode} ${row.fromOn}`}
      pagination={false}
      title={() => <Typography.Text strong>{title ?? t('billing.readings')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      dataSource={readings}
      columns={[
        { title: t('customers.meterNo'), dataIndex: 'meterNo' },
        {
          title: t('customers.register'),
          dataIndex: 'registerCode',
          render: (code: string) => t(`customers.registerCodes.${code as RegisterCode}`),
        },
        { title: t('billing.from'), render: (_value, row) => `${row.fromReading} (${row.fromOn})` },
        { title: t('billing.to'), render: (_value, row) => `${row.toReading} (${row.toOn})` },
        { title: t('billing.multiplier'), dataIndex: 'multiplier', align: 'right' },
        {
          title: t('billing.quantity'),
          align: 'right',
          render: (_value, { kwh, registerCode }) => (
            <UnitQuantity value={kwh === '' ? null : kwh} unit={unitOfRegister(registerCode)} />
          ),
        },
      ]}
    />
  );
}

/** From the readings to the billed quantities, where they are not the same: deductions, losses, rounding. */
function QuantityLines({ lines }: { readonly lines: readonly QuantityLine[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  const about = ({ of, registerCode }: QuantityLine) =>
    of ?? (registerCode === 'total' ? '' : t(`customers.registerCodes.${registerCode as RegisterCode}`));
  return (
    <Table<QuantityLine>
      size="small"
      rowKey={({ code, registerCode, of }) => `${code} ${registerCode} ${of ?? ''}`}
      pagination={false}
      title={() => <Typography.Text strong>{t('explanation.wayToBilled')}</Typography.Text>}
      dataSource={lines}
      columns={[
        {
          title: t('explanation.loss'),
          render: (_value, line) => `${t(`explanation.lossCodes.${line.code}`)} ${about(line)}`,
        },
        { title: t('explanation.calculation'), dataIndex: 'formula' },
        {
          title: t('billing.quantity'),
          align: 'right',
          render: (_value, { quantity, unit }) => <UnitQuantity value={quantity} unit={unit} />,
        },
      ]}
    />
  );
}

function Lines({ lines }: Pick<Bill, 'lines'>) {
  const { t } = useTranslation();
  return (
    <Table<Bill['lines'][number]>
      size="small"
      rowKey="lineNo"
      pagination={false}
      title={() => <Typography.Text strong>{t('billing.linesTitle')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      dataSource={lines}
      columns={[
        { title: t('billing.item'), render: (_value, row) => lineWord(row, t) },
        {
          title: t('billing.quantity'),
          align: 'right',
          render: (_value, row) => <UnitQuantity value={row.quantity} unit={row.unit} />,
        },
        { title: t('billing.price'), dataIndex: 'price', align: 'right', width: 80 },
        { title: t('billing.formula'), render: (_value, row) => <Formula trace={row.trace} /> },
        { title: t('billing.unrounded'), dataIndex: 'unrounded', align: 'right' },
        {
          title: t('billing.amount'),
          dataIndex: 'amountMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
      ]}
    />
  );
}

/** The calculation with its figures, and under it the rule that it follows. */
function Formula({ trace }: { readonly trace: Bill['lines'][number]['trace'] }) {
  return (
    <>
      {trace.formula}
      <br />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        <BillRuleText rule={trace.rule} inputs={trace.inputs} />
      </Typography.Text>
    </>
  );
}
