import {
  type ClassRow,
  type PriceClass,
  type PriceKey,
  type StatedPrices,
  voltageBounds,
} from '#shared/domain/tariff/index.ts';
import type { Result } from '#shared/lib/result.ts';
import { type SheetPage, writeWorkbook } from '../../sheetWriter.ts';
import type { MergedCells } from '../../table.ts';
import type { NotWritable, WrittenFile } from '../../writeWholeFile.ts';
import { monthsWord } from './seasonWords.ts';
import { range } from './sheetGrid.ts';
import { voltageWord } from './voltageWords.ts';

export type PriceSheetToWrite = {
  /** The office, in the title too. */
  readonly author: string;
  readonly createdAt: string;
  /** The first day of the prices, `yyyy-mm-dd`. */
  readonly startOn: string;
  /** `null` where the prices come from more than one document. */
  readonly documentNo: string | null;
  readonly rows: readonly ClassRow[];
};

type PriceColumn = {
  readonly key: PriceKey;
  readonly group: string;
  readonly heading: string;
  /** Of a price by load; each figure has a column of its own. */
  readonly kwhPerKva?: string;
};

const COLUMNS: readonly PriceColumn[] = [
  { key: 'energy', group: '电度电价', heading: '电度电价（不分时）' },
  { key: 'sharp', group: '分时电度电价', heading: '尖峰时段' },
  { key: 'peak', group: '分时电度电价', heading: '高峰时段' },
  { key: 'flat', group: '分时电度电价', heading: '平时段' },
  { key: 'valley', group: '分时电度电价', heading: '低谷时段' },
  { key: 'deep_valley', group: '分时电度电价', heading: '深谷时段' },
  { key: 'purchase', group: '其中', heading: '代理购电价格' },
  { key: 'loss', group: '其中', heading: '上网环节线损费用' },
  { key: 'network', group: '其中', heading: '输配电价' },
  { key: 'system', group: '其中', heading: '系统运行费用' },
  { key: 'funds', group: '其中', heading: '政府性基金及附加' },
  { key: 'demand', group: '基本电价', heading: '最大需量（元/千瓦·月）' },
  { key: 'capacity', group: '基本电价', heading: '变压器容量（元/千伏安·月）' },
];

const BASIC = '基本电价';
const LOADS = [
  { load: 'below', word: '以下' },
  { load: 'from', word: '及以上' },
] as const;

type Line = {
  readonly priceClass: PriceClass;
  readonly months: string;
  readonly tier: string;
  readonly prices: StatedPrices;
};

/** Writes prices as a table like those that provinces publish; `readPriceSheet` reads the same rows from it. */
export function writePriceSheet(
  path: string,
  sheet: PriceSheetToWrite,
): Promise<Result<WrittenFile, NotWritable>> {
  const { author, createdAt } = sheet;
  return writeWorkbook(path, { author, createdAt }, async (writer) => {
    writer.page('销售电价表', priceSheetPage(sheet));
  });
}

/** The cells of the table: title, document and day, unit, a header of two rows, a row for each class and tier, notes. */
export function priceSheetPage({ author, startOn, documentNo, rows }: PriceSheetToWrite): SheetPage {
  const lines = sorted(rows).flatMap(linesOf);
  const columns = [...COLUMNS, ...loadColumns(lines)].filter(({ key }) =>
    lines.some(({ prices }) => prices[key] !== undefined),
  );
  const depth = Math.max(1, ...rows.map(({ priceClass }) => priceClass.category.length));
  const hasTiers = lines.some(({ tier }) => tier !== '');
  const hasSeasons = rows.some(({ months }) => months !== undefined);
  const before = depth + 1 + (hasSeasons ? 1 : 0) + (hasTiers ? 1 : 0);
  const width = before + columns.length;
  const [year, month, day] = startOn.split('-').map(Number);
  const facts = [
    `执行日期：${year}年${month}月${day}日`,
    ...(documentNo === null ? [] : [`文号：${documentNo}`]),
  ].join('　');
  const fixed = [
    ...range(1, depth).map(() => '用电分类'),
    '电压等级',
    ...(hasSeasons ? ['月份'] : []),
    ...(hasTiers ? ['分档'] : []),
  ];
  const heads = [
    [...fixed, ...columns.map(({ group }) => group)],
    [...fixed, ...columns.map(({ heading }) => heading)],
  ];
  const top = 4;
  const firstLine = top + heads.length;
  const merges = [
    ...[1, 2, 3].map((line) => ({ top: line, bottom: line, left: 0, right: width - 1 })),
    ...headMerges(heads, top, depth),
    ...categoryMerges(lines, firstLine, depth),
  ];
  const cells = lines.map(({ priceClass, months, tier, prices }) => [
    ...range(0, depth - 1).map((place) => priceClass.category[place] ?? null),
    priceClass.voltageLevel === undefined ? '—' : voltageWord(priceClass.voltageLevel),
    ...(hasSeasons ? [months] : []),
    ...(hasTiers ? [tier === '' ? '—' : tier] : []),
    ...columns.map(({ key, kwhPerKva }) => {
      const price = prices[key];
      return price === undefined || price.kwhPerKva !== kwhPerKva ? '—' : { decimal: price.value };
    }),
  ]);
  const note = firstLine + cells.length;
  const grid = [
    [`${author}销售电价表`],
    [facts],
    ['单位：元/千瓦时'],
    ...heads,
    ...cells,
    ['注：表列价格均含政府性基金及附加。'],
  ];
  return {
    widths: [
      ...range(1, depth).map(() => 20),
      18,
      ...(hasSeasons ? [16] : []),
      ...(hasTiers ? [24] : []),
      ...columns.map(() => 14),
    ],
    rows: blanked(grid, merges),
    headingRows: firstLine - 1,
    merges: [...merges, { top: note, bottom: note, left: 0, right: width - 1 }].filter(isSeveral),
  };
}

type Cells = SheetPage['rows'];

/** The text of merged cells stands in the first of them alone. */
function blanked(rows: Cells, merges: readonly MergedCells[]): Cells {
  return rows.map((cells, index) =>
    cells.map((cell, place) => {
      const isCovered = merges.some(
        ({ top, bottom, left, right }) =>
          index + 1 >= top &&
          index + 1 <= bottom &&
          place >= left &&
          place <= right &&
          (index + 1 > top || place > left),
      );
      return isCovered ? null : cell;
    }),
  );
}

const isSeveral = ({ top, bottom, left, right }: MergedCells) => top !== bottom || left !== right;

/** Headings of classes over all their columns and both rows, those of groups over their columns. */
function headMerges(
  heads: readonly (readonly string[])[],
  top: number,
  depth: number,
): readonly MergedCells[] {
  const [groups = [], headings = []] = heads;
  const merges: MergedCells[] = [{ top, bottom: top + 1, left: 0, right: depth - 1 }];
  for (let left = depth; left < groups.length; ) {
    let right = left;
    while (groups[right + 1] === groups[left] && groups[left] !== headings[left]) right += 1;
    const isWhole = groups[left] === headings[left];
    merges.push({ top, bottom: isWhole ? top + 1 : top, left, right });
    left = right + 1;
  }
  return merges;
}

/** Classes over the lines that stand under them, and over the columns that they leave empty. */
function categoryMerges(lines: readonly Line[], firstLine: number, depth: number): readonly MergedCells[] {
  return range(0, depth - 1).flatMap((place) => {
    const merges: MergedCells[] = [];
    for (let from = 0; from < lines.length; ) {
      const category = lines[from]?.priceClass.category ?? [];
      const prefix = JSON.stringify(category.slice(0, place + 1));
      const isLast = category.length === place + 1;
      let to = from;
      const isSame = (line: Line | undefined) =>
        line !== undefined &&
        JSON.stringify(line.priceClass.category.slice(0, place + 1)) === prefix &&
        (line.priceClass.category.length === place + 1) === isLast;
      while (isSame(lines[to + 1])) to += 1;
      if (category.length > place) {
        const right = isLast ? depth - 1 : place;
        merges.push({ top: firstLine + from, bottom: firstLine + to, left: place, right });
      }
      from = to + 1;
    }
    return merges;
  });
}

/** Classes in the order in which they come first, each from the lowest voltage up. */
function sorted(rows: PriceSheetToWrite['rows']): PriceSheetToWrite['rows'] {
  const order = [...new Set(rows.flatMap(({ priceClass }) => prefixesOf(priceClass)))];
  const placeOf = ({ priceClass }: { readonly priceClass: PriceClass }) =>
    prefixesOf(priceClass).map((prefix) => order.indexOf(prefix));
  return rows.toSorted((left, right) => {
    const [one, other] = [placeOf(left), placeOf(right)];
    const differs = one.findIndex((place, index) => place !== other[index]);
    if (differs >= 0) return (one[differs] ?? -1) - (other[differs] ?? -1);
    return one.length - other.length || kvOf(left.priceClass) - kvOf(right.priceClass);
  });
}

const prefixesOf = ({ category }: PriceClass) =>
  category.map((_text, place) => JSON.stringify(category.slice(0, place + 1)));

function kvOf({ voltageLevel }: PriceClass): number {
  const bounds = voltageLevel === undefined ? null : voltageBounds(voltageLevel);
  if (bounds === null) return 0;
  return 'low' in bounds ? Number(bounds.low) : Number(bounds.high) - 0.5;
}

const NUMERALS = '一二三四五六七八九十';

function linesOf({ priceClass, months: of, prices, tiers }: ClassRow): readonly Line[] {
  const months = of === undefined ? '全年' : monthsWord(of);
  if (tiers.length === 0) return [{ priceClass, months, tier: '', prices }];
  return tiers.map((tier, index) => {
    const below = tiers[index - 1]?.upToKwh ?? '0';
    const limit = tier.upToKwh === null ? `${below}千瓦时以上` : `${tier.upToKwh}千瓦时及以下`;
    return {
      priceClass,
      months,
      tier: `第${NUMERALS[index] ?? index + 1}档（${limit}）`,
      prices: { ...prices, ...tier.prices },
    };
  });
}

/** The basic charge by load: a column for each side of each figure. */
function loadColumns(lines: readonly Line[]): readonly PriceColumn[] {
  const columns = COLUMNS.filter(({ group }) => group === BASIC);
  return columns.flatMap(({ key, heading }) =>
    LOADS.flatMap(({ load, word }): PriceColumn[] => {
      const byLoad = `${key}_${load}` as PriceKey;
      const figures = lines.flatMap(({ prices }) => prices[byLoad]?.kwhPerKva ?? []);
      return [...new Set(figures)].map((kwhPerKva) => ({
        key: byLoad,
        group: BASIC,
        heading: `${heading}月每千伏安用电量${kwhPerKva}千瓦时${word}`,
        kwhPerKva,
      }));
    }),
  );
}
