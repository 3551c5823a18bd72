import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AnomalySeverity, AnomalyState } from '#shared/domain/reading/anomalyRules.ts';

const SEVERITY_COLOURS: Record<AnomalySeverity, string> = { stop: 'red', confirm: 'orange', note: 'blue' };
const STATE_COLOURS: Record<AnomalyState, string> = {
  open: 'orange',
  noted: 'blue',
  confirmed: 'green',
  corrected: 'green',
};

export function SeverityTag({ severity }: { readonly severity: AnomalySeverity }) {
  const { t } = useTranslation();
  return <Tag color={SEVERITY_COLOURS[severity]}>{t(`reading.severities.${severity}`)}</Tag>;
}

export function AnomalyStateTag({ state }: { readonly state: AnomalyState }) {
  const { t } = useTranslation();
  return <Tag color={STATE_COLOURS[state]}>{t(`reading.states.${state}`)}</Tag>;
}

/** Says that the same was found month after month. */
export function MonthsTag({ months }: { readonly months: number }) {
  const { t } = useTranslation();
  return months < 2 ? null : <Tag color="gold">{t('reading.monthsInARow', { count: months })}</Tag>;
}
