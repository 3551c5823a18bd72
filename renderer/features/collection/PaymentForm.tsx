import { Alert, Flex, Form, Input, type InputRef, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type accountBalance,
  LARGEST_PAYMENT_MINOR,
  PAYMENT_METHODS,
  paymentReceive,
} from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText, parseMinor } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { AllocationTable } from './AllocationTable.tsx';
import { useReceiptPrint } from './useReceiptPrint.ts';

type Balance = OutputOf<typeof accountBalance>;
type Values = {
  readonly amount: string;
  readonly method: (typeof PAYMENT_METHODS)[number];
  readonly handed?: string;
};
type Props = {
  readonly balance: Balance;
  /** The bills that the payer wants paid; the oldest first where none is chosen. */
  readonly wanted: Balance['receivables'];
  readonly onTaken: () => void;
};

/** Takes one payment. A second click, or a repeat after a failure, is the same payment. */
export function PaymentForm({ balance, wanted, onTaken }: Props) {
  const { t } = useTranslation();
  const receive = useCommand(paymentReceive);
  const printing = useReceiptPrint();
  const [form] = Form.useForm<Values>();
  const amountField = useRef<InputRef>(null);
  const [receipt, setReceipt] = useState<OutputOf<typeof paymentReceive> | null>(null);
  const submit = async ({ amount, method }: Values) => {
    const amountMinor = parseMinor(amount);
    if (amountMinor === null) return;
    const taken = await receive.run({
      accountNo: balance.accountNo,
      amountMinor,
      method,
      instruction: instructionOf(wanted, amountMinor),
    });
    setReceipt(taken);
    if (!taken) return;
    // An amount that stood there still would be paid again by one more Enter.
    form.setFieldsValue({ amount: '', handed: '' });
    if (wanted.length > 0) onTaken();
  };
  const due = wanted.length > 0 ? wanted : balance.receivables;
  const dueMinor = due.reduce((sum, debt) => sum + debt.owedMinor + debt.lateFeeMinor, 0);
  useEffect(() => amountField.current?.focus({ cursor: 'all' }), []);
  const isChosen = wanted.length > 0;
  useEffect(() => {
    if (isChosen) form.setFieldValue('amount', minorToText(dueMinor));
  }, [form, isChosen, dueMinor]);
  return (
    <Flex vertical gap={8}>
      <Form<Values>
        form={form}
        layout="inline"
        requiredMark={false}
        onFinish={submit}
        initialValues={{ method: 'cash', amount: dueMinor > 0 ? minorToText(dueMinor) : '' }}
      >
        <Form.Item
          name="amount"
          label={t('collection.amount')}
          rules={[
            {
              validator: async (_rule, value: string) => {
                const amountMinor = parseMinor(value ?? '') ?? 0;
                if (amountMinor <= 0) throw new Error(t('collection.notAnAmount'));
                if (amountMinor > LARGEST_PAYMENT_MINOR) throw new Error(t('collection.amountTooLarge'));
              },
            },
          ]}
        >
          <Input ref={amountField} style={{ width: 140, textAlign: 'right' }} />
        </Form.Item>
        <Form.Item name="method" label={t('collection.method')}>
          <Select
            style={{ width: 110 }}
            options={PAYMENT_METHODS.map((value) => ({ value, label: t(`collection.methods.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="handed" label={t('collection.handed')}>
          <Input style={{ width: 110, textAlign: 'right' }} />
        </Form.Item>
        <Change form={form} />
        <HotkeyButton type="primary" hotkey="F4" loading={receive.isRunning} onPress={form.submit}>
          {t('collection.receive')}
        </HotkeyButton>
        {/* Lets Enter submit from every field. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      <ErrorPanel error={receive.error ?? printing.error} />
      {receipt && (
        <Alert
          type="success"
          showIcon
          title={t('collection.takenText', {
            receiptNo: receipt.receiptNo,
            amount: minorToText(receipt.amountMinor),
          })}
          description={
            <Flex vertical gap={8}>
              <span>
                {t('collection.toPrepaid')} <Money minor={receipt.prepaidMinor} /> ·{' '}
                {t('collection.stillOwed')} <Money minor={receipt.owedMinor} />
              </span>
              <AllocationTable allocations={receipt.allocations} prepaidMinor={receipt.prepaidMinor} />
            </Flex>
          }
          action={
            <HotkeyButton
              hotkey="F7"
              loading={printing.isRunning}
              onPress={() => void printing.print(receipt.receiptNo)}
            >
              {t('collection.printReceipt')}
            </HotkeyButton>
          }
        />
      )}
    </Flex>
  );
}

/** What goes back over the counter; nothing while the payer handed over no more than is taken. */
function Change({ form }: { readonly form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const { t } = useTranslation();
  const amount = parseMinor(Form.useWatch('amount', form) ?? '');
  const handed = parseMinor(Form.useWatch('handed', form) ?? '');
  if (amount === null || handed === null || handed <= amount) return null;
  return (
    <Form.Item label={t('collection.change')}>
      <strong>
        <Money minor={handed - amount} />
      </strong>
    </Form.Item>
  );
}

/** The chosen bills in their order, as far as the amount reaches; the rest is allocated as usual. */
function instructionOf(wanted: Balance['receivables'], amountMinor: number) {
  let left = amountMinor;
  const instruction: { receivableId: string; amountMinor: number }[] = [];
  for (const { receivableId, owedMinor, lateFeeMinor } of wanted) {
    const part = Math.min(left, owedMinor + lateFeeMinor);
    if (part > 0) instruction.push({ receivableId, amountMinor: part });
    left -= part;
  }
  return instruction.length > 0 ? instruction : null;
}
