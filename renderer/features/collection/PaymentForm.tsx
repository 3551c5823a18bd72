import { Alert, Button, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type accountBalance, PAYMENT_METHODS, paymentReceive } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText, parseMinor } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';

type Values = { readonly amount: string; readonly method: (typeof PAYMENT_METHODS)[number] };
type Props = { readonly balance: OutputOf<typeof accountBalance> };

/** Takes one payment. A second click, or a repeat after a failure, is the same payment. */
export function PaymentForm({ balance }: Props) {
  const { t } = useTranslation();
  const receive = useCommand(paymentReceive);
  const [form] = Form.useForm<Values>();
  const [receipt, setReceipt] = useState<OutputOf<typeof paymentReceive> | null>(null);
  const submit = async ({ amount, method }: Values) => {
    const amountMinor = parseMinor(amount);
    if (amountMinor === null) return;
    const taken = await receive.run({ accountNo: balance.accountNo, amountMinor, method });
    setReceipt(taken);
    // An amount that stood there still would be paid again by one more Enter.
    if (taken) form.setFieldValue('amount', '');
  };
  return (
    <Flex vertical gap={8}>
      <Form<Values>
        form={form}
        layout="inline"
        requiredMark={false}
        onFinish={submit}
        initialValues={{
          method: 'cash',
          amount: balance.owedMinor > 0 ? minorToText(balance.owedMinor + balance.lateFeeMinor) : '',
        }}
      >
        <Form.Item
          name="amount"
          label={t('collection.amount')}
          rules={[
            {
              validator: (_rule, value: string) =>
                (parseMinor(value ?? '') ?? 0) > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('collection.notAnAmount'))),
            },
          ]}
        >
          <Input style={{ width: 140, textAlign: 'right' }} />
        </Form.Item>
        <Form.Item name="method" label={t('collection.method')}>
          <Select
            style={{ width: 120 }}
            options={PAYMENT_METHODS.map((value) => ({ value, label: t(`collection.methods.${value}`) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={receive.isRunning}>
          {t('collection.receive')}
        </Button>
      </Form>
      <ErrorPanel error={receive.error} />
      {receipt && (
        <Alert
          type="success"
          showIcon
          title={t('collection.received', {
            receiptNo: receipt.receiptNo,
            amount: minorToText(receipt.amountMinor),
          })}
          description={
            <>
              {t('collection.toPrepaid')} <Money minor={receipt.prepaidMinor} /> · {t('collection.stillOwed')}{' '}
              <Money minor={receipt.owedMinor} />
            </>
          }
        />
      )}
    </Flex>
  );
}
