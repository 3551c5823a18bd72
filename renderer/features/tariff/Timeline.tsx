import { Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { tariffDetail } from '#shared/contract/tariff.ts';
import { useOffice } from '../../api/useOffice.ts';
import { oneLine } from '../../ui/oneLine.ts';

type Version = OutputOf<typeof tariffDetail>['versions'][number];
type Props = { readonly versions: readonly Version[]; readonly onOpen: (tariffVersionId: string) => void };

/** The versions over time: from when to when each prices, and which one does today. */
export function Timeline({ versions, onOpen }: Props) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const today = ledger?.businessDate ?? '';
  const active = versions
    .filter(({ activatedAt }) => activatedAt !== null)
    .toSorted((left, right) => (left.startOn < right.startOn ? -1 : 1));
  const endOf = ({ startOn }: Version) => active.find((other) => other.startOn > startOn)?.startOn ?? null;
  const stateOf = (version: Version) => {
    if (version.activatedAt === null) return 'draft';
    const end = endOf(version);
    if (version.startOn > today) return 'coming';
    return end === null || end > today ? 'current' : 'past';
  };
  return (
    <Table<Version>
      size="small"
      rowKey="tariffVersionId"
      pagination={false}
      title={() => <Typography.Text strong>{t('tariff.timeline')}</Typography.Text>}
      dataSource={[...versions]}
      onRow={({ tariffVersionId }) => ({
        onClick: () => onOpen(tariffVersionId),
        style: { cursor: 'pointer' },
      })}
      columns={[
        {
          title: t('tariff.versionNo'),
          ...oneLine,
          render: (_value, { versionNo }) => t('tariff.version', { number: versionNo }),
        },
        { title: t('tariff.startOn'), dataIndex: 'startOn', ...oneLine },
        {
          title: t('tariff.endOn'),
          ...oneLine,
          render: (_value, version) =>
            version.activatedAt === null ? '–' : (endOf(version) ?? t('tariff.openEnd')),
        },
        {
          title: t('tariff.state'),
          render: (_value, version) => {
            const state = stateOf(version);
            return <Tag color={COLOURS[state]}>{t(`tariff.states.${state}`)}</Tag>;
          },
        },
        { title: t('tariff.documentNo'), dataIndex: 'documentNo' },
        { title: t('tariff.createdBy'), dataIndex: 'createdByName', ...oneLine },
        {
          title: t('tariff.activatedBy'),
          ...oneLine,
          render: (_value, version) => version.activatedByName ?? '–',
        },
      ]}
    />
  );
}

const COLOURS = { draft: 'orange', coming: 'blue', current: 'green', past: 'default' } as const;
