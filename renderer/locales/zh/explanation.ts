import type { RuleWord } from '../words.ts';

/** What each rule of a bill line says to the customer; the figures come from the line. */
const rules: Record<RuleWord, string> = {
  energy: '全部电量按同一单价计算',
  'time-of-use': '这个时段的电量按该时段的单价计算',
  'tier-increment-month': '月阶梯加价：本月电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分加价',
  'tier-increment-year': '年阶梯加价：本年累计电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分加价',
  'tier-increment-day': '按天阶梯加价：本期电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分加价',
  'tier-increment-demand':
    '按需量利用小时阶梯加价：电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分加价，界限按最大需量计算',
  'tiered-energy-month': '月阶梯电价：本月电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分按本档单价',
  'tiered-energy-year': '年阶梯电价：本年累计电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分按本档单价',
  'tiered-energy-day': '按天阶梯电价：本期电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分按本档单价',
  'tiered-energy-demand':
    '按需量利用小时阶梯电价：电量超过 {{fromKwh}}、不超过 {{upToKwh}} 千瓦时的部分按本档单价，界限按最大需量计算',
  'slab-month': '本月用电 {{reachedKwh}} 千瓦时，全部电量按达到的那一档单价计算',
  'slab-year': '本年累计 {{reachedKwh}} 千瓦时，全部电量按达到的那一档单价计算',
  'slab-day': '本期用电 {{reachedKwh}} 千瓦时，全部电量按达到的那一档单价计算',
  'slab-demand': '用电 {{reachedKwh}} 千瓦时，全部电量按最大需量利用小时达到的那一档单价计算',
  surcharge: '随电量征收的基金或附加',
  'fixed-month': '按月收取的固定费用，不足一月或期内调价时按天折算',
  'fixed-day': '按天收取的固定费用，共 {{days}} 天',
  capacity: '基本电费：按变压器容量 {{kva}} 千伏安计算，期内变更按天折算',
  'contract-demand': '基本电费：按合同约定的最大需量计算',
  'contract-demand-excess':
    '实际最大需量 {{maximumKw}} 千瓦超过合同需量的 {{overPercent}}%，超出部分按 {{overFactor}} 倍收取',
  'actual-demand': '基本电费：按实际最大需量计算',
  demand: '按最大需量 {{kw}} 千瓦计算',
  'demand-ratchet':
    '按前几个月最高需量 {{highestKw}} 千瓦的 {{ratchetPercent}}% 计算，高于本月的 {{kw}} 千瓦',
  'demand-least': '最大需量 {{kw}} 千瓦低于最低计费需量 {{leastKw}} 千瓦，按最低计费需量计算',
  'reactive-energy': '无功 {{reactiveKvarh}} 千乏时，超出有功 {{activeKwh}} 千瓦时的 {{freePercent}}% 的部分',
  'reactive-demand': '最大无功需量 {{kvar}} 千乏，超出最大需量的 {{freePercent}}% 的部分',
  'reactive-demand-average':
    '平均无功需量：最大需量 {{kw}} 千瓦按无功 {{reactiveKvarh}} 千乏时与有功 {{activeKwh}} 千瓦时之比计算，免费 {{freePercent}}%',
  'demand-contract':
    '最大需量 {{kw}} 千瓦低于合同需量 {{contractKw}} 千瓦的 {{contractPercent}}%，按该比例计算',
  'power-factor':
    '功率因数 {{powerFactor}}（有功 {{activeKwh}} 千瓦时、无功 {{reactiveKvarh}} 千乏时），标准 {{standard}}，按 (83)水电财字第215号 调整 {{percent}}%',
  'power-factor-table':
    '功率因数 {{powerFactor}}（有功 {{activeKwh}} 千瓦时、无功 {{reactiveKvarh}} 千乏时），按电价表调整 {{percent}}%',
  percent: '按其他项目金额之和的 {{percent}}% 计算',
  minimum: '其他项目之和低于最低电费，补足差额',
  'tax-added': '在各项金额之和上加税 {{percent}}%',
  'adjustment-kwh': '退补电量：电量由 {{kwhBefore}} 改为 {{kwhAfter}} 千瓦时后的差额',
  'adjustment-money': '退补电费：按批准的金额',
};

export const explanation = {
  title: '电费说明',
  open: '电费说明',
  print: '打印（附说明）',
  total: '本期电费（元）',
  wherefrom: '电量从哪里来',
  billed: '结算数量',
  item: '每一项怎么算',
  calculation: '计算',
  measured: '抄见数量',
  billedQuantity: '结算数量',
  base: '基数',
  toWhole: '取整',
  rounding: '差额（取整、扣减、损耗）',
  period: '类型',
  exact: '未舍入',
  rounded: '舍入',
  amount: '金额（元）',
  tax: '其中税额',
  price: '电价',
  version: '{{name}} 第 {{versionNo}} 版，{{documentNo}}（{{from}} 至 {{to}}）',
  source: '依据',
  tier: '第 {{no}} 档',
  losses: '扣减与损耗',
  wayToBilled: '结算电量的由来',
  loss: '项目',
  lossCodes: {
    measured: '抄见电量',
    rounding: '取整',
    billed: '结算电量',
    metered: '扣减分表',
    fixed_quantity: '定量',
    fixed_ratio: '定比',
    transformer_loss: '变压器有功损耗',
    transformer_loss_reactive: '变压器无功损耗',
    line_loss: '线路损耗',
  },
  unlimited: '不限',
  estimated: '含估抄示数',
  rollover: '翻转',
  rulesWithoutFree: {
    'reactive-energy': '无功 {{reactiveKvarh}} 千乏时，全部计费',
    'reactive-demand': '最大无功需量 {{kvar}} 千乏，全部计费',
    'reactive-demand-average':
      '平均无功需量：最大需量 {{kw}} 千瓦按无功 {{reactiveKvarh}} 千乏时与有功 {{activeKwh}} 千瓦时之比计算，全部计费',
  },
  rules,
};
