import { Alert, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { trialBillDetail } from '#shared/contract/billing.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { exceptionAdvice, exceptionFigures, exceptionWord } from './exceptionWords.ts';

type Exception = OutputOf<typeof trialBillDetail>['exceptions'][number];

const ALERT_TYPES = { stop: 'error', confirm: 'warning', note: 'info' } as const;

/** Why a bill cannot be issued, and what else is unusual about it: what, with which figures, and what to do. */
export function ExceptionAlerts({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  if (exceptions.length === 0) return null;
  return (
    <Flex vertical gap={6} style={{ marginBottom: 14 }}>
      {exceptions.map((exception) => (
        <ExceptionAlert key={exception.exceptionId} exception={exception} />
      ))}
    </Flex>
  );
}

function ExceptionAlert({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation();
  const { severity, state, reason, resolvedByName } = exception;
  const figures = exceptionFigures(exception, t);
  return (
    <Alert
      type={ALERT_TYPES[severity]}
      showIcon
      role="alert"
      title={`${t(`billing.severities.${severity}`)}: ${exceptionWord(exception, t)}`}
      description={
        <>
          {figures.map(({ key, word, text }) => (
            <div key={key} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {word}: {text}
            </div>
          ))}
          <div>
            {t('billing.advice')}: {exceptionAdvice(exception, t)}
          </div>
          {state !== 'open' && (
            <div>
              {t(`billing.exceptionStates.${state}`)}: {resolvedByName} {reason}
            </div>
          )}
        </>
      }
    />
  );
}
