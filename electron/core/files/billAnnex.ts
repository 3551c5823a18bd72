import { isBillRule } from '#shared/domain/billing/billRules.ts';
import type { BillExplanation, ExplainedLine } from '#shared/domain/billing/explainBill.ts';
import { daysBetween, localDate } from '#shared/domain/localDate.ts';
import { minorToText } from '#shared/domain/money.ts';
import { CONDITION_CODES } from '#shared/domain/tariff/index.ts';
import {
  CONDITION_WORDS,
  fitted,
  INPUT_WORDS,
  QUANTITY_NAMES,
  REGISTER_NAMES,
  RULE_NAMES,
  RULE_NAMES_WITHOUT_FREE,
  WAY_WORDS,
  withUnit,
} from './billWords.ts';
import type { PdfPages } from './pdfDocument.ts';

/**
 * The annex to a bill (电费计算说明): every quantity from its reading, and every line with its calculation and rounding,
 * under it its rule, the figures that went in, the price version with its days, and where the rule is from.
 */
export function addBillAnnex(
  pages: PdfPages,
  { readings, quantities, steps, lines, totalFormula }: BillExplanation,
): void {
  pages
    .nextPage()
    .title('电费计算说明')
    .heading('电量')
    .table(
      [
        { heading: '表号', width: 4 },
        { heading: '示数类型', width: 2 },
        { heading: '计算式（本次 - 上次）× 倍率', width: 7 },
        { heading: '抄见数量', width: 3, align: 'right' },
      ],
      readings.map(({ meterNo, registerCode, formula, kwh, unit }) => [
        meterNo,
        nameOf(registerCode),
        formula,
        withUnit(kwh, unit),
      ]),
    );
  if (steps.length > 0) {
    pages.heading('扣减与损耗').table(
      [
        { heading: '项目', width: 4.5 },
        { heading: '计算式', width: 8 },
        { heading: '取整', width: 2.5, align: 'right' },
        { heading: '数量', width: 3.5, align: 'right' },
      ],
      steps.map(({ code, of, formula, roundedBy, quantity, unit }) => [
        `${QUANTITY_NAMES[code]}${of === undefined ? '' : `（${of}）`}`,
        fitted(formula),
        roundedBy === '0' ? '' : fitted(roundedBy),
        withUnit(quantity, unit),
      ]),
    );
  }
  pages
    .heading('结算数量')
    .table(
      [
        { heading: '类型', width: 4 },
        { heading: '抄见数量', width: 4, align: 'right' },
        { heading: '差额', width: 4, align: 'right' },
        { heading: '结算数量', width: 4, align: 'right' },
      ],
      quantities.map(({ registerCode, measured, difference, billed, unit }) => [
        nameOf(registerCode),
        withUnit(measured, unit),
        withUnit(difference, unit),
        withUnit(billed, unit),
      ]),
    )
    .heading('电费')
    .table(
      [
        { heading: '项目', width: 4.5 },
        { heading: '计算式', width: 5.4 },
        { heading: '未舍入', width: 3.8, align: 'right' },
        { heading: '舍入', width: 3.3, align: 'right' },
        { heading: '金额（元）', width: 2.8, align: 'right' },
      ],
      lines.map((line) => ({
        cells: [
          titleOf(line),
          fitted(line.formula),
          fitted(line.unrounded),
          fitted(line.roundedBy),
          minorToText(line.amountMinor),
        ],
        note: fitted(noteOf(line)),
      })),
    )
    .note(`合计 ${totalFormula}`)
    .note('每一项四舍五入到分，合计为各项之和，此外不作任何舍入。');
  for (const text of new Set(lines.flatMap(documentOf))) pages.note(text);
}

function nameOf(registerCode: string): string {
  return REGISTER_NAMES[registerCode] ?? registerCode;
}

function titleOf({ lineNo, itemName, tierNo, periodCode }: ExplainedLine): string {
  const parts = [
    ...(tierNo === null ? [] : [`第 ${tierNo} 档`]),
    ...(periodCode === null ? [] : [nameOf(periodCode)]),
  ];
  const name = `${lineNo}. ${itemName === '' ? '税额' : itemName}`;
  return parts.length === 0 ? name : `${name}（${parts.join('，')}）`;
}

/** What stands under a line: rule, figures, items that it goes by; price version with its days, and source. */
function noteOf(line: ExplainedLine): string {
  const { version, source, base } = line;
  const figures = Object.entries(line.inputs).flatMap(([name, figure]) => inputWords(name, figure));
  const rule = [ruleName(line), ...(figures.length === 0 ? [] : [figures.join('，')])].join('：');
  const conditions = conditionWords(line.condition);
  const items = base.map(({ itemName, amountMinor }) => `${itemName} ${minorToText(amountMinor)}`);
  const from: string[] = [];
  if (version !== null) {
    const { tariffName, versionNo, startOn, endOn } = version;
    const days = daysBetween(localDate(startOn), localDate(endOn));
    from.push(`电价：${tariffName} 第 ${versionNo} 版，${startOn} 至 ${endOn}，${days} 天`);
  }
  if (source !== null) from.push(`依据：${source}`);
  const applies = conditions.length === 0 ? [] : [`适用：${conditions.join('；')}`];
  return [
    rule,
    ...applies,
    ...(base.length === 0 ? [] : [`基数的组成：${items.join(' + ')}`]),
    from.join('；'),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function ruleName({ rule, inputs }: ExplainedLine): string {
  if (!isBillRule(rule)) return rule;
  return (inputs.freePercent === '0' ? RULE_NAMES_WITHOUT_FREE[rule] : undefined) ?? RULE_NAMES[rule];
}

/** Why an item applied that does not always. */
function conditionWords(condition: ExplainedLine['condition']): readonly string[] {
  const figures = { ...condition, basicChargeBy: WAY_WORDS[condition.basicChargeBy ?? ''] ?? '' };
  return CONDITION_CODES.filter((code) => code in condition && CONDITION_WORDS[code] !== '').map((code) =>
    CONDITION_WORDS[code].replaceAll(
      /\{(\w+)\}/g,
      (_found, name) => (figures as Record<string, string>)[name] ?? '',
    ),
  );
}

/** A figure that went into a line, in words; nothing where the line says it elsewhere or there is no such limit. */
function inputWords(name: string, figure: string): string[] {
  if (name === 'upToKwh' && figure === '') return ['无上限'];
  if (name === 'freePercent' && figure === '0') return [];
  const words = INPUT_WORDS[name] ?? `${name} {}`;
  return words === '' ? [] : [words.replace('{}', figure)];
}

/** The price documents by which the lines were calculated, each once. */
function documentOf({ version }: ExplainedLine): string[] {
  if (version === null) return [];
  const { tariffName, versionNo, documentNo } = version;
  return [`电价文件：${tariffName} 第 ${versionNo} 版，${documentNo}`];
}
