import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VOUCHER_STATES } from '#shared/contract/accounting.ts';

type State = (typeof VOUCHER_STATES)[number];

const STATE_COLOURS: Record<State, string> = { prepared: 'orange', approved: 'green', rejected: 'default' };

export function VoucherStateTag({ state }: { readonly state: State }) {
  const { t } = useTranslation();
  return <Tag color={STATE_COLOURS[state]}>{t(`accounting.states.${state}`)}</Tag>;
}
