import { BASIC_KEYS, type PriceError, type PriceKey } from '#shared/domain/tariff/index.ts';
import { columnMeaning, hasBasicUnit, isCategoryHeading, kwhFactorIn, type Meaning } from './headingWords.ts';
import { cellName, range, type SheetGrid } from './sheetGrid.ts';

/** Headers begin within so many lines. */
const HEADER_LINES = 40;

export type SheetColumn = {
  readonly place: number;
  /** The headings above it, from top to bottom. */
  readonly path: readonly string[];
  readonly meaning: Meaning;
  /** What a figure of the column is multiplied by to be yuan; `null` where it is no figure. */
  readonly factor: string | null;
};

export type SheetHeader = {
  readonly firstLine: number;
  /** The first line below the header. */
  readonly bodyLine: number;
  readonly columns: readonly SheetColumn[];
  /** Headings of columns that say nothing about prices. */
  readonly ignored: readonly string[];
  readonly errors: readonly PriceError[];
};

/** A row that only numbers the columns: 1=2+3, 2, 3. */
export function isNumbering(texts: readonly string[]): boolean {
  return (
    texts.length > 1 &&
    texts.every((text) => /^(?:栏次|序号|[A-Z]|\(?\d{1,2}\)?(?:[=＝][\d+＋\-（）()]+)?)$/.test(text)) &&
    texts.some((text) => /^\(?1\)?(?:[=＝]|$)/.test(text))
  );
}

/** Finds the header by the heading 用电分类 in the first lines, and says what each column holds; `null` without one. */
export function findSheetHeader(grid: SheetGrid): SheetHeader | null {
  for (const firstLine of grid.lineNos.slice(0, HEADER_LINES)) {
    const place = range(0, grid.width - 1).find((column) =>
      isCategoryHeading(grid.at(firstLine, column).text),
    );
    if (place === undefined) continue;
    const bodyLine = firstLineBelow(grid, firstLine, place);
    if (bodyLine === null) return null;
    const columns = columnsOf(grid, firstLine, bodyLine);
    // A column of prices is what tells a price table from any other with classes in it.
    if (columns.some(({ meaning }) => meaning.kind === 'price'))
      return header(grid, firstLine, bodyLine, columns);
  }
  return null;
}

/** The header ends where the column of classes has a text of its own below its heading. */
function firstLineBelow(grid: SheetGrid, firstLine: number, place: number): number | null {
  const { origin } = grid.at(firstLine, place);
  const below = grid.lineNos.filter((lineNo) => lineNo > firstLine);
  const found = below.find((lineNo) => {
    const cell = grid.at(lineNo, place);
    return cell.text !== '' && cell.origin !== origin && !isNumbering(grid.textsOf(lineNo));
  });
  return found ?? null;
}

type HeadedColumn = Pick<SheetColumn, 'place' | 'path' | 'meaning'>;

function columnsOf(grid: SheetGrid, firstLine: number, bodyLine: number): readonly HeadedColumn[] {
  const lines = grid.lineNos.filter(
    (lineNo) => lineNo >= firstLine && lineNo < bodyLine && !isNumbering(grid.textsOf(lineNo)),
  );
  return range(0, grid.width - 1).map((place) => {
    const path: string[] = [];
    const seen = new Set<string>();
    lines.forEach((lineNo, depth) => {
      const { text, origin } = headingAt(grid, lineNo, place, depth === lines.length - 1);
      if (text !== '' && !seen.has(origin)) path.push(text);
      seen.add(origin);
    });
    return { place, path, meaning: columnMeaning(path) };
  });
}

/** A heading, which in text without merged cells stands above the first of its columns only. */
function headingAt(grid: SheetGrid, lineNo: number, place: number, isLast: boolean) {
  const cell = grid.at(lineNo, place);
  if (grid.knowsMerges || isLast || cell.text !== '') return cell;
  const left = range(0, place)
    .reverse()
    .map((column) => grid.at(lineNo, column))
    .find(({ text }) => text !== '');
  return left ?? cell;
}

function header(
  grid: SheetGrid,
  firstLine: number,
  bodyLine: number,
  columns: readonly HeadedColumn[],
): SheetHeader {
  const errors: PriceError[] = [];
  const above = grid.lineNos.filter((lineNo) => lineNo < bodyLine).flatMap((lineNo) => grid.textsOf(lineNo));
  const unitOfSheet = above.filter((text) => /单位/.test(text)).join(' ');
  const seen = new Map<string, string>();
  const priced = columns.map((column): SheetColumn => {
    const { place, path, meaning } = column;
    const cell = cellName(firstLine, place);
    const heading = path.join(' ');
    if (meaning.kind !== 'price' && meaning.kind !== 'fund') return { ...column, factor: null };
    const name = JSON.stringify(meaning);
    const other = seen.get(name);
    if (other !== undefined)
      errors.push({ code: 'column_twice', cell, detail: { heading, otherCell: other } });
    seen.set(name, cell);
    if (meaning.kind === 'price' && isByLoad(meaning.key) && meaning.kwhPerKva === undefined)
      errors.push({ code: 'load_unknown', cell, detail: { heading } });
    const factor = factorOf(meaning, heading, unitOfSheet);
    if (factor === null) errors.push({ code: 'unit_missing', cell, detail: { heading } });
    if (factor === 'many') errors.push({ code: 'unit_unknown', cell, detail: { heading } });
    return { ...column, factor: factor === 'many' ? null : factor };
  });
  const ignored = columns.filter(({ meaning, path }) => meaning.kind === 'other' && path.length > 0);
  return {
    firstLine,
    bodyLine,
    columns: priced,
    ignored: [...new Set(ignored.map(({ path }) => path.join(' ')))],
    errors,
  };
}

const isByLoad = (key: PriceKey) => BASIC_KEYS.some((basic) => key.startsWith(`${basic}_`));

/** The unit above a column counts before that of the sheet; a scale is never inferred from the figures. */
function factorOf(meaning: Meaning, heading: string, unitOfSheet: string): string | null | 'many' {
  const key = meaning.kind === 'price' ? meaning.key : 'funds';
  const basic = BASIC_KEYS.find((one) => key === one || key.startsWith(`${one}_`));
  if (basic !== undefined) {
    return hasBasicUnit(basic, heading) || hasBasicUnit(basic, unitOfSheet) ? '1' : null;
  }
  return kwhFactorIn(heading) ?? kwhFactorIn(unitOfSheet);
}
