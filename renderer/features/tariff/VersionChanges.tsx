import { Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { compareVersions, type TariffContent, type VersionChange } from '#shared/domain/tariff/index.ts';

type Props = { readonly before: TariffContent; readonly after: TariffContent; readonly beforeNo: number };

/** What a version changes against another one, figure by figure. */
export function VersionChanges({ before, after, beforeNo }: Props) {
  const { t } = useTranslation();
  const changes = compareVersions(before, after);
  return (
    <Table<VersionChange>
      size="small"
      rowKey={({ part, code, field }) => `${part} ${code} ${field}`}
      pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
      title={() => <Typography.Text strong>{t('tariff.changesTo', { number: beforeNo })}</Typography.Text>}
      locale={{ emptyText: t('tariff.noChanges') }}
      dataSource={[...changes]}
      columns={[
        {
          title: t('tariff.part'),
          width: 110,
          render: (_value, { part }) => <Tag>{t(`tariff.parts.${part}`)}</Tag>,
        },
        { title: t('tariff.item'), dataIndex: 'name', width: 200 },
        {
          title: t('tariff.field'),
          width: 200,
          render: (_value, { field, before: old }) =>
            field === '' ? t(old === undefined ? 'tariff.added' : 'tariff.removed') : <code>{field}</code>,
        },
        {
          title: t('tariff.before'),
          render: (_value, { field, before: old }) => (field === '' ? '' : (old ?? '–')),
        },
        {
          title: t('tariff.after'),
          render: (_value, { field, after: fresh }) => (field === '' ? '' : (fresh ?? '–')),
        },
      ]}
    />
  );
}
