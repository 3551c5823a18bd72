import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionState } from '#shared/domain/billing/billCorrection.ts';

const COLOURS: Record<CorrectionState, string> = {
  open: 'blue',
  submitted: 'orange',
  approved: 'green',
  rejected: 'default',
  withdrawn: 'default',
};

export function CorrectionStateTag({ state }: { readonly state: CorrectionState }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[state]}>{t(`correction.states.${state}`)}</Tag>;
}
