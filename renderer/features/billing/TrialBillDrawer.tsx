import { Drawer, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trialBillDetail } from '#shared/contract/billing.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { TrialBillExplanationDrawer } from './BillExplanation.tsx';
import { BillView } from './BillView.tsx';
import { ExceptionAlerts } from './ExceptionAlerts.tsx';

type Props = { readonly trialBillId: string; readonly onClose: () => void };

/** A trial bill with the readings, prices and rules that it came from. */
export function TrialBillDrawer({ trialBillId, onClose }: Props) {
  const { t } = useTranslation();
  const bill = useLedgerQuery(trialBillDetail, { trialBillId });
  const [isExplaining, setExplaining] = useState(false);
  return (
    <Drawer
      open
      size={860}
      onClose={onClose}
      extra={
        <HotkeyButton hotkey="F6" onPress={() => setExplaining(true)}>
          {t('explanation.open')}
        </HotkeyButton>
      }
      title={bill.data ? `${bill.data.accountNo}  ${bill.data.customerName}` : t('billing.trialBills')}
    >
      <ErrorPanel error={bill.error} onRetry={() => void bill.refetch()} />
      {bill.isPending && <Spin />}
      {bill.data && (
        <>
          <ExceptionAlerts exceptions={bill.data.exceptions} />
          <BillView bill={bill.data} />
        </>
      )}
      {isExplaining && (
        <TrialBillExplanationDrawer trialBillId={trialBillId} onClose={() => setExplaining(false)} />
      )}
    </Drawer>
  );
}
