import { read, SSF, set_cptable } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Decimal, decimalText } from '#shared/domain/money.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { decodeText, type TextEncoding } from './decodeText.ts';
import { FILE_LIMITS } from './fileBytes.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';
import type { SpreadsheetFormat } from './spreadsheetFormat.ts';
import type { SheetRows, TableRow } from './table.ts';
import { isWhole, zipFacts } from './zipFacts.ts';

// Old .xls files of Chinese programs keep their text in code page 936.
set_cptable(codepages);

const CHUNK_ROWS = 4_000;
/** A spreadsheet keeps fifteen digits of a number; a longer one has already lost its last ones. */
const EXACT_DIGITS = 15;

type Cell = { readonly t: string; readonly v?: unknown; readonly z?: unknown };
type DenseRows = readonly (readonly (Cell | undefined)[] | undefined)[];

type Sheet = {
  readonly '!data'?: DenseRows;
  readonly '!merges'?: readonly { readonly s: Place; readonly e: Place }[];
};
type Place = { readonly r: number; readonly c: number };

/** Reads the rows of the named or the first sheet. Formulas give their stored value, dates become `yyyy-mm-dd`. */
export async function readSpreadsheet(
  bytes: Uint8Array,
  format: SpreadsheetFormat,
  encoding?: TextEncoding,
  sheetName?: string,
): Promise<Result<SheetRows, FileRefusal>> {
  const unfit = format === 'xlsx' ? await unfitPackage(bytes) : null;
  if (unfit) return unfit;
  const text = format === 'html' ? decodeText(bytes, encoding) : null;
  if (text && !text.ok) return text;
  try {
    const book = read(text ? text.value.text : bytes, {
      type: text ? 'string' : 'array',
      dense: true,
      raw: true,
      sheets: sheetName ?? 0,
      sheetRows: FILE_LIMITS.spreadsheetRows,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
    });
    const sheet = book.Sheets[sheetName ?? book.SheetNames[0] ?? ''] as Sheet | undefined;
    const rows = sheet?.['!data'] ?? [];
    if (!rows.some((row) => row?.some((cell) => cell !== undefined))) return refuseFile('file_empty');
    const date1904 = book.Workbook?.WBProps?.date1904 === true;
    const merges = (sheet?.['!merges'] ?? []).map(({ s: from, e: to }) => ({
      top: from.r + 1,
      bottom: to.r + 1,
      left: from.c,
      right: to.c,
    }));
    return ok({
      rowCount: rows.length,
      rows: () => chunksOf(rows, date1904),
      merges,
      sheetNames: book.SheetNames,
    });
  } catch (error) {
    // The library throws plain errors for damaged, encrypted and foreign files alike.
    return refuseFile('file_damaged', { reason: error instanceof Error ? error.message : String(error) });
  }
}

async function unfitPackage(bytes: Uint8Array): Promise<Result<never, FileRefusal> | null> {
  const facts = zipFacts(bytes);
  if (facts === null) return refuseFile('file_truncated', { offset: bytes.length });
  if (!facts.entries.some(({ name }) => name.startsWith('xl/'))) {
    return refuseFile('format_unknown', { reason: 'not_a_workbook' });
  }
  const sizeBytes = facts.entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (sizeBytes > FILE_LIMITS.unpackedBytes) {
    return refuseFile('file_too_large', { sizeBytes, limitBytes: FILE_LIMITS.unpackedBytes, unpacked: true });
  }
  // The library takes a part as it comes: one flipped bit would be read as another number.
  for (const entry of facts.entries) {
    if (!(await isWhole(bytes, entry))) {
      return refuseFile('file_damaged', { reason: 'checksum', part: entry.name });
    }
  }
  return null;
}

function* chunksOf(rows: DenseRows, date1904: boolean): Generator<TableRow[]> {
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const chunk: TableRow[] = [];
    for (let index = from; index < Math.min(rows.length, from + CHUNK_ROWS); index += 1) {
      const row = tableRow(rows[index] ?? [], index + 1, date1904);
      if (row.cells.some((cell) => cell !== '')) chunk.push(row);
    }
    yield chunk;
  }
}

function tableRow(row: readonly (Cell | undefined)[], lineNo: number, date1904: boolean): TableRow {
  const cells: string[] = [];
  const lossyCells: number[] = [];
  for (let column = 0; column < Math.min(row.length, FILE_LIMITS.spreadsheetColumns); column += 1) {
    const cell = row[column];
    if (cell?.t === 'n' && typeof cell.v === 'number' && Math.abs(cell.v) >= 10 ** EXACT_DIGITS) {
      lossyCells.push(column);
    }
    cells.push(cell === undefined ? '' : cellText(cell, date1904));
  }
  return { lineNo, cells, rawText: cells.join('\t'), lossyCells, problem: null };
}

function cellText(cell: Cell, date1904: boolean): string {
  if (typeof cell.v === 'string') return cell.t === 'e' ? '' : cell.v;
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (typeof cell.v !== 'number' || cell.t !== 'n') return '';
  const numberFormat = typeof cell.z === 'string' ? cell.z : 'General';
  if (SSF.is_date(numberFormat)) return dateText(cell.v, date1904);
  const text = decimalText(new Decimal(cell.v.toPrecision(EXACT_DIGITS)));
  // A format of zeros only is how a sheet shows 10 as "0010": what people see is what counts.
  return /^0+$/.test(numberFormat) ? text.padStart(numberFormat.length, '0') : text;
}

/** A day count has no time zone; it is turned into a calendar day without passing through one. */
function dateText(serial: number, date1904: boolean): string {
  const parts: { y: number; m: number; d: number; H: number; M: number; S: number } | null =
    SSF.parse_date_code(serial, { date1904 });
  if (parts === null) return '';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const day = `${String(parts.y).padStart(4, '0')}-${two(parts.m)}-${two(parts.d)}`;
  const isMidnight = parts.H === 0 && parts.M === 0 && parts.S === 0;
  return isMidnight ? day : `${day} ${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`;
}
