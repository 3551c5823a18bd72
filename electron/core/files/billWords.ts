import type { BillRule } from '#shared/domain/billing/billRules.ts';
import type { QuantityLine } from '#shared/domain/billing/explainQuantities.ts';
import { demandCodeOf, PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import type { ConditionCode } from '#shared/domain/tariff/index.ts';

const PERIOD_NAMES: Readonly<Record<PeriodCode, string>> = {
  sharp: '尖',
  peak: '峰',
  flat: '平',
  valley: '谷',
  deep_valley: '深谷',
};

/** What a printed bill calls the registers. */
export const REGISTER_NAMES: Readonly<Record<string, string>> = {
  total: '总',
  ...PERIOD_NAMES,
  reactive: '无功',
  reactive_export: '反向无功',
  demand: '需量',
  reactive_demand: '无功需量',
  apparent_demand: '视在需量',
  ...Object.fromEntries(PERIOD_CODES.map((code) => [demandCodeOf(code), `${PERIOD_NAMES[code]}需量`])),
};

const UNITS: Readonly<Record<string, string>> = {
  kWh: '千瓦时',
  kVA: '千伏安',
  kW: '千瓦',
  kvarh: '千乏时',
  kvar: '千乏',
  month: '月',
  day: '天',
};

/** A quantity with its unit; nothing where there is none. */
export function withUnit(quantity: string | null, unit: string): string {
  return quantity === null || quantity === '' ? '' : `${quantity} ${UNITS[unit] ?? unit}`;
}

/** Figures of many places as paper has room for them, cut and not rounded: `580.64516129…`. */
export function fitted(text: string): string {
  return text.replaceAll(/(\d+\.\d{8})\d+/g, '$1…');
}

/** The lines between the readings and the charges. */
export const QUANTITY_NAMES: Readonly<Record<QuantityLine['code'], string>> = {
  measured: '抄见电量',
  metered: '扣减分表',
  fixed_quantity: '定量',
  fixed_ratio: '定比',
  transformer_loss: '变压器有功损耗',
  transformer_loss_reactive: '变压器无功损耗',
  line_loss: '线路损耗',
  rounding: '取整',
  billed: '结算电量',
};

/** What the printed annex calls the rules of the lines. */
export const RULE_NAMES: Readonly<Record<BillRule, string>> = {
  energy: '单一电价',
  'energy.share': '按电量的比例（如损耗）',
  time_of_use: '分时电价',
  'time_of_use.share': '按各时段电量的比例（如损耗）',
  'tier_increment.month': '月阶梯加价',
  'tier_increment.year': '年阶梯加价',
  'tier_increment.day': '按天阶梯加价',
  'tier_increment.demand': '按需量利用小时阶梯加价',
  'tiered_energy.month': '月阶梯电价',
  'tiered_energy.year': '年阶梯电价',
  'tiered_energy.day': '按天阶梯电价',
  'tiered_energy.demand': '按需量利用小时阶梯电价',
  'slab.month': '按月达到的档计全部电量',
  'slab.year': '按年达到的档计全部电量',
  'slab.day': '按天达到的档计全部电量',
  'slab.demand': '按需量利用小时达到的档计全部电量',
  surcharge: '随电量征收',
  'surcharge.share': '随电量的比例征收',
  'fixed.month': '按月收取',
  'fixed.day': '按天收取',
  capacity: '按变压器容量',
  contract_demand: '按合同最大需量',
  'contract_demand.excess': '超合同需量部分加倍',
  actual_demand: '按实际最大需量',
  demand: '按最大需量',
  'demand.ratchet': '按前几个月最高需量的比例',
  'demand.least': '按最低计费需量',
  'demand.contract': '按合同需量的比例',
  'demand.excess': '超合同需量的部分另计',
  apparent_demand: '按最大视在需量',
  'apparent_demand.power_factor': '按最大需量除以功率因数',
  'apparent_demand.ratchet': '按前几个月最高视在需量的比例',
  'apparent_demand.capacity': '按容量的比例',
  'apparent_demand.least': '按最低计费视在需量',
  'apparent_demand.excess': '超容量的视在需量另计',
  reactive_energy: '超出免费比例的无功电量',
  reactive_demand: '超出免费比例的无功需量',
  'reactive_demand.average': '超出免费比例的平均无功需量',
  power_factor: '功率因数调整，(83)水电财字第215号',
  'power_factor.table': '功率因数调整，按电价表',
  percent: '按其他项目金额的比例',
  minimum: '补足最低电费',
  'rounding.nearest': '合计取整',
  'rounding.down': '合计舍去尾数',
  'rounding.up': '合计进位取整',
  'tax.added': '加税',
  'adjustment.kwh': '退补电量',
  'adjustment.money': '退补电费',
};

/** The same where no share is free. */
export const RULE_NAMES_WITHOUT_FREE: Readonly<Partial<Record<BillRule, string>>> = {
  reactive_energy: '无功电量',
  reactive_demand: '无功需量',
  'reactive_demand.average': '平均无功需量',
};

/**
 * The figures that went into a line, in words; `{}` is the figure. What the line says elsewhere stands as nothing: its
 * tier, the items that it goes by, and the price and quantity of its calculation.
 */
export const INPUT_WORDS: Readonly<Record<string, string>> = {
  tierNo: '',
  of: '',
  rule: '',
  base: '基数 {} 元',
  kwh: '电量 {} 千瓦时',
  ofKwh: '全部电量 {} 千瓦时',
  percentOfKwh: '取其 {}%',
  kwhPlaces: '电量保留 {} 位小数',
  periodKwh: '该时段电量 {} 千瓦时',
  totalKwh: '总电量 {} 千瓦时',
  price: '单价 {} 元',
  fromKwh: '自 {} 千瓦时起',
  upToKwh: '上限 {} 千瓦时',
  reachedKwh: '达到 {} 千瓦时',
  fromFormula: '起点 = {}',
  upToFormula: '上限 = {}',
  people: '超出人数 {} 人',
  personKwh: '每人每月加 {} 千瓦时',
  yearMonths: '全年界限按 {} 个月折算',
  monthShare: '每月界限 × {}',
  limitPlaces: '界限保留 {} 位小数',
  days: '{} 天',
  startOn: '自 {}',
  endOn: '至 {}',
  amount: '金额 {} 元',
  minimum: '最低电费每月 {} 元',
  percent: '比例 {}%',
  standard: '功率因数标准 {}',
  powerFactor: '实际功率因数 {}',
  roundTo: '取 {} 元的整数倍',
  cutToPlaces: '功率因数舍去 {} 位以后',
  roundedToPlaces: '功率因数保留 {} 位小数',
  activeKwh: '有功 {} 千瓦时',
  reactiveKvarh: '无功 {} 千乏时',
  freePercent: '免费 {}%',
  kva: '容量 {} 千伏安',
  kw: '需量 {} 千瓦',
  kvar: '无功需量 {} 千乏',
  apparentKva: '视在需量 {} 千伏安',
  highestKva: '前几个月最高视在需量 {} 千伏安',
  leastKva: '最低计费视在需量 {} 千伏安',
  billedKw: '计费需量 {} 千瓦',
  billedKva: '计费视在需量 {} 千伏安',
  roundUpTo: '向上取 {} 的整数倍',
  maximumKw: '实际最大需量 {} 千瓦',
  floorPercent: '不低于容量的 {}%',
  overPercent: '超过合同需量的 {}% 起',
  overFactor: '超出部分 {} 倍',
  highestKw: '前几个月最高需量 {} 千瓦',
  ratchetPercent: '取其 {}%',
  leastKw: '最低计费需量 {} 千瓦',
  contractKw: '合同需量 {} 千瓦',
  contractPercent: '不低于合同需量的 {}%',
  kwhBefore: '原电量 {} 千瓦时',
  kwhAfter: '改为 {} 千瓦时',
};

/** Why an item applied to the bill; names in braces are figures of its condition. Classes have no words on paper. */
export const CONDITION_WORDS: Readonly<Record<ConditionCode, string>> = {
  months: '适用于 {months} 月',
  customerClass: '',
  capacityFromKva: '容量 {kva} 千伏安，达到 {capacityFromKva} 千伏安',
  capacityBelowKva: '容量 {kva} 千伏安，不足 {capacityBelowKva} 千伏安',
  kwhAbove: '每月 {monthlyKwh} 千瓦时，超过 {kwhAbove} 千瓦时',
  kwhUpTo: '每月 {monthlyKwh} 千瓦时，不超过 {kwhUpTo} 千瓦时',
  kwhPerKvaFrom: '每月每千伏安 {kwhPerKva} 千瓦时，达到 {kwhPerKvaFrom} 千瓦时',
  kwhPerKvaBelow: '每月每千伏安 {kwhPerKva} 千瓦时，不足 {kwhPerKvaBelow} 千瓦时',
  basicChargeBy: '基本电费按{basicChargeBy}计收',
};

export const WAY_WORDS: Readonly<Record<string, string>> = {
  capacity: '变压器容量',
  contract: '合同需量',
  actual: '实际需量',
};
