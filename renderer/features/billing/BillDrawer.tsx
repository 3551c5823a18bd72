import { App, Drawer, Flex, Spin, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { billDetail, billPrint } from '#shared/contract/bill.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money } from '../../ui/Amount.tsx';
import { BillKindTag } from '../../ui/BillKindTag.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { BillCorrections } from './BillCorrections.tsx';
import { BillExplanationDrawer } from './BillExplanation.tsx';
import { BillView } from './BillView.tsx';

type Props = { readonly billNo: string; readonly onClose: () => void };

/** An issued bill with its trace, to be printed as PDF. */
export function BillDrawer({ billNo, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const bill = useLedgerQuery(billDetail, { billNo });
  const print = useCommand(billPrint);
  const [isExplaining, setExplaining] = useState(false);
  const save = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${billNo}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (path !== null && (await print.run({ billNo, path }))) {
      void message.success(t('billing.printed', { path }));
    }
  };
  return (
    <Drawer
      open
      size={900}
      onClose={onClose}
      title={
        <>
          {billNo} {bill.data?.customerName} {bill.data && <BillKindTag kind={bill.data.kind} />}
        </>
      }
      extra={
        <Flex gap={8}>
          <HotkeyButton hotkey="F6" onPress={() => setExplaining(true)}>
            {t('explanation.open')}
          </HotkeyButton>
          <HotkeyButton hotkey="F7" loading={print.isRunning} onPress={() => void save()}>
            {t('billing.print')}
          </HotkeyButton>
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        <ErrorPanel error={bill.error ?? print.error} onRetry={() => void bill.refetch()} />
        {bill.isPending && <Spin />}
        {bill.data?.receivable && bill.data.reversedByNo === null && (
          <Receivable receivable={bill.data.receivable} />
        )}
        {bill.data && <BillCorrections bill={bill.data} />}
        {bill.data && <BillView bill={bill.data} />}
        {isExplaining && <BillExplanationDrawer billNo={billNo} onClose={() => setExplaining(false)} />}
      </Flex>
    </Drawer>
  );
}

function Receivable({
  receivable,
}: {
  readonly receivable: NonNullable<OutputOf<typeof billDetail>['receivable']>;
}) {
  const { t } = useTranslation();
  return (
    <Flex gap={24} align="center">
      <Tag color={receivable.state === 'settled' ? 'green' : 'orange'}>
        {t(`billing.receivableStates.${receivable.state}`)}
      </Tag>
      <span>
        {t('billing.received')} <Money minor={receivable.receivedMinor} />
      </span>
      <span>
        {t('billing.dueOn')} {receivable.dueOn}
      </span>
    </Flex>
  );
}
