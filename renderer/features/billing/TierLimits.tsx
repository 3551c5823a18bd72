import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

type Inputs = Readonly<Record<string, string>>;

/** How the limits of a tier came about, where they are not those of the tariff: by demand, days, months, household. */
export function TierLimits({ inputs }: { readonly inputs: Inputs }) {
  const { t } = useTranslation();
  const { fromFormula, upToFormula, people, monthShare, yearMonths, limitPlaces } = inputs;
  if (fromFormula === undefined && upToFormula === undefined) return null;
  // What was worked out is said first, then with what.
  const words = [
    ...(fromFormula === undefined ? [] : [t('limits.from', { replace: inputs })]),
    ...(upToFormula === undefined ? [] : [t('limits.upTo', { replace: inputs })]),
    ...(inputs.kw === undefined ? [] : [t('limits.demand', { replace: inputs })]),
    ...(people === undefined ? [] : [t('limits.household', { replace: inputs })]),
    ...(inputs.days === undefined ? [] : [t('limits.days', { replace: inputs })]),
    ...(monthShare === undefined ? [] : [t('limits.months', { replace: inputs })]),
    ...(yearMonths === undefined ? [] : [t('limits.year', { replace: inputs })]),
    ...(limitPlaces === undefined ? [] : [t('limits.places', { replace: inputs })]),
  ];
  return <Typography.Text type="secondary">{words.join(t('limits.and'))}</Typography.Text>;
}
