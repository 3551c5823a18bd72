import { App as AntApp } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { factsOf, type Outcome, type SentCommand } from '../api/sentCommands.ts';
import { useClarification } from '../api/useClarification.ts';
import { commandWord } from '../ui/commandWord.ts';
import { ErrorDetail } from '../ui/ErrorDetail.tsx';

/** Tells what became of a command whose answer was lost, and leaves it on the screen until it was read. */
export function useOutcomeNews(userId: string, ledgerPath: string): void {
  const { t } = useTranslation();
  const { notification } = AntApp.useApp();
  const tell = useCallback(
    ({ commandId, name, facts, sentAt }: SentCommand, outcome: Outcome) => {
      const isDone = outcome.state === 'done';
      const detail = { ...facts, ...(isDone ? factsOf(outcome.answer) : {}), sentAt };
      notification.open({
        key: commandId,
        type: isDone ? 'success' : 'warning',
        duration: false,
        // Where it lies over no button and no key.
        placement: 'bottomRight',
        role: 'alert',
        title: t(isDone ? 'common.outcomeDone' : 'common.outcomeNotDone', { command: commandWord(name, t) }),
        description: <ErrorDetail detail={detail} />,
      });
    },
    [notification, t],
  );
  useClarification({ userId, ledgerPath }, tell);
}
