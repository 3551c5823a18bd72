import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly value: boolean | null;
  readonly onChange: (isComplete: boolean | null) => void;
};

/** Imported files of which every line was taken, or those that have lines left; cleared it means all of them. */
export function CompletenessSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Select<'complete' | 'incomplete'>
      allowClear
      style={{ width: 170 }}
      placeholder={t('lines.completeness')}
      aria-label={t('lines.completeness')}
      value={value === null ? null : value ? 'complete' : 'incomplete'}
      onChange={(chosen) => onChange(chosen === undefined ? null : chosen === 'complete')}
      options={[
        { value: 'incomplete', label: t('lines.incomplete') },
        { value: 'complete', label: t('lines.complete') },
      ]}
    />
  );
}
