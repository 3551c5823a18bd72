import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { readonly receipt: { readonly kind: 'payment' | 'reversal'; readonly isReversed: boolean } };

/** Whether a receipt stands, was taken back, or takes another one back. */
export function ReceiptTag({ receipt: { kind, isReversed } }: Props) {
  const { t } = useTranslation();
  if (kind === 'reversal') return <Tag color="red">{t('collection.reversal')}</Tag>;
  return isReversed ? (
    <Tag>{t('collection.reversed')}</Tag>
  ) : (
    <Tag color="green">{t('collection.stands')}</Tag>
  );
}
