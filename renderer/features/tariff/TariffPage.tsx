import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffList } from '#shared/contract/tariff.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { CustomerClass } from '../../ui/CustomerClass.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { DraftsDialog } from './DraftsDialog.tsx';
import { ExportSheetDialog } from './ExportSheetDialog.tsx';
import { Holidays } from './Holidays.tsx';
import { ImportTableDialog } from './ImportTableDialog.tsx';
import { PriceSheetDialog } from './PriceSheetDialog.tsx';
import { TariffDrawer } from './TariffDrawer.tsx';
import { VersionDialog } from './VersionDialog.tsx';

type Row = OutputOf<typeof tariffList>['rows'][number];

export function TariffPage() {
  const { t } = useTranslation();
  const tariffs = useLedgerQuery(tariffList, {});
  const { can } = useOffice();
  const [isWriting, setWriting] = useState(false);
  const [isShowingHolidays, setShowingHolidays] = useState(false);
  const [isReleasing, setReleasing] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [sheet, setSheet] = useState<'import' | 'export' | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <PageFrame
      title={t('tariff.title')}
      actions={
        <>
          <Button onClick={() => setSheet('export')}>{t('tariff.exportSheet')}</Button>
          <HotkeyButton hotkey="F6" onPress={() => setShowingHolidays(true)}>
            {t('tariff.holidays')}
          </HotkeyButton>
          {can('tariff.activate') && (
            <HotkeyButton hotkey="F9" onPress={() => setReleasing(true)}>
              {t('tariff.activateDrafts')}
            </HotkeyButton>
          )}
          {can('tariff.edit') && (
            <>
              <HotkeyButton hotkey="F4" onPress={() => setSheet('import')}>
                {t('tariff.importSheet')}
              </HotkeyButton>
              <HotkeyButton hotkey="F3" onPress={() => setImporting(true)}>
                {t('tariff.importTable')}
              </HotkeyButton>
              <HotkeyButton type="primary" hotkey="F2" onPress={() => setWriting(true)}>
                {t('tariff.newTariff')}
              </HotkeyButton>
            </>
          )}
        </>
      }
    >
      <ErrorPanel error={tariffs.error} onRetry={() => void tariffs.refetch()} />
      <Table<Row>
        size="small"
        rowKey="tariffId"
        pagination={false}
        loading={tariffs.isPending}
        dataSource={tariffs.data?.rows ?? []}
        locale={{ emptyText: t('common.empty') }}
        onRow={(row) => ({ onClick: () => setOpenId(row.tariffId), style: { cursor: 'pointer' } })}
        columns={[
          { title: t('tariff.code'), dataIndex: 'tariffCode', width: 150 },
          { title: t('tariff.name'), dataIndex: 'name', width: 110 },
          {
            title: t('tariff.customerClass'),
            dataIndex: 'customerClass',
            width: 100,
            render: (value: string) => <CustomerClass value={value} />,
          },
          {
            title: t('tariff.inForce'),
            width: 90,
            render: (_value, row) =>
              row.current ? (
                <Tag color="green">{t('tariff.version', { number: row.current.versionNo })}</Tag>
              ) : (
                <Tag>{t('tariff.notInForce')}</Tag>
              ),
          },
          { title: t('tariff.startOn'), width: 95, render: (_value, row) => row.current?.startOn ?? '–' },
          {
            title: t('tariff.documentNo'),
            ellipsis: true,
            render: (_value, row) => row.current?.documentNo ?? '–',
          },
          { title: t('tariff.points'), dataIndex: 'servicePointCount', width: 75, align: 'right' },
          {
            title: t('tariff.drafts'),
            dataIndex: 'draftCount',
            width: 80,
            align: 'right',
            render: (count: number) => (count > 0 ? <Tag color="orange">{count}</Tag> : count),
          },
        ]}
      />
      {isShowingHolidays && <Holidays onClose={() => setShowingHolidays(false)} />}
      {isReleasing && <DraftsDialog onClose={() => setReleasing(false)} />}
      {isImporting && <ImportTableDialog onClose={() => setImporting(false)} />}
      {sheet === 'import' && (
        <PriceSheetDialog tariffs={tariffs.data?.rows ?? []} onClose={() => setSheet(null)} />
      )}
      {sheet === 'export' && <ExportSheetDialog onClose={() => setSheet(null)} />}
      {isWriting && <VersionDialog onClose={() => setWriting(false)} />}
      {openId && <TariffDrawer tariffId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
