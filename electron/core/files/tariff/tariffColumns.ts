import type { PeriodCode } from '#shared/domain/reading/registers.ts';
import type { TariffItem } from '#shared/domain/tariff/index.ts';

/** Columns of a price table as offices write it; found by their names, in whatever order. */
export const TARIFF_COLUMNS = {
  section: '类别',
  code: '代码',
  name: '名称',
  kind: '方式',
  unit: '单位',
  limit: '分档上限',
  price: '单价',
  sharp: '尖',
  peak: '峰',
  flat: '平',
  valley: '谷',
  deep_valley: '深谷',
  windows: '时间',
  priority: '优先级',
  rest: '其他',
} as const;
export type TariffColumn = keyof typeof TARIFF_COLUMNS;

/** What a row is about. Rows of `tier` belong to the item above them. */
export const SECTIONS = {
  tariff: '整体',
  item: '项目',
  tier: '分档',
  rule: '时段',
  condition: '条件',
  day: '特定日',
  case: '案例',
} as const;
export type Section = keyof typeof SECTIONS;

export const KIND_WORDS: Readonly<Record<TariffItem['kind'], string>> = {
  energy: '单一电价',
  time_of_use: '分时电价',
  tier_increment: '阶梯加价',
  tiered_energy: '阶梯电价',
  slab: '整档电价',
  surcharge: '代征附加',
  fixed: '固定费用',
  capacity: '按容量基本电费',
  contract_demand: '按合同需量基本电费',
  actual_demand: '按实际需量基本电费',
  demand: '需量电费',
  apparent_demand: '视在需量电费',
  reactive_energy: '无功电量电费',
  reactive_demand: '无功需量电费',
  power_factor: '力调电费',
  percent: '按比例',
  minimum: '最低电费',
  rounding: '合计取整',
};

export const PERIOD_WORDS: Readonly<Record<PeriodCode, string>> = {
  sharp: '尖',
  peak: '峰',
  flat: '平',
  valley: '谷',
  deep_valley: '深谷',
};

/** The key of a word; `undefined` for a word that is none. */
export function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word.trim());
}

/** The key under which an item of a kind holds the figure of the price column. */
export function priceKeyOf(kind: TariffItem['kind']): 'price' | 'amount' | 'percent' | 'to' | null {
  if (kind === 'fixed' || kind === 'minimum') return 'amount';
  if (kind === 'percent') return 'percent';
  if (kind === 'rounding') return 'to';
  const unpriced: readonly TariffItem['kind'][] = [
    'time_of_use',
    'tier_increment',
    'tiered_energy',
    'slab',
    'power_factor',
  ];
  return unpriced.includes(kind) ? null : 'price';
}

/** What the figure of the price column is counted in; for people, not read back. */
export function unitOf(item: TariffItem): string {
  switch (item.kind) {
    case 'fixed':
      return item.per === 'month' ? '元/月' : '元/天';
    case 'minimum':
      return '元/月';
    case 'capacity':
    case 'apparent_demand':
      return '元/千伏安·月';
    case 'contract_demand':
    case 'actual_demand':
    case 'demand':
      return '元/千瓦·月';
    case 'reactive_energy':
      return '元/千乏时';
    case 'reactive_demand':
      return '元/千乏·月';
    case 'percent':
      return '%';
    case 'rounding':
      return '元';
    case 'power_factor':
      return '';
    default:
      return '元/千瓦时';
  }
}

/** The key under which a tier of an item holds its limit. */
export function limitKeyOf(kind: unknown): 'upToKwh' | 'upToKw' | 'upToKva' {
  if (kind === 'demand') return 'upToKw';
  return kind === 'apparent_demand' ? 'upToKva' : 'upToKwh';
}

/** What the limits of an item's tiers are counted in; for people, not read back. */
export function limitUnitOf(item: TariffItem): string {
  if (item.kind === 'demand') return '千瓦';
  if (item.kind === 'apparent_demand') return '千伏安';
  return 'basis' in item && item.basis === 'demand' ? '千瓦时/千瓦' : '千瓦时';
}
