import { App, Button, Flex, Form, Input, Select, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { billDetail } from '#shared/contract/bill.ts';
import { billCorrectionAdjust } from '#shared/contract/billCorrection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { minorToText, parseMinor } from '#shared/domain/money.ts';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import { useCommand } from '../../api/useCommand.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { RegisterValue } from '../../ui/RegisterValue.tsx';
import { lineWord } from './itemWord.ts';

type Bill = OutputOf<typeof billDetail>;
type Register = 'total' | PeriodCode;
type Values = {
  readonly documentNo: string;
  readonly reason: string;
  readonly kwh?: Partial<Record<Register, string>>;
  readonly money?: readonly { readonly itemCode: string; readonly amount: string }[];
};
type Props = { readonly bill: Bill; readonly onClose: () => void };

/** Proposes kWh or money to add to a bill, or to give back; a second person approves. */
export function AdjustDialog({ bill, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const adjust = useCommand(billCorrectionAdjust);
  const [form] = Form.useForm<Values>();
  const onBill = PERIOD_CODES.filter((code) => code in bill.quantities.periods);
  const registers: readonly Register[] = onBill.length === 0 ? ['total'] : onBill;
  const submit = async ({ documentNo, reason, kwh = {}, money = [] }: Values) => {
    const done = await adjust.run({
      billNo: bill.billNo,
      documentNo,
      reason,
      kwh: registers.flatMap((registerCode) => {
        const text = kwh[registerCode]?.trim();
        return text ? [{ registerCode, kwh: text }] : [];
      }),
      money: money.map(({ itemCode, amount }) => ({ itemCode, amountMinor: parseMinor(amount) ?? 0 })),
    });
    if (!done) return;
    void message.success(t('correction.proposed', { total: minorToText(done.totalMinor) }));
    onClose();
  };
  const names = new Map(bill.lines.map((line) => [line.itemCode, lineWord(line, t)]));
  return (
    <FormDialog<Values>
      title={`${t('correction.adjust')}: ${bill.billNo}`}
      submitLabel={t('correction.submit')}
      width={640}
      form={form}
      command={adjust}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="documentNo"
        label={t('correction.documentNo')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <ReasonField />
      <Typography.Text strong>{t('correction.kwhTitle')}</Typography.Text>
      <Flex gap={12} wrap>
        {registers.map((code) => (
          <RegisterValue
            key={code}
            name={['kwh', code]}
            label={t(`customers.registerCodes.${code}`)}
            isOptional
          />
        ))}
      </Flex>
      <Typography.Text strong>{t('correction.moneyTitle')}</Typography.Text>
      <Form.List name="money">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <Flex key={key} gap={8} align="baseline">
                <Form.Item name={[name, 'itemCode']} rules={[{ required: true }]} style={{ flex: 1 }}>
                  <Select
                    aria-label={t('billing.item')}
                    placeholder={t('billing.item')}
                    options={[...names].map(([value, label]) => ({ value, label }))}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, 'amount']}
                  rules={[{ required: true, validator: isAmount(t('correction.notAnAmount')) }]}
                >
                  <Input aria-label={t('billing.amount')} placeholder={t('billing.amount')} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t('correction.removeItem')}</Button>
              </Flex>
            ))}
            <div>
              <Button onClick={() => add()}>{t('correction.addItem')}</Button>
            </div>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}

const isAmount = (words: string) => (_rule: unknown, text: string | undefined) =>
  text !== undefined && parseMinor(text) !== null ? Promise.resolve() : Promise.reject(new Error(words));
