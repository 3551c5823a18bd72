import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CONDITION_CODES } from '#shared/domain/tariff/index.ts';
import { classWord } from '../../ui/CustomerClass.tsx';
import { listText } from '../../ui/listText.ts';

type Condition = Readonly<Record<string, string>>;

/** Why an item applied to the bill that does not always: what it asks for, with the figures of the bill. */
export function MetCondition({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation();
  const { customerClass = '', basicChargeBy: way, months = '' } = condition;
  const words = {
    ...condition,
    customerClass: classWord(customerClass, t),
    months: listText(months.split(' '), t),
    way: way === 'capacity' || way === 'contract' || way === 'actual' ? t(`explanation.ways.${way}`) : '',
  };
  const told = CONDITION_CODES.filter((code) => code in condition);
  if (told.length === 0) return null;
  return (
    <Typography.Text type="secondary">
      {t('explanation.applies')}{' '}
      {told.map((code) => t(`explanation.conditions.${code}`, { replace: words })).join(t('limits.and'))}
    </Typography.Text>
  );
}
