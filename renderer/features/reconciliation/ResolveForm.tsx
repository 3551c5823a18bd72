import { Button, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { differenceResolve } from '#shared/contract/differences.ts';
import {
  type ResolutionAction,
  TRANSFER_TARGETS,
  type TransferTarget,
} from '#shared/domain/reconciliation/actions.ts';
import { useCommand } from '../../api/useCommand.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import type { Item } from './DayItems.tsx';

type Values = {
  readonly action: ResolutionAction;
  readonly reason: string;
  readonly accountNo?: string;
  readonly receiptNo?: string;
  readonly depositNo?: string;
  readonly transferTarget?: TransferTarget | null;
};
type Props = { readonly item: Item; readonly onDone: () => void };

/** Proposes how a difference is resolved; only what its class and sign allow can be chosen. */
export function ResolveForm({ item, onDone }: Props) {
  const { t } = useTranslation();
  const resolve = useCommand(differenceResolve);
  const [form] = Form.useForm<Values>();
  const action = Form.useWatch('action', form);
  const submit = async (values: Values) => {
    const done = await resolve.run({
      itemId: item.itemId,
      expectedVersion: item.version,
      action: values.action,
      reason: values.reason,
      accountNo: values.accountNo?.trim() || null,
      receiptNo: values.receiptNo?.trim() || null,
      depositNo: values.depositNo?.trim() || null,
      transferTarget: values.transferTarget ?? null,
    });
    if (done) onDone();
  };
  const [usual] = item.possibleActions;
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ action: usual, accountNo: item.referencedAccountNo ?? '' }}
      onFinish={submit}
    >
      <Flex gap={12}>
        <Form.Item name="action" label={t('reconciliation.action')} style={{ width: 260 }}>
          <Select<ResolutionAction>
            options={item.possibleActions.map((value) => ({
              value,
              label: t(`reconciliation.actions.${value}`),
            }))}
          />
        </Form.Item>
        {action === 'post_missing_receipt' && (
          <Form.Item name="accountNo" label={t('customers.accountNo')} rules={[{ required: true }]}>
            <Input style={{ width: 180 }} />
          </Form.Item>
        )}
        {action === 'reverse_receipt' && item.receipts.length === 0 && (
          <Form.Item name="receiptNo" label={t('reconciliation.receiptNo')} rules={[{ required: true }]}>
            <Input style={{ width: 180 }} />
          </Form.Item>
        )}
        {action === 'match_deposit' && (
          <Form.Item name="depositNo" label={t('collection.drawers.depositNo')}>
            <Input style={{ width: 180 }} placeholder={t('reconciliation.byAmount')} />
          </Form.Item>
        )}
        {action === 'transfer_to_account' && (
          <Form.Item name="transferTarget" label={t('reconciliation.transferTarget')}>
            <Select<TransferTarget>
              allowClear
              style={{ width: 200 }}
              placeholder={t('reconciliation.bySign')}
              options={TRANSFER_TARGETS.map((value) => ({
                value,
                label: t(`reconciliation.targets.${value}`),
              }))}
            />
          </Form.Item>
        )}
      </Flex>
      <ReasonField isFirst />
      <Button type="primary" htmlType="submit" loading={resolve.isRunning}>
        {t('reconciliation.propose')}
      </Button>
      <ErrorPanel error={resolve.error} />
    </Form>
  );
}
