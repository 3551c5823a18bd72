import { App, Button, Flex, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  billRunApprove,
  billRunCalculate,
  billRunCancel,
  billRunIssue,
  billRunReturn,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { moneyText } from '../../ui/grouped.ts';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import type { RunDetail } from './RunDrawer.tsx';

/** What this person may do with the run in its state; the core decides again. */
export function RunActions({ detail }: { readonly detail: RunDetail }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { can } = useOffice();
  const { run } = detail;
  const calculate = useCommand(billRunCalculate);
  const submit = useCommand(billRunSubmit);
  const approve = useCommand(billRunApprove);
  const giveBack = useCommand(billRunReturn);
  const issue = useCommand(billRunIssue);
  const cancel = useCommand(billRunCancel);
  const [asking, setAsking] = useState<'return' | 'cancel' | null>(null);
  const at = { billRunId: run.billRunId, expectedVersion: run.version };
  const isIn = (...states: (typeof run.state)[]) => states.includes(run.state);
  const askApproval = () =>
    modal.confirm({
      title: t('billing.approveConfirm', { count: run.billCount, total: moneyText(run.totalMinor) }),
      onOk: () => approve.run({ ...at, seenTotalMinor: run.totalMinor, seenBillCount: run.billCount }),
    });
  const askIssue = () => modal.confirm({ title: t('billing.issueConfirm'), onOk: () => issue.run(at) });
  const error = calculate.error ?? submit.error ?? approve.error ?? issue.error;
  const { progress } = calculate.progress ? calculate : issue;
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        {can('billRun.prepare') && isIn('planned', 'calculated') && (
          <HotkeyButton hotkey="F5" loading={calculate.isRunning} onPress={() => void calculate.run(at)}>
            {t('billing.calculate')}
          </HotkeyButton>
        )}
        {can('billRun.prepare') && isIn('calculated') && (
          <HotkeyButton
            type="primary"
            hotkey="F8"
            loading={submit.isRunning}
            onPress={() => void submit.run(at)}
          >
            {t('billing.submit')}
          </HotkeyButton>
        )}
        {can('billRun.approve') && isIn('submitted') && (
          <HotkeyButton
            type="primary"
            hotkey="F8"
            disabled={detail.samePersonAs !== null}
            loading={approve.isRunning}
            onPress={askApproval}
          >
            {t('billing.approve')}
          </HotkeyButton>
        )}
        {can('billRun.issue') && isIn('approved') && (
          <HotkeyButton
            type="primary"
            hotkey="F9"
            disabled={detail.samePersonAs !== null}
            loading={issue.isRunning}
            onPress={askIssue}
          >
            {t('billing.issue')}
          </HotkeyButton>
        )}
        {can('billRun.approve') && isIn('submitted', 'approved') && (
          <Button onClick={() => setAsking('return')}>{t('billing.return')}</Button>
        )}
        {can('billRun.prepare') && isIn('planned', 'calculated', 'submitted', 'approved') && (
          <Button danger onClick={() => setAsking('cancel')}>
            {t('billing.cancelRun')}
          </Button>
        )}
        {progress && (
          <Button onClick={calculate.progress ? calculate.cancel : issue.cancel}>{t('common.cancel')}</Button>
        )}
      </Flex>
      {progress && <Progress percent={Math.floor((progress.done / Math.max(1, progress.total)) * 100)} />}
      <ErrorPanel error={error} />
      {asking === 'return' && (
        <ReasonDialog
          title={t('billing.return')}
          command={giveBack}
          onSubmit={(reason) => giveBack.run({ ...at, reason })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'cancel' && (
        <ReasonDialog
          title={t('billing.cancelRun')}
          command={cancel}
          onSubmit={(reason) => cancel.run({ ...at, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </Flex>
  );
}
