import { Select, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '#shared/contract/define.ts';
import type { tariffImportSheet } from '#shared/contract/priceSheet.ts';

type Row = OutputOf<typeof tariffImportSheet>['rows'][number];
type Target = Row['targets'][number];
type RowPick = NonNullable<InputOf<typeof tariffImportSheet>['picks']>[number];
type Named = { readonly tariffCode: string; readonly name: string };

/** What a person chose for a row: codes of tariffs, a tariff to make a new one after, or that nothing takes it. */
export type Picks = Readonly<Record<string, readonly string[]>>;

const LEFT_OUT = '-';
const LIKE = 'like:';

/** The choices as the command takes them. A row of which all choices were taken back goes by its class again. */
export function picksOf(picks: Picks): readonly RowPick[] {
  return Object.entries(picks).flatMap(([cell, chosen]): RowPick[] => {
    const like = chosen.find((value) => value.startsWith(LIKE));
    if (like !== undefined) return [{ cell, like: like.slice(LIKE.length) }];
    if (chosen.includes(LEFT_OUT)) return [{ cell, tariffCodes: [] }];
    return chosen.length === 0 ? [] : [{ cell, tariffCodes: [...chosen] }];
  });
}

const STATE_COLORS: Readonly<Record<Target['state'], string>> = {
  new_tariff: 'blue',
  new_version: 'green',
  unchanged: 'default',
  refused: 'red',
};

type Props = {
  readonly rows: readonly Row[];
  readonly tariffs: readonly Named[];
  readonly picks: Picks;
  readonly onPick: (cell: string, chosen: readonly string[]) => void;
};

/** The rows of a price table: the tariffs that each goes to, and their old prices against the new ones. */
export function PriceSheetRows({ rows, tariffs, picks, onPick }: Props) {
  const { t } = useTranslation();
  const options = [
    { value: LEFT_OUT, label: t('tariff.leaveRowOut') },
    {
      label: t('tariff.toTariff'),
      options: tariffs.map(({ tariffCode, name }) => ({
        value: tariffCode,
        label: `${name} · ${tariffCode}`,
      })),
    },
    {
      label: t('tariff.newLike'),
      options: tariffs.map(({ tariffCode, name }) => ({
        value: `${LIKE}${tariffCode}`,
        label: t('tariff.newLikeOne', { name }),
      })),
    },
  ];
  return (
    <Table<Row>
      size="small"
      rowKey="cell"
      pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
      scroll={{ y: 380 }}
      dataSource={[...rows]}
      columns={[
        { title: t('tariff.cell'), dataIndex: 'cell', width: 70 },
        { title: t('tariff.category'), width: 190, render: (_value, { category }) => category.join(' ') },
        { title: t('tariff.voltage'), dataIndex: 'voltage', width: 120 },
        {
          title: t('tariff.toTariff'),
          width: 300,
          render: (_value, { cell, targets }) => (
            <Select
              mode="multiple"
              aria-label={t('tariff.tariffOfRow', { cell })}
              style={{ width: '100%' }}
              placeholder={t('tariff.pickTariff')}
              value={[...(picks[cell] ?? targets.map(({ tariffCode }) => tariffCode))]}
              options={options}
              onChange={(chosen: string[]) => onPick(cell, exclusive(chosen))}
            />
          ),
        },
        { title: t('tariff.oldAndNew'), render: (_value, { targets }) => <Changes targets={targets} /> },
      ]}
    />
  );
}

/** To leave a row out, or to make a new tariff, stands alone; tariffs may be several. */
function exclusive(chosen: readonly string[]): readonly string[] {
  const isAlone = (value: string) => value === LEFT_OUT || value.startsWith(LIKE);
  const last = chosen.at(-1);
  if (last !== undefined && isAlone(last)) return [last];
  return chosen.filter((value) => !isAlone(value));
}

function Changes({ targets }: { readonly targets: readonly Target[] }) {
  const { t } = useTranslation();
  return targets.map(({ tariffCode, name, state, changes, isCalendarChanged, caseCount, casesPassed }) => (
    <div key={tariffCode}>
      <Tag color={STATE_COLORS[state]}>{t(`tariff.sheetStates.${state}`)}</Tag>
      {targets.length > 1 && <Typography.Text type="secondary">{name} </Typography.Text>}
      {state !== 'refused' && (
        <Tag color={casesPassed ? 'green' : 'orange'}>
          {caseCount === 0 ? t('tariff.notCompared') : t(casesPassed ? 'tariff.passed' : 'tariff.failed')}
        </Tag>
      )}
      {isCalendarChanged && <Tag color="blue">{t('tariff.calendarChanged')}</Tag>}
      {state === 'new_version' && changes.length === 0 && t('tariff.pricesUnchanged')}
      {changes.map(({ itemName, field, before, after }) => (
        <div key={`${itemName} ${field}`} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {itemName} <FieldName field={field} /> {before ?? '–'} → <b>{after ?? '–'}</b>
        </div>
      ))}
    </div>
  ));
}

/** `prices.peak` as the period, `tiers.2.price` as the tier; a single price needs no name. */
function FieldName({ field }: { readonly field: string }) {
  const { t } = useTranslation();
  const parts = field.split('.');
  const tier = parts[0] === 'tiers' ? t('tariff.tierNo', { number: parts[1] }) : '';
  const last = parts.at(-1);
  const isLimit = last === 'upToKwh' ? t('tariff.tierLimit') : '';
  const period =
    last === 'sharp' || last === 'peak' || last === 'flat' || last === 'valley' || last === 'deep_valley'
      ? t(`tariff.periods.${last}`)
      : '';
  return <Typography.Text type="secondary">{[tier, isLimit, period].join('')}</Typography.Text>;
}
