import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type ItemClass,
  type ItemState,
  isAgreement,
  type ReconciliationState,
} from '#shared/domain/reconciliation/itemClasses.ts';

const STATE_COLOURS: Record<ItemState, string> = {
  agreed: 'default',
  open: 'red',
  proposed: 'orange',
  resolved: 'green',
};

export function ItemStateTag({ state }: { readonly state: ItemState }) {
  const { t } = useTranslation();
  return <Tag color={STATE_COLOURS[state]}>{t(`reconciliation.itemStates.${state}`)}</Tag>;
}

export function ItemClassTag({ itemClass }: { readonly itemClass: ItemClass }) {
  const { t } = useTranslation();
  return (
    <Tag color={isAgreement(itemClass) ? 'default' : 'volcano'}>
      {t(`reconciliation.classes.${itemClass}`)}
    </Tag>
  );
}

export function DayStateTag({ state }: { readonly state: ReconciliationState }) {
  const { t } = useTranslation();
  return <Tag color={state === 'signed_off' ? 'green' : 'blue'}>{t(`reconciliation.states.${state}`)}</Tag>;
}
