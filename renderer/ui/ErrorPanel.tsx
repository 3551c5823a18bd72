import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CallFailed } from '../api/client.ts';
import type { ErrorCode } from '../locales/words.ts';
import { ErrorDetail } from './ErrorDetail.tsx';

type Props = { readonly error: unknown; readonly onRetry?: () => void };

/** Says in words what was refused and why, with the figures that came along. */
export function ErrorPanel({ error, onRetry }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const failure = error instanceof CallFailed ? error.error : null;
  return (
    <Alert
      type={failure?.kind === 'refusal' ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={failure ? t(`errors.${failure.code as ErrorCode}`) : String(error)}
      description={failure && <ErrorDetail detail={failure.detail} />}
      action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
