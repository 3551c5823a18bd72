import { Alert, App, Drawer, Flex, Spin, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { accountingPeriodClose, accountingPeriodDetail } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { BillRunState } from '#shared/domain/billing/billRunState.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';

type Detail = OutputOf<typeof accountingPeriodDetail>;
type Blocker = Detail['blockers'][number];
type Turnover = Detail['turnover'][number];
type Props = { readonly period: string; readonly onClose: () => void };

/** A month with what is not finished in it, and what was posted: closed when nothing is open. */
export function PeriodDrawer({ period, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useLedgerQuery(accountingPeriodDetail, { period });
  return (
    <Drawer open size={860} onClose={onClose} title={`${t('accounting.periods')} ${period}`}>
      <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Spin />}
      {detail.data && (
        <Flex vertical gap={14}>
          <Closing detail={detail.data} />
          <Blockers blockers={detail.data.blockers} />
          <TurnoverTable turnover={detail.data.turnover} />
        </Flex>
      )}
    </Drawer>
  );
}

function Closing({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { can } = useOffice();
  const close = useCommand(accountingPeriodClose);
  const { period, isClosed, isOver, blockers } = detail;
  if (isClosed) return <Alert type="success" showIcon title={t('accounting.closedHint')} />;
  if (!isOver) return <Alert type="info" showIcon title={t('accounting.notOverHint')} />;
  if (!can('accountingPeriod.close')) return null;
  const closeIt = async () => {
    if (await close.run({ period })) void message.success(t('accounting.closed', { period }));
  };
  const ask = () => modal.confirm({ title: t('accounting.closeConfirm', { period }), onOk: closeIt });
  return (
    <Flex vertical gap={8}>
      <div>
        <HotkeyButton
          type="primary"
          hotkey="F9"
          disabled={blockers.length > 0}
          loading={close.isRunning}
          onPress={ask}
        >
          {t('accounting.closePeriod')}
        </HotkeyButton>
      </div>
      <ErrorPanel error={close.error} />
    </Flex>
  );
}

function Blockers({ blockers }: Pick<Detail, 'blockers'>) {
  const { t } = useTranslation();
  /** States of a run have words of their own; a day or voucher that stands here is what its kind says. */
  const stateOf = ({ kind, state }: Blocker) => {
    if (state === null) return t('accounting.notBegun');
    return kind === 'bill_run' ? t(`billing.states.${state as BillRunState}`) : '';
  };
  return (
    <Table<Blocker>
      bordered
      size="small"
      rowKey={({ kind, name, on }) => `${kind} ${name} ${on}`}
      pagination={false}
      dataSource={blockers}
      title={() => <Typography.Text strong>{t('accounting.blockers')}</Typography.Text>}
      locale={{ emptyText: t('accounting.noBlockers') }}
      columns={[
        {
          title: t('accounting.kind'),
          dataIndex: 'kind',
          render: (kind: Blocker['kind']) => t(`accounting.blockerKinds.${kind}`),
        },
        { title: t('accounting.blockerName'), dataIndex: 'name' },
        { title: t('reconciliation.businessOn'), dataIndex: 'on', width: 120 },
        { title: t('accounting.state'), width: 120, render: (_value, blocker) => stateOf(blocker) },
      ]}
    />
  );
}

function TurnoverTable({ turnover }: Pick<Detail, 'turnover'>) {
  const { t } = useTranslation();
  const money = (minor: number) => <Money minor={minor} />;
  return (
    <Table<Turnover>
      bordered
      size="small"
      rowKey="accountCode"
      pagination={false}
      dataSource={turnover}
      title={() => <Typography.Text strong>{t('accounting.turnover')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      columns={[
        { title: t('accounting.accountCode'), dataIndex: 'accountCode', width: 140 },
        { title: t('accounting.accountName'), dataIndex: 'name' },
        { title: t('accounting.debit'), dataIndex: 'debitMinor', align: 'right', width: 150, render: money },
        {
          title: t('accounting.credit'),
          dataIndex: 'creditMinor',
          align: 'right',
          width: 150,
          render: money,
        },
      ]}
    />
  );
}
