import { App, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { refusedPriceSheet, tariffImportSheet } from '#shared/contract/priceSheet.ts';
import { useCommand } from '../../api/useCommand.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PriceSheetErrors, PriceSheetFacts } from './PriceSheetFacts.tsx';
import { type Picks, PriceSheetRows, picksOf } from './PriceSheetRows.tsx';

type Values = {
  readonly path: string;
  readonly startOn?: string | null;
  readonly documentNo?: string;
  readonly funds?: 'included' | 'separate' | null;
};
type Sheet = OutputOf<typeof tariffImportSheet>;
type Props = {
  readonly tariffs: readonly { readonly tariffCode: string; readonly name: string }[];
  readonly onClose: () => void;
};

/** Reads a published price table: which tariff each row goes to and what changes, and then all drafts at once. */
export function PriceSheetDialog({ tariffs, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const read = useCommand(tariffImportSheet);
  const [form] = Form.useForm<Values>();
  const [picks, setPicks] = useState<Picks>({});
  const [preview, setPreview] = useState<Sheet | null>(null);
  const refused = refusedOf(read.error?.error);
  // A table that does not fit is shown with what was understood of it.
  const sheet = refused ?? preview;
  const inputOf = ({ path, startOn, documentNo, funds }: Values, picked: Picks) => ({
    path,
    ...(startOn && { startOn }),
    ...(documentNo && { documentNo }),
    ...(funds && { funds }),
    picks: [...picksOf(picked)],
  });
  const check = async (picked: Picks) => {
    const values = await form.validateFields().catch(() => null);
    if (values) setPreview(await read.run(inputOf(values as Values, picked), { isPreview: true }));
  };
  const submit = async (values: Values) => {
    const stored = await read.run(inputOf(values, picks));
    if (!stored) return;
    const targets = stored.rows.flatMap((row) => row.targets);
    const count = targets.filter(({ state }) => state !== 'unchanged').length;
    void message.success(t('tariff.sheetStored', { count, unchanged: targets.length - count }));
    onClose();
  };
  const pick = (cell: string, chosen: readonly string[]) => {
    const picked = { ...picks, [cell]: chosen };
    setPicks(picked);
    void check(picked);
  };
  return (
    <FormDialog<Values>
      title={t('tariff.importSheet')}
      form={form}
      command={{ ...read, error: refused === null ? read.error : null }}
      submitLabel={t('tariff.storeDrafts')}
      width={1120}
      onChange={() => {
        // Another file has other cells.
        setPicks({});
        setPreview(null);
        read.reset();
      }}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
      extraAction={
        <HotkeyButton key="check" hotkey="F5" disabled={read.isRunning} onPress={() => void check(picks)}>
          {t('lines.check')}
        </HotkeyButton>
      }
    >
      <Flex gap={12} wrap>
        <Form.Item
          name="path"
          label={t('tariff.sheetFile')}
          extra={t('tariff.sheetHint')}
          rules={[{ required: true }]}
          style={{ flex: '1 1 420px' }}
        >
          <FileField kindName="Excel, CSV" extensions={['xlsx', 'xls', 'csv']} />
        </Form.Item>
        <Form.Item name="startOn" label={t('tariff.startOn')} extra={t('tariff.fromSheet')}>
          <DayField />
        </Form.Item>
        <Form.Item
          name="documentNo"
          label={t('tariff.documentNo')}
          extra={t('tariff.fromSheet')}
          style={{ flex: '1 1 260px' }}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="funds" label={t('tariff.fundsInPrice')} extra={t('tariff.fromSheet')}>
          <Select
            allowClear
            style={{ width: 120 }}
            options={[
              { value: 'included', label: t('tariff.withFunds') },
              { value: 'separate', label: t('tariff.withoutFunds') },
            ]}
          />
        </Form.Item>
      </Flex>
      {sheet && (
        <Flex vertical gap={12} role="status">
          <PriceSheetFacts sheet={sheet} />
          {refused && <PriceSheetErrors errors={refused.errors} />}
          <PriceSheetRows rows={sheet.rows} tariffs={tariffs} picks={picks} onPick={pick} />
        </Flex>
      )}
    </FormDialog>
  );
}

function refusedOf(error: { readonly code: string; readonly detail: unknown } | undefined) {
  if (error?.code !== 'sheet_invalid') return null;
  return refusedPriceSheet.parse(error.detail);
}
