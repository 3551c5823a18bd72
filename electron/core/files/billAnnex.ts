import type { BillRule } from '#shared/domain/billing/billRules.ts';
import { isBillRule } from '#shared/domain/billing/billRules.ts';
import type { BillExplanation, ExplainedLine } from '#shared/domain/billing/explainBill.ts';
import { minorToText } from '#shared/domain/money.ts';
import type { QuantityStep } from '#shared/domain/reading/losses.ts';
import type { PdfPages } from './pdfDocument.ts';

/** What the printed annex calls the rules of the lines. */
export const RULE_NAMES: Readonly<Record<BillRule, string>> = {
  energy: '单一电价',
  time_of_use: '分时电价',
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
  reactive_energy: '超出免费比例的无功电量',
  reactive_demand: '超出免费比例的无功需量',
  'reactive_demand.average': '超出免费比例的平均无功需量',
  power_factor: '功率因数调整，(83)水电财字第215号',
  'power_factor.table': '功率因数调整，按电价表',
  percent: '按其他项目金额的比例',
  minimum: '补足最低电费',
  'tax.added': '加税',
  'adjustment.kwh': '退补电量',
  'adjustment.money': '退补电费',
};

const LOSS_NAMES: Readonly<Record<QuantityStep['code'], string>> = {
  metered: '扣减分表',
  fixed_quantity: '定量',
  fixed_ratio: '定比',
  transformer_loss: '变压器有功损耗',
  transformer_loss_reactive: '变压器无功损耗',
  line_loss: '线路损耗',
};

/** The annex to a bill (电费计算说明): every line with its rule, calculation, rounding, price version and source. */
export function addBillAnnex(
  pages: PdfPages,
  { readings, quantities, steps, lines, totalFormula }: BillExplanation,
  registerNames: Readonly<Record<string, string>>,
): void {
  const nameOf = (code: string) => registerNames[code] ?? code;
  pages
    .nextPage()
    .title('电费计算说明')
    .heading('电量')
    .table(
      [
        { heading: '表号', width: 4 },
        { heading: '示数类型', width: 2 },
        { heading: '计算式（本次 - 上次）× 倍率', width: 7 },
        { heading: '抄见电量', width: 3, align: 'right' },
      ],
      readings.map((reading) => [
        reading.meterNo,
        nameOf(reading.registerCode),
        reading.formula,
        reading.kwh,
      ]),
    )
    .table(
      [
        { heading: '时段', width: 4 },
        { heading: '抄见电量', width: 4, align: 'right' },
        { heading: '差额', width: 4, align: 'right' },
        { heading: '结算电量', width: 4, align: 'right' },
      ],
      quantities.map((one) => [
        nameOf(one.registerCode),
        one.measured ?? '',
        one.difference ?? '',
        one.billed,
      ]),
    )
    .heading('电费')
    .table(
      [
        { heading: '项目', width: 4 },
        { heading: '办法', width: 4 },
        { heading: '计算式', width: 6 },
        { heading: '未舍入', width: 3, align: 'right' },
        { heading: '金额（元）', width: 2.5, align: 'right' },
      ],
      lines.map((line) => [
        titleOf(line, nameOf),
        isBillRule(line.rule) ? RULE_NAMES[line.rule] : line.rule,
        line.formula,
        line.unrounded,
        minorToText(line.amountMinor),
      ]),
    )
    .note(`合计 ${totalFormula}`)
    .note('每一项四舍五入到分，合计为各项之和，此外不作任何舍入。');
  for (const { code, of, formula, quantity, unit } of steps) {
    pages.note(
      `${LOSS_NAMES[code]}${of === undefined ? '' : ` ${of}`} ${formula} = ${quantity} ${unit === 'kWh' ? '千瓦时' : '千乏时'}（取整）`,
    );
  }
  for (const text of new Set(lines.flatMap(sourceOf))) pages.note(text);
}

function titleOf({ itemName, tierNo, periodCode }: ExplainedLine, nameOf: (code: string) => string): string {
  const parts = [
    ...(tierNo === null ? [] : [`第 ${tierNo} 档`]),
    ...(periodCode === null ? [] : [nameOf(periodCode)]),
  ];
  const name = itemName === '' ? '税额' : itemName;
  return parts.length === 0 ? name : `${name}（${parts.join('，')}）`;
}

/** The price documents by which the lines were calculated, each once. */
function sourceOf({ version, source, itemName }: ExplainedLine): string[] {
  const of = source === null ? [] : [`${itemName}依据：${source}`];
  if (version === null) return of;
  const { tariffName, versionNo, documentNo, startOn, endOn } = version;
  return [`电价：${tariffName} 第 ${versionNo} 版，${documentNo}，${startOn} 至 ${endOn}`, ...of];
}
