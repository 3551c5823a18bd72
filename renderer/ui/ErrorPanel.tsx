import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CallFailed } from '../api/client.ts';
import type { ErrorCode } from '../locales/words.ts';

type Props = { readonly error: unknown; readonly onRetry?: () => void };

/** Says in words what was refused and why, with the figures that came along. */
export function ErrorPanel({ error, onRetry }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const failure = error instanceof CallFailed ? error.error : null;
  const detail = failure ? Object.entries(failure.detail) : [];
  return (
    <Alert
      type={failure?.kind === 'refusal' ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={failure ? t(`errors.${failure.code as ErrorCode}`) : String(error)}
      description={
        detail.length > 0 && (
          <Typography.Text type="secondary" style={{ wordBreak: 'break-word' }}>
            {detail.map(([key, value]) => (
              <div key={key}>
                {key === 'incidentId' ? t('common.incident') : key}: {readable(value)}
              </div>
            ))}
          </Typography.Text>
        )
      }
      action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}

function readable(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
