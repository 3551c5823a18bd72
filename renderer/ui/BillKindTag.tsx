import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BillKind } from '#shared/domain/billing/billCorrection.ts';

const COLOURS: Record<BillKind, string> = {
  regular: 'default',
  reversal: 'red',
  rebill: 'blue',
  adjustment: 'purple',
};

export function BillKindTag({ kind }: { readonly kind: BillKind }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[kind]}>{t(`correction.billKinds.${kind}`)}</Tag>;
}
