import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { refusedActivation } from '#shared/contract/tariff.ts';
import type { CallFailed } from '../../api/client.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';

/** Why versions were not put in force: each that cannot be, with its own reason. */
export function ActivationRefusals({ error }: { readonly error: CallFailed | null }) {
  const { t } = useTranslation();
  if (error?.error.code !== 'not_activated') return <ErrorPanel error={error} />;
  const { versions } = refusedActivation.parse(error.error.detail);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('errors.not_activated')}
      description={versions.map(({ tariffVersionId, tariffCode, name, versionNo, code, detail }) => (
        <div key={tariffVersionId}>
          {name} · {tariffCode} {t('tariff.version', { number: versionNo })}: {t(`errors.${code}`)}
          {/* Who wrote it is said by the reason already. */}
          {code !== 'same_person' && (
            <div style={{ paddingInlineStart: 16 }}>
              <ErrorDetail detail={detail} />
            </div>
          )}
        </div>
      ))}
    />
  );
}
