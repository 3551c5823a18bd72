import type { QuantityTexts } from '#shared/domain/billing/billContent.ts';
import type { BillKind } from '#shared/domain/billing/billCorrection.ts';
import type { BillExplanation } from '#shared/domain/billing/explainBill.ts';
import { quantityLines } from '#shared/domain/billing/explainQuantities.ts';
import { minorToText } from '#shared/domain/money.ts';
import { unitOfRegister } from '#shared/domain/reading/registers.ts';
import type { Result } from '#shared/lib/result.ts';
import { addBillAnnex } from './billAnnex.ts';
import { fitted, QUANTITY_NAMES, REGISTER_NAMES, withUnit } from './billWords.ts';
import { chineseAmount } from './chineseAmount.ts';
import { type PdfPages, writePdf } from './pdfDocument.ts';
import type { NotWritable, WrittenFile } from './writeWholeFile.ts';

export type BillDocumentLine = {
  /** The tariff item's code, with the period of the day or the tier after a point. */
  readonly itemCode: string;
  readonly itemName: string;
  readonly quantity: string | null;
  readonly unit: string;
  readonly price: string | null;
  readonly amountMinor: number;
  readonly trace: {
    readonly rule: string;
    readonly formula: string;
    readonly inputs: Readonly<Record<string, string>>;
  };
};

export type BillDocument = {
  readonly officeName: string;
  readonly billNo: string;
  readonly kind: BillKind;
  /** Numbers of the bills around this one. */
  readonly reversesNo: string | null;
  readonly reversedByNo: string | null;
  readonly correctsNo: string | null;
  readonly correction: { readonly reason: string; readonly documentNo: string | null } | null;
  readonly period: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly issuedByName: string;
  readonly dueOn: string;
  readonly accountNo: string;
  readonly customerName: string;
  readonly servicePointNo: string;
  readonly address: string;
  readonly tariff: { readonly tariffName: string; readonly documentNo: string } | null;
  readonly isEstimated: boolean;
  readonly totalKwh: string;
  readonly quantities: QuantityTexts;
  readonly totalMinor: number;
  readonly taxMinor: number;
  /** Paid from the customer's prepaid money when the bill was issued. */
  readonly prepaidMinor: number;
  readonly readings: readonly {
    readonly meterNo: string;
    readonly registerCode: string;
    readonly fromOn: string;
    readonly fromReading: string;
    readonly toOn: string;
    readonly toReading: string;
    readonly multiplier: string;
    readonly kwh: string;
    readonly isEstimated: boolean;
    readonly isRollover: boolean;
  }[];
  readonly lines: readonly BillDocumentLine[];
  /** Printed behind the bill, where it is asked for. */
  readonly explanation: BillExplanation | null;
};

const TITLES: Readonly<Record<BillKind, string>> = {
  regular: '电费账单',
  reversal: '电费冲红账单',
  rebill: '电费重开账单',
  adjustment: '电费退补账单',
};

/** What a tier's limits are counted over, by the basis in the rule's name. */
const BASES: Readonly<Record<string, string>> = {
  year: '年累计',
  month: '本月',
  day: '按天数',
  demand: '按需量利用小时',
};

/** Prints an issued bill: readings, every line with its calculation, and how the tiers were counted. */
export function writeBillDocument(
  path: string,
  bill: BillDocument,
): Promise<Result<WrittenFile, NotWritable>> {
  const title = `${TITLES[bill.kind]} ${bill.billNo}`;
  const facts = { title, author: bill.officeName, createdAt: bill.issuedAt };
  return writePdf(path, 'A4', facts, (pages) => addBill(pages, bill));
}

/** Prints many bills into one document, each from a page of its own; the contents lead to each by number and name. */
export function writeBillDocuments(
  path: string,
  { officeName, createdAt }: { readonly officeName: string; readonly createdAt: string },
  bills: AsyncIterable<BillDocument>,
): Promise<Result<WrittenFile, NotWritable>> {
  const facts = { title: '电费账单', author: officeName, createdAt };
  return writePdf(path, 'A4', facts, async (pages) => {
    let isFirst = true;
    for await (const bill of bills) {
      if (!isFirst) pages.nextPage();
      isFirst = false;
      pages.bookmark(`${bill.billNo} ${bill.accountNo} ${bill.customerName}`);
      addBill(pages, bill);
      await pages.written();
    }
  });
}

function addBill(pages: PdfPages, bill: BillDocument): void {
  if (bill.kind === 'reversal') pages.stamp('冲红');
  if (bill.reversedByNo !== null) pages.stamp('已冲红');
  pages
    .title(TITLES[bill.kind], bill.officeName)
    .facts([
      ['账单号', bill.billNo],
      ['账期', bill.period],
      ['户号', bill.accountNo],
      ['户名', bill.customerName],
      ['用电点', bill.servicePointNo],
      ['用电地址', bill.address],
      ['抄表起止', `${bill.startOn} 至 ${bill.endOn}`],
      ['结算电量', `${bill.totalKwh} 千瓦时`],
      ['发行日期', bill.issuedOn],
      ['缴费截止', bill.dueOn],
      ...(bill.tariff === null
        ? []
        : ([
            ['电价', bill.tariff.tariffName],
            ['价格文件', bill.tariff.documentNo],
          ] as const)),
      ...correctionFacts(bill),
    ])
    .heading('示数与电量')
    .table(
      [
        { heading: '表号', width: 5 },
        { heading: '示数类型', width: 2.4 },
        { heading: '上次日期', width: 3 },
        { heading: '上次示数', width: 3, align: 'right' },
        { heading: '本次日期', width: 3 },
        { heading: '本次示数', width: 3, align: 'right' },
        { heading: '倍率', width: 1.6, align: 'right' },
        { heading: '电量', width: 3.6, align: 'right' },
      ],
      bill.readings.map(readingCells),
    );
  addQuantityLines(pages, bill);
  pages
    .heading('电费明细')
    .table(
      [
        { heading: '项目', width: 4 },
        { heading: '数量', width: 3.4, align: 'right' },
        { heading: '单价（元）', width: 2.5, align: 'right' },
        { heading: '计算式', width: 5 },
        { heading: '金额（元）', width: 2.5, align: 'right' },
      ],
      bill.lines.map(lineCells),
      ['合计', '', '', '', minorToText(bill.totalMinor)],
    )
    .note(`金额大写：${chineseAmount(bill.totalMinor)}`)
    .note(`其中税额 ${minorToText(bill.taxMinor)} 元`);
  if (bill.prepaidMinor !== 0) {
    const left = minorToText(bill.totalMinor - bill.prepaidMinor);
    pages.note(`预收电费抵扣 ${minorToText(bill.prepaidMinor)} 元，发行后应缴 ${left} 元`);
  }
  for (const line of bill.lines) {
    const text = tierText(line);
    if (text !== null) pages.note(fitted(text));
  }
  if (bill.isEstimated) pages.note('本账单含估抄示数，实抄后按实际示数结算。');
  pages.note(`发行人：${bill.issuedByName}`);
  if (bill.explanation !== null) addBillAnnex(pages, bill.explanation);
}

/** From the readings to the billed quantities, where they are not the same: deductions, losses, rounding. */
function addQuantityLines(pages: PdfPages, bill: BillDocument): void {
  const lines = quantityLines(bill);
  if (lines.length === 0) return;
  pages.heading('结算电量的由来').table(
    [
      { heading: '项目', width: 5 },
      { heading: '计算式', width: 9 },
      { heading: '数量', width: 4, align: 'right' },
    ],
    lines.map(({ code, registerCode, of, formula, quantity, unit }) => {
      const about = of ?? (registerCode === 'total' ? '' : (REGISTER_NAMES[registerCode] ?? registerCode));
      return [
        `${QUANTITY_NAMES[code]}${about === '' ? '' : `（${about}）`}`,
        formula,
        withUnit(quantity, unit),
      ];
    }),
  );
}

/** What a correction points back to, and why it was made. */
function correctionFacts(bill: BillDocument): (readonly [string, string])[] {
  const known: (readonly [string, string | null])[] = [
    ['原账单号', bill.reversesNo ?? bill.correctsNo],
    ['冲红账单号', bill.reversedByNo],
    ['原因', bill.correction?.reason ?? null],
    ['依据文号', bill.correction?.documentNo ?? null],
  ];
  return known.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function readingCells(reading: BillDocument['readings'][number]): string[] {
  const marks = [...(reading.isEstimated ? ['估'] : []), ...(reading.isRollover ? ['翻转'] : [])];
  const name = REGISTER_NAMES[reading.registerCode] ?? reading.registerCode;
  return [
    reading.meterNo,
    marks.length === 0 ? name : `${name}（${marks.join('、')}）`,
    reading.fromOn,
    reading.fromReading,
    reading.toOn,
    reading.toReading,
    reading.multiplier,
    withUnit(reading.kwh, unitOfRegister(reading.registerCode)),
  ];
}

function lineCells(line: BillDocumentLine): string[] {
  return [
    lineName(line),
    withUnit(line.quantity, line.unit),
    line.price === null ? '' : line.unit === '%' ? `${line.price} %` : line.price,
    fitted(line.trace.formula),
    minorToText(line.amountMinor),
  ];
}

/** The item's name with the tier and the period of the day that this line is about. */
const PART_NAMES: Readonly<Record<string, string>> = { ...REGISTER_NAMES, excess: '超需量' };

function lineName({ itemCode, itemName }: BillDocumentLine): string {
  const name = itemName === '' && itemCode === 'tax' ? '税额' : itemName;
  const parts = itemCode
    .split('.')
    .slice(1)
    .flatMap((part) => {
      const tier = /^tier_(\d+)$/.exec(part)?.[1];
      return tier === undefined ? (PART_NAMES[part] ?? []) : `第 ${tier} 档`;
    });
  return parts.length === 0 ? name : `${name}（${parts.join('，')}）`;
}

/** How a tier came to its kWh: `null` for lines that know no tiers. */
function tierText(line: BillDocumentLine): string | null {
  const { rule, inputs } = line.trace;
  if (inputs.tierNo === undefined) return null;
  const basis = BASES[rule.slice(rule.indexOf('.') + 1)] ?? '';
  const madeOf = (formula: string | undefined) => (formula === undefined ? '' : `（${formula}）`);
  const from = `${inputs.fromKwh} 千瓦时${madeOf(inputs.fromFormula)}`;
  const limit = inputs.upToKwh ? `上限 ${inputs.upToKwh} 千瓦时${madeOf(inputs.upToFormula)}` : '无上限';
  const price = rule.startsWith('tier_increment') ? '加价' : '单价';
  return `${lineName(line)}：${basis}电量自 ${from}起，本档${limit}，本期 ${inputs.kwh} 千瓦时，${price} ${inputs.price} 元`;
}
