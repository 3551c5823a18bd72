import { Button, Drawer, Flex, Form, Input, InputNumber, Statistic, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '#shared/contract/define.ts';
import { tariffWhatIf } from '#shared/contract/tariff.ts';
import { minorToText } from '#shared/domain/money.ts';
import { ask, CallFailed } from '../../api/client.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';

type Answer = OutputOf<typeof tariffWhatIf>;
type Row = Answer['rows'][number];
type Values = Omit<InputOf<typeof tariffWhatIf>, 'tariffVersionId'>;
type Props = { readonly tariffVersionId: string; readonly title: string; readonly onClose: () => void };

/** Tries a version on the issued months of a real account: the same kWh at other prices. */
export function WhatIfDrawer({ tariffVersionId, title, onClose }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const tryOn = async (values: Values) => {
    setAsking(true);
    setError(null);
    await ask(tariffWhatIf, { tariffVersionId, ...values })
      .then(setAnswer, (failure: unknown) => {
        if (!(failure instanceof CallFailed)) throw failure;
        setAnswer(null);
        setError(failure);
      })
      .finally(() => setAsking(false));
  };
  return (
    <Drawer open size={820} onClose={onClose} title={`${t('tariff.whatIf')}: ${title}`}>
      <Flex vertical gap={12}>
        <Form<Values>
          name="whatIf"
          layout="inline"
          onFinish={(values) => void tryOn(values)}
          initialValues={{ months: 12, ...(ledger && { until: ledger.currentPeriod }) }}
        >
          <Form.Item name="accountNo" label={t('customers.accountNo')} rules={[{ required: true }]}>
            <Input autoFocus maxLength={64} style={{ width: 160 }} />
          </Form.Item>
          <Form.Item name="until" label={t('tariff.until')} rules={[{ required: true }]}>
            <PeriodField />
          </Form.Item>
          <Form.Item name="months" label={t('tariff.months')} rules={[{ required: true }]}>
            <InputNumber min={1} max={36} precision={0} style={{ width: 80 }} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isAsking}>
            {t('tariff.tryOn')}
          </Button>
        </Form>
        <ErrorPanel error={error} />
        {answer && <WhatIfResult answer={answer} />}
      </Flex>
    </Drawer>
  );
}

function WhatIfResult({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const difference = answer.newMinor - answer.oldMinor;
  return (
    <>
      <Flex gap={40}>
        <Statistic title={t('tariff.oldPrice')} value={minorToText(answer.oldMinor)} />
        <Statistic title={t('tariff.newPrice')} value={minorToText(answer.newMinor)} />
        <Statistic
          title={t('tariff.difference')}
          value={`${difference > 0 ? '+' : ''}${minorToText(difference)}`}
        />
      </Flex>
      {answer.rows.length > 0 && <Chart rows={answer.rows} />}
      <Table<Row>
        size="small"
        rowKey="billNo"
        pagination={false}
        title={() => (
          <Typography.Text strong>
            {answer.accountNo} {answer.customerName}
          </Typography.Text>
        )}
        locale={{ emptyText: t('tariff.noBills') }}
        dataSource={answer.rows}
        columns={[
          { title: t('common.period'), dataIndex: 'period' },
          { title: t('tariff.bill'), dataIndex: 'billNo' },
          {
            title: t('billing.kwh'),
            align: 'right',
            render: (_value, row) => <Quantity value={row.totalKwh} />,
          },
          {
            title: t('tariff.oldPrice'),
            align: 'right',
            render: (_value, row) => <Money minor={row.oldMinor} />,
          },
          {
            title: t('tariff.newPrice'),
            align: 'right',
            render: (_value, { newMinor, stop }) =>
              newMinor === null ? stop && <ErrorDetail detail={stop.detail} /> : <Money minor={newMinor} />,
          },
          {
            title: t('tariff.difference'),
            align: 'right',
            render: (_value, { oldMinor, newMinor }) =>
              newMinor === null ? '–' : <Money minor={newMinor - oldMinor} />,
          },
        ]}
      />
    </>
  );
}

const CHART = { width: 760, height: 160, bottom: 22 } as const;
const OLD = '#bfbfbf';
const NEW = '#1d5c8a';

/** Two bars a month: as billed, and at the other price. */
function Chart({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  const highest = Math.max(1, ...rows.flatMap(({ oldMinor, newMinor }) => [oldMinor, newMinor ?? 0]));
  const step = CHART.width / rows.length;
  const bar = Math.min(28, step / 3);
  const heightOf = (minor: number) => (Math.max(0, minor) / highest) * (CHART.height - CHART.bottom - 4);
  const barAt = (x: number, minor: number, fill: string) => (
    <rect
      x={x}
      y={CHART.height - CHART.bottom - heightOf(minor)}
      width={bar}
      height={heightOf(minor)}
      fill={fill}
    >
      <title>{minorToText(minor)}</title>
    </rect>
  );
  return (
    <figure style={{ margin: 0 }}>
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} role="img" aria-label={t('tariff.whatIf')}>
        {rows.map(({ billNo, period, oldMinor, newMinor }, index) => {
          const middle = index * step + step / 2;
          return (
            <g key={billNo}>
              {barAt(middle - bar - 1, oldMinor, OLD)}
              {newMinor !== null && barAt(middle + 1, newMinor, NEW)}
              <text x={middle} y={CHART.height - 6} textAnchor="middle" fontSize={11}>
                {period}
              </text>
            </g>
          );
        })}
      </svg>
      <Flex gap={16}>
        <span style={{ color: OLD }}>■ {t('tariff.oldPrice')}</span>
        <span style={{ color: NEW }}>■ {t('tariff.newPrice')}</span>
      </Flex>
    </figure>
  );
}
