import { Alert, App, Descriptions, Drawer, Flex, Spin, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionCurrent } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffActivate, tariffDetail, tariffExport } from '#shared/contract/tariff.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { parseTariffContent } from '#shared/domain/tariff/index.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { ActivationRefusals } from './ActivationRefusals.tsx';
import { CaseTable } from './CaseTable.tsx';
import { HeatMap } from './HeatMap.tsx';
import { ItemTable } from './ItemTable.tsx';
import { Timeline } from './Timeline.tsx';
import { VersionChanges } from './VersionChanges.tsx';
import { VersionDialog } from './VersionDialog.tsx';
import { voltageText } from './voltageText.ts';
import { WhatIfDrawer } from './WhatIf.tsx';

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
  const [openId, setOpenId] = useState<string | null>(null);
  const latest = tariff.data?.versions[0];
  return (
    <Drawer
      open
      size={960}
      onClose={onClose}
      title={tariff.data?.name ?? t('tariff.title')}
      extra={
        latest &&
        can('tariff.edit') && (
          <HotkeyButton hotkey="F2" onPress={() => setWriting(true)}>
            {t('tariff.newVersion')}
          </HotkeyButton>
        )
      }
    >
      <ErrorPanel error={tariff.error} onRetry={() => void tariff.refetch()} />
      {tariff.isPending && <Spin />}
      {tariff.data && (
        <Flex vertical gap={12}>
          <Timeline versions={tariff.data.versions} onOpen={setOpenId} />
          <Tabs
            activeKey={openId ?? latest?.tariffVersionId ?? ''}
            onChange={setOpenId}
            items={tariff.data.versions.map((version) => ({
              key: version.tariffVersionId,
              label: t('tariff.version', { number: version.versionNo }),
              children: (
                <VersionView
                  version={version}
                  before={versionBefore(version, tariff.data.versions)}
                  customerClass={tariff.data.customerClass}
                />
              ),
            }))}
          />
        </Flex>
      )}
      {isWriting && tariff.data && latest && (
        <VersionDialog
          from={{
            tariffCode: tariff.data.tariffCode,
            name: tariff.data.name,
            customerClass: tariff.data.customerClass,
            documentNo: latest.documentNo,
            content: latest.content,
          }}
          onClose={() => {
            setWriting(false);
            setOpenId(null);
          }}
        />
      )}
    </Drawer>
  );
}

/** The version that was in force before, or written before where none was. */
function versionBefore(version: Version, versions: readonly Version[]): Version | null {
  const earlier = versions.filter(
    ({ startOn, versionNo }) =>
      startOn < version.startOn || (startOn === version.startOn && versionNo < version.versionNo),
  );
  const inForce = earlier.filter(({ activatedAt }) => activatedAt !== null);
  const candidates = inForce.length > 0 ? inForce : earlier;
  return candidates.toSorted((left, right) => (left.startOn < right.startOn ? -1 : 1)).at(-1) ?? null;
}

type ViewProps = {
  readonly version: Version;
  readonly before: Version | null;
  readonly customerClass: string;
};

function VersionView({ version, before, customerClass }: ViewProps) {
  const { t } = useTranslation();
  const [isTrying, setTrying] = useState(false);
  const content = parseTariffContent(version.content);
  const contentBefore = before === null ? null : parseTariffContent(before.content);
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
          ...(content.ok && content.value.priceClass !== undefined
            ? [
                {
                  key: 'category',
                  label: t('tariff.category'),
                  children: content.value.priceClass.category.join(' '),
                },
                {
                  key: 'voltage',
                  label: t('tariff.voltage'),
                  children: voltageText(content.value.priceClass.voltageLevel, t),
                },
              ]
            : []),
        ]}
      />
      {version.activatedAt === null && <Activation version={version} />}
      {content.ok && <ItemTable content={content.value} />}
      {content.ok && content.value.calendar !== null && (
        <HeatMap
          calendar={content.value.calendar}
          customerClass={customerClass}
          year={Number(version.startOn.slice(0, 4))}
        />
      )}
      {content.ok && contentBefore?.ok && before !== null && (
        <VersionChanges before={contentBefore.value} after={content.value} beforeNo={before.versionNo} />
      )}
      <Flex gap={8}>
        <HotkeyButton hotkey="F6" onPress={() => setTrying(true)}>
          {t('tariff.whatIf')}
        </HotkeyButton>
        <ExportTableButton version={version} />
      </Flex>
      {isTrying && (
        <WhatIfDrawer
          tariffVersionId={version.tariffVersionId}
          title={t('tariff.version', { number: version.versionNo })}
          onClose={() => setTrying(false)}
        />
      )}
      <CaseTable cases={version.cases} />
    </Flex>
  );
}

/** Writes the version as a price table that can be changed in a spreadsheet and read again. */
function ExportTableButton({ version }: { readonly version: Version }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const write = useCommand(tariffExport);
  const { tariffVersionId, documentNo, versionNo } = version;
  const save = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      suggestedName: `${documentNo} ${versionNo}.xlsx`.replaceAll(/[\\/:*?"<>|]/g, ' '),
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    });
    if (path !== null && (await write.run({ tariffVersionId, path }))) {
      void message.success(t('tariff.exported', { path }));
    }
  };
  return (
    <>
      <HotkeyButton hotkey="F7" loading={write.isRunning} onPress={() => void save()}>
        {t('tariff.exportTable')}
      </HotkeyButton>
      <ErrorPanel error={write.error} />
    </>
  );
}

function Activation({ version }: { readonly version: Version }) {
  const { t } = useTranslation();
  const session = useLedgerQuery(sessionCurrent, {});
  const activate = useCommand(tariffActivate);
  const { modal } = App.useApp();
  const askActivation = () =>
    modal.confirm({
      title: t('tariff.activateConfirm'),
      onOk: () => activate.run({ tariffVersionIds: [version.tariffVersionId] }),
    });
  if (!isPermitted(session.data?.user?.roles ?? [], 'tariff.activate')) return null;
  return (
    <Flex vertical gap={8} align="start">
      {version.isOwn && <Alert type="info" showIcon title={t('tariff.ownVersion')} />}
      <HotkeyButton
        type="primary"
        hotkey="F9"
        disabled={version.isOwn}
        loading={activate.isRunning}
        onPress={askActivation}
      >
        {t('tariff.activate')}
      </HotkeyButton>
      <ActivationRefusals error={activate.error} />
    </Flex>
  );
}
