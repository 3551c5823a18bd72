import { Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { RouteDialog } from './RouteDialog.tsx';

export type Route = OutputOf<typeof routeList>['rows'][number];

/** The reading routes with their days, readers and sizes. */
export function RoutesPage() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const routes = useLedgerQuery(routeList, {});
  const [edited, setEdited] = useState<Route | 'new' | null>(null);
  const open = (route: Route) => can('customer.edit') && setEdited(route);
  return (
    <PageFrame
      title={t('customers.routes')}
      actions={
        can('customer.edit') && (
          <HotkeyButton type="primary" hotkey="F2" onPress={() => setEdited('new')}>
            {t('customers.addRoute')}
          </HotkeyButton>
        )
      }
    >
      <ErrorPanel error={routes.error} onRetry={() => void routes.refetch()} />
      <Table<Route>
        size="small"
        rowKey="routeId"
        loading={routes.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        dataSource={routes.data?.rows ?? []}
        locale={{ emptyText: t('common.empty') }}
        onRow={(route) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => open(route),
          onKeyDown: ({ key }) => key === 'Enter' && open(route),
        })}
        columns={[
          { title: t('customers.routeNo'), dataIndex: 'routeNo', width: 140 },
          { title: t('customers.routeName'), dataIndex: 'name' },
          { title: t('customers.cycleDay'), dataIndex: 'cycleDay', width: 120, align: 'right' },
          {
            title: t('customers.reader'),
            dataIndex: 'readerName',
            width: 160,
            render: (name: string | null) => name ?? '–',
          },
          { title: t('customers.pointCount'), dataIndex: 'pointCount', width: 120, align: 'right' },
        ]}
      />
      {edited && <RouteDialog route={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </PageFrame>
  );
}
