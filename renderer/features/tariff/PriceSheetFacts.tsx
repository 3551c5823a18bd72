import { Alert, Descriptions, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { RefusedPriceSheet, tariffImportSheet } from '#shared/contract/priceSheet.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';
import { listText } from '../../ui/listText.ts';

type Sheet = OutputOf<typeof tariffImportSheet>;
type SheetError = RefusedPriceSheet['errors'][number];

/** What a price table says around its rows, and what of the office or of itself it leaves alone. */
export function PriceSheetFacts({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation();
  const targets = sheet.rows.flatMap((row) => row.targets);
  const isUnproven = targets.some(({ state, casesPassed }) => state !== 'refused' && !casesPassed);
  return (
    <>
      <Descriptions
        size="small"
        column={4}
        items={[
          { key: 'title', label: t('tariff.sheetTitle'), children: sheet.title, span: 2 },
          { key: 'start', label: t('tariff.startOn'), children: sheet.startOn },
          { key: 'document', label: t('tariff.documentNo'), children: sheet.documentNo },
          ...(sheet.includesFunds === null
            ? []
            : [
                {
                  key: 'funds',
                  label: t('tariff.fundsInPrice'),
                  children: t(sheet.includesFunds ? 'tariff.withFunds' : 'tariff.withoutFunds'),
                },
              ]),
          { key: 'rows', label: t('tariff.sheetRows'), children: sheet.rows.length },
          { key: 'tariffs', label: t('tariff.sheetTariffs'), children: targets.length },
        ]}
      />
      {isUnproven && <Alert type="info" showIcon title={t('tariff.sheetUnproven')} />}
      {sheet.unstated.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('tariff.sheetUnstated', {
            names: listText(
              sheet.unstated.map(({ name }) => name),
              t,
            ),
          })}
        />
      )}
      {sheet.ignored.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('tariff.sheetIgnored', { headings: listText(sheet.ignored, t) })}
        />
      )}
    </>
  );
}

/** What does not fit, cell by cell. */
export function PriceSheetErrors({ errors }: { readonly errors: readonly SheetError[] }) {
  const { t } = useTranslation();
  return (
    <Table<SheetError>
      size="small"
      rowKey={({ cell, code, detail }) => `${cell} ${code} ${JSON.stringify(detail)}`}
      pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
      dataSource={[...errors]}
      columns={[
        { title: t('tariff.cell'), dataIndex: 'cell', width: 90 },
        {
          title: t('tariff.errorCode'),
          render: (_value, { code, detail }) => (
            <>
              <Typography.Text type="danger">{t(`tariff.sheetErrors.${code}`)}</Typography.Text>
              <ErrorDetail detail={detail} />
            </>
          ),
        },
      ]}
    />
  );
}
