import { Button, Descriptions, Flex, Table, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { customerDetail } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { PeriodMapping } from '#shared/domain/customers/periodMapping.ts';
import { REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { useOffice } from '../../api/useOffice.ts';
import { Quantity } from '../../ui/Amount.tsx';
import { oneLine } from '../../ui/oneLine.ts';
import { AssignTariffDialog } from './AssignTariffDialog.tsx';
import { ExchangeDialog } from './ExchangeDialog.tsx';
import { InstallDialog } from './InstallDialog.tsx';
import { MeterDialog } from './MeterDialog.tsx';
import { mappingText } from './PeriodMappingField.tsx';
import { PointDialog } from './PointDialog.tsx';
import { SubSupplies } from './SubSupplies.tsx';
import { SupplyTerms } from './SupplyTerms.tsx';

type Point = OutputOf<typeof customerDetail>['servicePoints'][number];

/** One service point: place in the route, meters, tariffs and its latest readings. */
export function PointView({ point, customerId }: { readonly point: Point; readonly customerId: string }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [isEditing, setEditing] = useState(false);
  return (
    <Flex vertical gap={12}>
      <Descriptions
        size="small"
        column={3}
        items={[
          { key: 'route', label: t('customers.route'), children: `${point.routeNo} ${point.routeName}` },
          { key: 'position', label: t('customers.position'), children: point.routePosition },
          { key: 'capacity', label: t('customers.capacity'), children: point.capacityKva ?? '–' },
        ]}
        extra={
          can('customer.edit') && (
            <Button size="small" onClick={() => setEditing(true)}>
              {t('customers.editPoint')}
            </Button>
          )
        }
      />
      <Meters point={point} />
      <SupplyTerms servicePointId={point.servicePointId} />
      <SubSupplies servicePointId={point.servicePointId} />
      <Tariffs point={point} />
      <Readings point={point} />
      {isEditing && <PointDialog customerId={customerId} point={point} onClose={() => setEditing(false)} />}
    </Flex>
  );
}

function heading(text: string, action?: ReactNode) {
  return () => (
    <Flex justify="space-between">
      <Typography.Text strong>{text}</Typography.Text>
      {action}
    </Flex>
  );
}

function Meters({ point }: { readonly point: Point }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [exchanged, setExchanged] = useState<Point['installations'][number] | null>(null);
  const [corrected, setCorrected] = useState<Point['installations'][number] | null>(null);
  const [isInstalling, setInstalling] = useState(false);
  const isMetered = point.installations.some(({ removedOn }) => removedOn === null);
  return (
    <>
      <Table<Point['installations'][number]>
        size="small"
        rowKey="installationId"
        pagination={false}
        title={heading(
          t('customers.meters'),
          !isMetered && can('meter.exchange') && (
            <Button size="small" onClick={() => setInstalling(true)}>
              {t('customers.install')}
            </Button>
          ),
        )}
        dataSource={point.installations}
        locale={{ emptyText: t('customers.noMeter') }}
        columns={[
          { title: t('customers.meterNo'), dataIndex: 'meterNo' },
          {
            title: t('customers.registers'),
            dataIndex: 'registers',
            render: (codes: RegisterCode[]) =>
              REGISTER_CODES.filter((code) => codes.includes(code))
                .map((code) => t(`customers.registerCodes.${code}`))
                .join(' '),
          },
          {
            title: t('customers.periodMapping'),
            dataIndex: 'periodMapping',
            render: (mapping: PeriodMapping) => mappingText(mapping, t) || '–',
          },
          { title: t('customers.digits'), dataIndex: 'digits', align: 'right' },
          { title: t('customers.decimals'), dataIndex: 'decimals', align: 'right' },
          { title: t('customers.multiplier'), dataIndex: 'multiplier', align: 'right' },
          { title: t('customers.installedOn'), dataIndex: 'installedOn', ...oneLine },
          {
            title: t('customers.removedOn'),
            dataIndex: 'removedOn',
            ...oneLine,
            render: (day: string | null) => day ?? '–',
          },
          {
            width: 140,
            align: 'right',
            render: (_value, installation) =>
              can('meter.exchange') && (
                <Flex gap={4} justify="end">
                  <Button size="small" onClick={() => setCorrected(installation)}>
                    {t('customers.correct')}
                  </Button>
                  {installation.removedOn === null && (
                    <Button size="small" onClick={() => setExchanged(installation)}>
                      {t('customers.exchange')}
                    </Button>
                  )}
                </Flex>
              ),
          },
        ]}
      />
      {isInstalling && (
        <InstallDialog servicePointId={point.servicePointId} onClose={() => setInstalling(false)} />
      )}
      {corrected && <MeterDialog installation={corrected} onClose={() => setCorrected(null)} />}
      {exchanged && (
        <ExchangeDialog
          servicePointId={point.servicePointId}
          installation={exchanged}
          onClose={() => setExchanged(null)}
        />
      )}
    </>
  );
}

function Tariffs({ point }: { readonly point: Point }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [isAssigning, setAssigning] = useState(false);
  return (
    <>
      <Table<Point['tariffs'][number]>
        size="small"
        rowKey="assignmentId"
        pagination={false}
        title={heading(
          t('customers.tariffs'),
          can('tariff.assign') && (
            <Button size="small" onClick={() => setAssigning(true)}>
              {t('customers.assignTariff')}
            </Button>
          ),
        )}
        dataSource={point.tariffs}
        locale={{ emptyText: t('common.empty') }}
        columns={[
          { title: t('tariff.name'), dataIndex: 'tariffName' },
          { title: t('tariff.code'), dataIndex: 'tariffCode' },
          { title: t('customers.startOn'), dataIndex: 'startOn', ...oneLine },
          {
            title: t('customers.endOn'),
            dataIndex: 'endOn',
            ...oneLine,
            render: (day: string | null) => day ?? '–',
          },
        ]}
      />
      {isAssigning && (
        <AssignTariffDialog servicePointId={point.servicePointId} onClose={() => setAssigning(false)} />
      )}
    </>
  );
}

function Readings({ point }: { readonly point: Point }) {
  const { t } = useTranslation();
  return (
    <Table<Point['readings'][number]>
      size="small"
      rowKey="readingId"
      pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
      title={heading(t('customers.readings'))}
      dataSource={point.readings}
      locale={{ emptyText: t('common.empty') }}
      columns={[
        { title: t('common.period'), dataIndex: 'period' },
        { title: t('customers.readOn'), dataIndex: 'readOn', ...oneLine },
        { title: t('customers.meterNo'), dataIndex: 'meterNo' },
        {
          title: t('customers.register'),
          dataIndex: 'registerCode',
          render: (code: RegisterCode) => t(`customers.registerCodes.${code}`),
        },
        {
          title: t('customers.value'),
          dataIndex: 'value',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('customers.source'),
          dataIndex: 'source',
          render: (source: 'file' | 'keyed' | 'estimated' | 'customer') => t(`customers.sources.${source}`),
        },
      ]}
    />
  );
}
