import { ok, type Result } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';
import { hasLostCharacters } from './rawText.ts';
import type { Table, TableRow } from './table.ts';

/** Names under which a column may stand in a file, the preferred one first. */
export type ColumnAliases<Field extends string> = Readonly<Partial<Record<Field, readonly string[]>>>;

export type TableHeader<Field extends string> = {
  readonly lineNo: number;
  /** Number of the header's cells up to the last named one. */
  readonly width: number;
  readonly columns: Readonly<Partial<Record<Field, number>>>;
};

const HEADER_ROWS = 40;

/** What of a heading counts: width of characters, case, spaces and brackets around units do not. */
export function headingKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff`*]+/g, '')
    .toLowerCase();
}

/**
 * Finds the header by the names in it among the first 40 rows, never by its row number: the first row
 * that has every required field. Columns that the layout does not know are left alone. A file that ends with its header
 * is empty: whoever hands it in believes that there is something in it.
 */
export function findHeader<Field extends string>(
  table: Table,
  aliases: ColumnAliases<Field>,
  required: readonly Field[],
): Result<TableHeader<Field>, FileRefusal> {
  const fields = Object.entries(aliases) as [Field, readonly string[]][];
  for (const row of firstRows(table)) {
    const keys = row.cells.map(headingKey);
    const columns: Partial<Record<Field, number>> = {};
    for (const [field, names] of fields) {
      const column = names.map((name) => keys.indexOf(headingKey(name))).find((index) => index >= 0);
      if (column !== undefined) columns[field] = column;
    }
    if (required.every((field) => columns[field] !== undefined)) {
      if (!hasLines(table, row.lineNo)) return refuseFile('file_empty', { headerLineNo: row.lineNo });
      return ok({ lineNo: row.lineNo, width: keys.findLastIndex((key) => key !== '') + 1, columns });
    }
  }
  const wanted = required.map((field) => aliases[field]?.[0] ?? field);
  return refuseFile('header_missing', { wanted });
}

function hasLines(table: Table, headerLineNo: number): boolean {
  for (const rows of table.rows()) {
    if (rows.some((row) => row.lineNo > headerLineNo && !isBlankRow(row))) return true;
  }
  return false;
}

/** Whether nothing stands in a row, not even something that is wrong. */
export function isBlankRow({ cells, errorCells, problem }: TableRow): boolean {
  return problem === null && errorCells.length === 0 && cells.every((cell) => cell.trim() === '');
}

function firstRows(table: Table): TableRow[] {
  const rows: TableRow[] = [];
  for (const chunk of table.rows()) {
    rows.push(...chunk.slice(0, HEADER_ROWS - rows.length));
    if (rows.length >= HEADER_ROWS) break;
  }
  return rows;
}

const isIn = (columns: readonly number[], column: number | undefined) =>
  column !== undefined && columns.includes(column);

/** Why nothing in a row can be trusted; `null` where it can. */
export function textProblem(row: TableRow): string | null {
  return row.problem ?? (hasLostCharacters(row.rawText) ? 'characters_lost' : null);
}

/** Why a row does not fit its header; `null` where it does. Empty cells at the end do not count. */
export function rowProblem(
  row: TableRow,
  { width, columns }: Pick<TableHeader<string>, 'width' | 'columns'>,
  isText: boolean,
): string | null {
  const problem = textProblem(row);
  if (problem !== null) return problem;
  if (row.errorCells.length > 0 && Object.values(columns).some((column) => isIn(row.errorCells, column))) {
    return 'formula_error';
  }
  const isShort = isText && row.cells.length < width;
  const isLong = row.cells.length > width && row.cells.slice(width).some((cell) => cell.trim() !== '');
  return isShort || isLong ? 'wrong_cell_count' : null;
}
