import { Alert, Flex, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trialBalance } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money } from '../../ui/Amount.tsx';
import { PeriodField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';

type Row = OutputOf<typeof trialBalance>['rows'][number];

/** The balances of all accounts at the beginning and the end of a month; debits equal credits at every moment. */
export function BooksPage() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const books = useLedgerQuery(trialBalance, chosen === null ? {} : { period: chosen });
  const rows = books.data?.rows ?? [];
  const sumOf = (figure: 'openingMinor' | 'debitMinor' | 'creditMinor') =>
    rows.reduce((sum, row) => sum + row[figure], 0);
  const money = (minor: number) => <Money minor={minor} />;
  return (
    <PageFrame title={t('accounting.books')}>
      <Flex style={{ paddingBottom: 8 }}>
        <PeriodField
          label={t('common.period')}
          value={chosen ?? books.data?.period ?? null}
          onChange={setChosen}
        />
      </Flex>
      <Flex vertical gap={12} style={{ overflow: 'auto', flex: 1 }}>
        <ErrorPanel error={books.error} onRetry={() => void books.refetch()} />
        {books.data && <Balance differenceMinor={books.data.totalMinor} />}
        <Table<Row>
          bordered
          size="small"
          rowKey="accountCode"
          loading={books.isPending}
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={rows}
          locale={{ emptyText: t('common.empty') }}
          columns={[
            { title: t('accounting.accountCode'), dataIndex: 'accountCode', width: 100 },
            { title: t('accounting.accountName'), dataIndex: 'name', width: 240 },
            {
              title: t('accounting.accountKind'),
              dataIndex: 'kind',
              width: 80,
              render: (kind: Row['kind']) => t(`accounting.accountKinds.${kind}`),
            },
            {
              title: t('accounting.opening'),
              dataIndex: 'openingMinor',
              align: 'right',
              width: 135,
              render: (minor: number) => <Sided minor={minor} />,
            },
            {
              title: t('accounting.debit'),
              dataIndex: 'debitMinor',
              align: 'right',
              width: 125,
              render: money,
            },
            {
              title: t('accounting.credit'),
              dataIndex: 'creditMinor',
              align: 'right',
              width: 125,
              render: money,
            },
            {
              title: t('accounting.closing'),
              dataIndex: 'balanceMinor',
              align: 'right',
              width: 135,
              render: (minor: number) => <Sided minor={minor} />,
            },
          ]}
          summary={() => (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0} colSpan={3}>
                <strong>{t('accounting.sum')}</strong>
              </Table.Summary.Cell>
              <Table.Summary.Cell index={3} align="right">
                {money(sumOf('openingMinor'))}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={4} align="right">
                {money(sumOf('debitMinor'))}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={5} align="right">
                {money(sumOf('creditMinor'))}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={6} align="right">
                {money(books.data?.totalMinor ?? 0)}
              </Table.Summary.Cell>
            </Table.Summary.Row>
          )}
        />
      </Flex>
    </PageFrame>
  );
}

/** A balance as books show it: the side, and the amount without a sign. */
function Sided({ minor }: { readonly minor: number }) {
  const { t } = useTranslation();
  if (minor === 0) return <>{t('accounting.even')}</>;
  return (
    <>
      {t(minor > 0 ? 'accounting.debitSide' : 'accounting.creditSide')} <Money minor={Math.abs(minor)} />
    </>
  );
}

function Balance({ differenceMinor }: { readonly differenceMinor: number }) {
  const { t } = useTranslation();
  if (differenceMinor === 0) return <Alert type="success" showIcon title={t('accounting.balanced')} />;
  const difference = minorToText(differenceMinor);
  return <Alert type="error" showIcon title={t('accounting.unbalanced', { difference })} />;
}
