import { Button, Descriptions, Drawer, Flex, Popconfirm, Spin, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffActivate, tariffDetail } from '#shared/contract/tariff.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { parseTariffContent } from '#shared/domain/tariff/index.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { CaseTable } from './CaseTable.tsx';
import { ItemTable } from './ItemTable.tsx';
import { VersionDialog } from './VersionDialog.tsx';

type Version = OutputOf<typeof tariffDetail>['versions'][number];

/** A tariff with its versions: items, worked cases, and the release by a second person. */
export function TariffDrawer({
  tariffId,
  onClose,
}: {
  readonly tariffId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const tariff = useLedgerQuery(tariffDetail, { tariffId });
  const [isWriting, setWriting] = useState(false);
  const latest = tariff.data?.versions[0];
  return (
    <Drawer
      open
      size={960}
      onClose={onClose}
      title={tariff.data?.name ?? t('tariff.title')}
      extra={
        latest &&
        can('tariff.edit') && <Button onClick={() => setWriting(true)}>{t('tariff.newVersion')}</Button>
      }
    >
      <ErrorPanel error={tariff.error} onRetry={() => void tariff.refetch()} />
      {tariff.isPending && <Spin />}
      <Tabs
        items={(tariff.data?.versions ?? []).map((version) => ({
          key: version.tariffVersionId,
          label: t('tariff.version', { number: version.versionNo }),
          children: <VersionView version={version} />,
        }))}
      />
      {isWriting && tariff.data && latest && (
        <VersionDialog
          from={{
            tariffCode: tariff.data.tariffCode,
            name: tariff.data.name,
            customerClass: tariff.data.customerClass,
            documentNo: latest.documentNo,
            content: latest.content,
          }}
          onClose={() => setWriting(false)}
        />
      )}
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
