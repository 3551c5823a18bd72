import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { depositCreate } from '#shared/contract/cashDrawer.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Money } from '../../ui/Amount.tsx';
import { ChannelSelect } from '../../ui/ChannelSelect.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Values = { readonly channelCode: string; readonly referenceNo?: string };
type Props = {
  readonly drawers: readonly { readonly drawerId: string; readonly countedMinor: number }[];
  readonly onDone: (deposit: OutputOf<typeof depositCreate>) => void;
  readonly onClose: () => void;
};

/** Hands the cash of the chosen drawers over to a bank. */
export function DepositDialog({ drawers, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const create = useCommand(depositCreate);
  const [form] = Form.useForm<Values>();
  const totalMinor = drawers.reduce((sum, { countedMinor }) => sum + countedMinor, 0);
  const submit = async ({ channelCode, referenceNo }: Values) => {
    const deposit = await create.run({
      drawerIds: drawers.map(({ drawerId }) => drawerId),
      channelCode,
      referenceNo: referenceNo?.trim() || null,
      seenTotalMinor: totalMinor,
    });
    if (deposit) onDone(deposit);
  };
  return (
    <FormDialog<Values>
      title={t('collection.drawers.deposit')}
      submitLabel={t('collection.drawers.deposit')}
      form={form}
      command={create}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item label={t('collection.drawers.depositTotal')}>
        <strong>
          <Money minor={totalMinor} />
        </strong>
      </Form.Item>
      <Form.Item name="channelCode" label={t('collection.drawers.depositBank')} rules={[{ required: true }]}>
        <ChannelSelect kind="bank" allowClear={false} />
      </Form.Item>
      <Form.Item name="referenceNo" label={t('collection.drawers.slipNo')}>
        <Input maxLength={64} />
      </Form.Item>
    </FormDialog>
  );
}
