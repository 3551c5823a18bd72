import { App, Descriptions, Flex, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { drawerClose, type drawerDetail } from '#shared/contract/cashDrawer.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { cashCountMinor, DENOMINATIONS } from '#shared/domain/collection/cashDrawer.ts';
import { minor, minorToText, parseMinor } from '#shared/domain/money.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Money } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';

type Values = {
  /** By denomination in minor units. */
  readonly pieces?: Readonly<Record<string, number | null>>;
  /** Where notes are not counted one by one, or coins are among them that have no field. */
  readonly counted?: string;
  readonly note?: string;
};

/** Counts a drawer, note by note or as a sum, says the difference while one types, and closes the day. */
export function CashCountForm({ drawer }: { readonly drawer: OutputOf<typeof drawerDetail> }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const close = useCommand(drawerClose);
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch((all: Values) => all, form) ?? {};
  const countedMinor = countedOf(values);
  const closeIt = async (sumMinor: number) => {
    await close.run({
      businessOn: drawer.businessOn,
      seenCashMinor: drawer.cashMinor,
      countedMinor: sumMinor,
      // A sum that was written down counts alone.
      counts: isSum(values) ? [] : [...countsOf(values)],
      note: values.note ?? '',
    });
  };
  const submit = () => {
    if (countedMinor === null) return;
    modal.confirm({
      title: `${t('collection.drawers.closeDrawer')} ${drawer.businessOn}`,
      content: t('collection.drawers.closeConfirm'),
      onOk: () => closeIt(countedMinor),
    });
  };
  const differenceMinor = countedMinor === null ? null : countedMinor - drawer.cashMinor;
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <Flex gap={8} wrap>
        {DENOMINATIONS.map((denominationMinor) => (
          <Form.Item
            key={denominationMinor}
            name={['pieces', String(denominationMinor)]}
            label={t('collection.drawers.pieces', { amount: minorToText(denominationMinor) })}
            style={{ marginBottom: 8 }}
          >
            <InputNumber min={0} max={100_000} precision={0} style={{ width: 96 }} />
          </Form.Item>
        ))}
      </Flex>
      <Flex gap={8} align="end" wrap>
        <Form.Item name="counted" label={t('collection.drawers.counted')} style={{ marginBottom: 8 }}>
          <Input
            style={{ width: 140, textAlign: 'right' }}
            placeholder={minorToText(cashCountMinor(countsOf(values)))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('collection.drawers.note')} style={{ marginBottom: 8, flex: 1 }}>
          <Input maxLength={400} />
        </Form.Item>
        <Form.Item style={{ marginBottom: 8 }}>
          <HotkeyButton
            type="primary"
            hotkey="F9"
            disabled={countedMinor === null}
            loading={close.isRunning}
            onPress={form.submit}
          >
            {t('collection.drawers.closeDrawer')}
          </HotkeyButton>
        </Form.Item>
      </Flex>
      <Descriptions
        bordered
        size="small"
        column={3}
        items={[
          {
            key: 'expected',
            label: t('collection.drawers.cashExpected'),
            children: <Money minor={drawer.cashMinor} />,
          },
          {
            key: 'counted',
            label: t('collection.drawers.counted'),
            children: countedMinor === null ? '–' : <Money minor={countedMinor} />,
          },
          {
            key: 'difference',
            label: t('collection.drawers.difference'),
            children: differenceMinor === null ? '–' : <Difference minor={differenceMinor} />,
          },
        ]}
      />
      <ErrorPanel error={close.error} />
      {/* Lets Enter submit from every field. */}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
    </Form>
  );
}

/** Surplus (长款) or shortage (短款) in words, beside its amount. */
export function Difference({ minor: differenceMinor }: { readonly minor: number }) {
  const { t } = useTranslation();
  if (differenceMinor === 0) return t('collection.drawers.noDifference');
  const word = differenceMinor > 0 ? 'surplusText' : 'shortageText';
  return (
    <strong style={{ color: '#b3261e' }}>
      {t(`collection.drawers.${word}`)} <Money minor={Math.abs(differenceMinor)} />
    </strong>
  );
}

function isSum({ counted }: Values): boolean {
  return (counted ?? '').trim() !== '';
}

function countsOf({ pieces }: Values) {
  return DENOMINATIONS.map((denominationMinor) => ({
    denominationMinor,
    count: pieces?.[String(denominationMinor)] ?? 0,
  })).filter(({ count }) => count > 0);
}

/** What was counted; `null` while nothing was, or where it is no amount. */
function countedOf(values: Values) {
  if (isSum(values)) {
    const sum = parseMinor((values.counted ?? '').trim());
    return sum !== null && sum >= 0 ? sum : null;
  }
  const isTouched = DENOMINATIONS.some((one) => typeof values.pieces?.[String(one)] === 'number');
  return isTouched ? minor(cashCountMinor(countsOf(values))) : null;
}
