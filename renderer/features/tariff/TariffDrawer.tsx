import { Button, Descriptions, Drawer, Flex, Popconfirm, Spin, Table, Tabs, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffActivate, tariffDetail } from '#shared/contract/tariff.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { parseTariffContent } from '#shared/domain/tariff/index.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { ItemTable } from './ItemTable.tsx';

type Version = OutputOf<typeof tariffDetail>['versions'][number];
type Case = Version['cases'][number];

/** A tariff with its versions: items, worked cases, and the release by a second person. */
export function TariffDrawer({
  tariffId,
  onClose,
}: {
  readonly tariffId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const tariff = useLedgerQuery(tariffDetail, { tariffId });
  return (
    <Drawer open size={960} onClose={onClose} title={tariff.data?.name ?? t('tariff.title')}>
      <ErrorPanel error={tariff.error} onRetry={() => void tariff.refetch()} />
      {tariff.isPending && <Spin />}
      <Tabs
        items={(tariff.data?.versions ?? []).map((version) => ({
          key: version.tariffVersionId,
          label: t('tariff.version', { number: version.versionNo }),
          children: <VersionView version={version} />,
        }))}
      />
    </Drawer>
  );
}

function VersionView({ version }: { readonly version: Version }) {
  const { t } = useTranslation();
  const content = parseTariffContent(version.content);
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={2}
        bordered
        items={[
          { key: 'start', label: t('tariff.startOn'), children: version.startOn },
          { key: 'document', label: t('tariff.documentNo'), children: version.documentNo },
          { key: 'author', label: t('tariff.createdBy'), children: version.createdByName },
          {
            key: 'release',
            label: t('tariff.activatedBy'),
            children: version.activatedByName ?? <Tag color="orange">{t('tariff.notInForce')}</Tag>,
          },
        ]}
      />
      {version.activatedAt === null && <Activation version={version} />}
      {content.ok && <ItemTable content={content.value} />}
      <CaseTable cases={version.cases} />
    </Flex>
  );
}

function Activation({ version }: { readonly version: Version }) {
  const { t } = useTranslation();
  const session = useLedgerQuery(sessionCurrent, {});
  const activate = useCommand(tariffActivate);
  if (!isPermitted(session.data?.user?.roles ?? [], 'tariff.activate')) return null;
  return (
    <Flex vertical gap={8} align="start">
      <Popconfirm
        title={t('tariff.activateConfirm')}
        onConfirm={() => void activate.run({ tariffVersionId: version.tariffVersionId })}
      >
        <Button type="primary" loading={activate.isRunning}>
          {t('tariff.activate')}
        </Button>
      </Popconfirm>
      <ErrorPanel error={activate.error} />
    </Flex>
  );
}

function CaseTable({ cases }: { readonly cases: readonly Case[] }) {
  const { t } = useTranslation();
  return (
    <Table<Case>
      size="small"
      rowKey="name"
      pagination={false}
      title={() => t('tariff.cases')}
      dataSource={[...cases]}
      expandable={{
        expandedRowRender: (row) => (
          <Table
            size="small"
            rowKey="itemCode"
            pagination={false}
            dataSource={row.lines}
            columns={[
              { title: t('tariff.item'), dataIndex: 'itemName' },
              { title: t('tariff.price'), dataIndex: 'formula' },
              {
                title: t('tariff.calculated'),
                dataIndex: 'unrounded',
                align: 'right',
                render: (value: string) => <Quantity value={value} />,
              },
              {
                dataIndex: 'amountMinor',
                align: 'right',
                render: (minor: number) => <Money minor={minor} />,
              },
            ]}
          />
        ),
      }}
      columns={[
        { title: t('tariff.caseName'), dataIndex: 'name' },
        { title: t('tariff.source'), dataIndex: 'source' },
        {
          title: t('tariff.expected'),
          dataIndex: 'expectedTotal',
          align: 'right',
          width: 110,
          render: (total: string | null) => <Quantity value={total} />,
        },
        {
          title: t('tariff.calculated'),
          dataIndex: 'totalMinor',
          align: 'right',
          width: 110,
          render: (minor: number | null) => (minor === null ? '–' : <Money minor={minor} />),
        },
        {
          width: 90,
          render: (_value, row) => {
            if (!row.passed) return <Tag color="red">{t('tariff.failed')}</Tag>;
            return row.isCompared ? (
              <Tag color="green">{t('tariff.passed')}</Tag>
            ) : (
              <Tag>{t('tariff.notCompared')}</Tag>
            );
          },
        },
      ]}
    />
  );
}
