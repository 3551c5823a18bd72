import { App, Button, Flex, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawerPage, drawerReopen } from '#shared/contract/cashDrawer.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant, instantText } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Difference } from './CashCountForm.tsx';
import { DepositDialog } from './DepositDialog.tsx';
import { OwnDrawer } from './OwnDrawer.tsx';
import { useDepositPrint } from './useDepositPrint.ts';

type Row = OutputOf<typeof drawerPage>['rows'][number];

/** The end of the day at the counter: the own drawer closed, and the cash of closed ones taken to the bank. */
export function DrawersPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const { message } = App.useApp();
  const printing = useDepositPrint();
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const [isDepositing, setDepositing] = useState(false);
  const reopening = useCommand(drawerReopen);
  const [toReopen, setToReopen] = useState<Row | null>(null);
  const isCashier = can('drawer.close');
  return (
    <PageFrame
      title={t('collection.drawers.drawer')}
      actions={
        isCashier && (
          <HotkeyButton
            type="primary"
            hotkey="F8"
            disabled={chosen.length === 0 || isDepositing}
            onPress={() => setDepositing(true)}
          >
            {t('collection.drawers.deposit')}
          </HotkeyButton>
        )
      }
    >
      <Flex vertical gap={14} style={{ height: '100%', minHeight: 0 }}>
        {isCashier && <OwnDrawer />}
        <ErrorPanel error={printing.error} />
        <div style={{ flex: 1, minHeight: 160 }}>
          <LedgerTable<Row>
            contract={drawerPage}
            filter={{}}
            rowKey="drawerId"
            rowSelection={
              isCashier
                ? {
                    selectedRowKeys: chosen.map(({ drawerId }) => drawerId),
                    onChange: (_keys, rows) => setChosen(rows),
                    getCheckboxProps: (row) => ({
                      disabled: row.depositNo !== null || row.reopened !== null || row.countedMinor === 0,
                      'aria-label': t('collection.drawers.choose'),
                    }),
                  }
                : undefined
            }
            columns={[
              { title: t('collection.drawers.drawerDay'), dataIndex: 'businessOn', width: 110 },
              {
                title: t('collection.drawers.cashier'),
                dataIndex: 'cashierName',
                width: 100,
                ellipsis: true,
              },
              {
                title: t('collection.drawers.receiptCount'),
                dataIndex: 'receiptCount',
                width: 70,
                align: 'right',
              },
              {
                title: t('collection.drawers.cashExpected'),
                dataIndex: 'expectedMinor',
                width: 110,
                align: 'right',
                render: (amount: number) => <Money minor={amount} />,
              },
              {
                title: t('collection.drawers.counted'),
                dataIndex: 'countedMinor',
                width: 120,
                align: 'right',
                render: (amount: number) => <Money minor={amount} />,
              },
              {
                title: t('collection.drawers.difference'),
                dataIndex: 'differenceMinor',
                width: 120,
                render: (amount: number) => <Difference minor={amount} />,
              },
              {
                title: t('collection.drawers.closedAt'),
                dataIndex: 'closedAt',
                width: 165,
                render: (at: string) => <Instant at={at} />,
              },
              {
                title: t('collection.drawers.depositNo'),
                dataIndex: 'depositNo',
                width: 110,
                render: (depositNo: string | null, { reopened }) =>
                  reopened ? (
                    <Reopened {...reopened} />
                  ) : (
                    (depositNo ?? <Tag>{t('collection.drawers.notDeposited')}</Tag>)
                  ),
              },
              {
                title: '',
                dataIndex: 'isArrived',
                width: 90,
                render: (isArrived: boolean, { depositNo }) =>
                  depositNo !== null && (
                    <Tag color={isArrived ? 'green' : 'orange'}>
                      {t(isArrived ? 'collection.drawers.arrived' : 'collection.drawers.inTransit')}
                    </Tag>
                  ),
              },
              {
                title: '',
                width: 120,
                render: (_value, row) => {
                  const { depositNo } = row;
                  if (depositNo === null) {
                    return (
                      can('drawer.reopen') &&
                      row.reopened === null && (
                        <Button size="small" onClick={() => setToReopen(row)}>
                          {t('collection.drawers.reopen')}
                        </Button>
                      )
                    );
                  }
                  return (
                    <Button
                      size="small"
                      loading={printing.isRunning}
                      onClick={() => void printing.print(depositNo)}
                    >
                      {t('collection.drawers.printDeposit')}
                    </Button>
                  );
                },
              },
            ]}
          />
        </div>
      </Flex>
      {toReopen && (
        <ReasonDialog
          title={t('collection.drawers.reopen')}
          command={reopening}
          onSubmit={async (reason) => {
            const done = await reopening.run({ drawerId: toReopen.drawerId, reason });
            if (done) void message.success(t('collection.drawers.reopenedDone', done));
            return done;
          }}
          onClose={() => setToReopen(null)}
        />
      )}
      {isDepositing && (
        <DepositDialog
          drawers={chosen}
          onClose={() => setDepositing(false)}
          onDone={({ depositNo, amountMinor }) => {
            setDepositing(false);
            setChosen([]);
            const amount = minorToText(amountMinor);
            void message.success(t('collection.drawers.depositedText', { depositNo, amount }));
          }}
        />
      )}
    </PageFrame>
  );
}

/** That a closing does not count any more; who says so, and why, on pointing at it. */
function Reopened({ by, at, reason }: NonNullable<Row['reopened']>) {
  const { t } = useTranslation();
  return (
    <Tooltip title={t('collection.drawers.reopenedText', { by, at: instantText(at), reason })}>
      <Tag color="default">{t('collection.drawers.reopened')}</Tag>
    </Tooltip>
  );
}
