import { Flex, Table } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import type { TariffContent, TariffItem } from '#shared/domain/tariff/index.ts';
import { itemTerms } from './itemTerms.ts';

/** The charge items of a version as a price table. */
export function ItemTable({ content }: { readonly content: TariffContent }) {
  const { t } = useTranslation();
  return (
    <Table<TariffItem>
      size="small"
      rowKey="code"
      pagination={false}
      title={() => t('tariff.items')}
      dataSource={content.items}
      columns={[
        { title: t('tariff.item'), dataIndex: 'name', width: 190 },
        { title: t('tariff.kind'), width: 150, render: (_value, item) => t(`tariff.kinds.${item.kind}`) },
        { title: t('tariff.price'), render: (_value, item) => <Lines of={priceLines(item, content, t)} /> },
        { title: t('terms.title'), width: 240, render: (_value, item) => <Lines of={itemTerms(item, t)} /> },
      ]}
    />
  );
}

function Lines({ of }: { readonly of: readonly string[] }) {
  return (
    <Flex vertical>
      {of.map((line) => (
        <span key={line} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {line}
        </span>
      ))}
    </Flex>
  );
}

function priceLines(item: TariffItem, { items }: TariffContent, t: TFunction): readonly string[] {
  const perKwh = t('tariff.perKwh');
  const named = (codes: readonly string[]) =>
    codes.map((code) => items.find((one) => one.code === code)?.name ?? code).join(' + ');
  switch (item.kind) {
    case 'energy':
    case 'surcharge':
      return [`${item.price} ${perKwh}`];
    case 'time_of_use':
      return PERIOD_CODES.flatMap((code) => {
        const price = item.prices[code];
        return price === undefined ? [] : [`${t(`tariff.periods.${code}`)} ${price} ${perKwh}`];
      });
    case 'tier_increment':
    case 'tiered_energy':
    case 'slab':
      return item.tiers.map(
        (tier) =>
          `${tier.upToKwh === null ? t('tariff.above') : t(`tariff.upTo.${item.basis}`, { kwh: tier.upToKwh })}: ${tierPrice(tier, t)} ${perKwh}`,
      );
    case 'fixed':
      return [`${item.amount} ${item.per === 'month' ? t('tariff.perMonth') : t('tariff.perDay')}`];
    case 'capacity':
      return [`${item.price} ${t('tariff.perKva')}`];
    case 'contract_demand':
    case 'actual_demand':
      return [`${item.price} ${t('tariff.perKw')}`];
    case 'demand': {
      const tiers = item.tiers ?? [{ upToKw: null, price: item.price ?? '' }];
      const limits = tiers.map(({ upToKw }) => upToKw && t('tariff.upToKw', { kw: upToKw }));
      return demandPrices(
        { ...item, tiers },
        { limits, excess: t('tariff.aboveContract'), unit: t('tariff.perKw') },
        t,
      );
    }
    case 'apparent_demand': {
      const tiers = item.tiers ?? [{ upToKva: null, price: item.price ?? '' }];
      const limits = tiers.map(({ upToKva }) => upToKva && t('tariff.upToKva', { kva: upToKva }));
      return demandPrices(
        { ...item, tiers },
        { limits, excess: t('tariff.aboveCapacity'), unit: t('tariff.perKva') },
        t,
      );
    }
    case 'reactive_energy':
      return [`${item.price} ${t('tariff.perKvarh')}${free('freeOfEnergy', item.freePercentOfEnergy, t)}`];
    case 'reactive_demand':
      return [`${item.price} ${t('tariff.perKvar')}${free('freeOfDemand', item.freePercentOfDemand, t)}`];
    case 'power_factor':
      return [
        ...(item.table ?? []).map(({ from, percent, perHundredth }) =>
          perHundredth === undefined
            ? `cos φ ≥ ${from}: ${percent} %`
            : `cos φ ≥ ${from}: ${percent} %, ${t('tariff.perHundredth', { percent: perHundredth })}`,
        ),
        `${item.table ? t('tariff.standards.table') : t(`tariff.standards.${item.standard}`)} (${named(item.of)})`,
      ];
    case 'percent':
      return [`${item.percent} % (${named(item.of)})`];
    case 'rounding':
      return [t(`tariff.roundingModes.${item.mode}`, { to: item.to })];
    case 'minimum':
      return [`${item.amount} ${t('tariff.perMonth')} (${named(item.of)})`];
  }
}

type DemandPrices = {
  readonly tiers: readonly { readonly price: string }[];
  readonly excessPrice?: string | undefined;
};
/** `limits`: of each tier, `null` of the last one. */
type DemandWords = {
  readonly limits: readonly (string | null)[];
  readonly excess: string;
  readonly unit: string;
};

/** The price of each tier and of the excess, each behind the words for where it holds; one price alone holds everywhere. */
function demandPrices(
  { tiers, excessPrice }: DemandPrices,
  { limits, excess, unit }: DemandWords,
  t: TFunction,
): readonly string[] {
  const lines = tiers.map(({ price }, index) => {
    const where = limits[index] ?? (tiers.length > 1 ? t('tariff.above') : null);
    return `${where ? `${where}: ` : ''}${price} ${unit}`;
  });
  return excessPrice === undefined ? lines : [...lines, `${excess}: ${excessPrice} ${unit}`];
}

/** The share that costs nothing, where there is one. */
function free(word: 'freeOfEnergy' | 'freeOfDemand', percent: string, t: TFunction): string {
  return percent === '0' ? '' : ` (${t(`tariff.${word}`, { percent })})`;
}

function tierPrice(
  tier: {
    readonly price?: string | undefined;
    readonly prices?: Partial<Record<PeriodCode, string>> | undefined;
  },
  t: TFunction,
): string {
  if (tier.price !== undefined) return tier.price;
  const prices = tier.prices ?? {};
  return PERIOD_CODES.filter((code) => prices[code] !== undefined)
    .map((code) => `${t(`tariff.periods.${code}`)} ${prices[code]}`)
    .join(' / ');
}
