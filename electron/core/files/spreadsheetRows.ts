import { CFB, read, SSF, set_cptable } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Decimal, decimalText } from '#shared/domain/money.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { decodeText, type TextEncoding } from './decodeText.ts';
import { FILE_LIMITS } from './fileBytes.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';
import { shortRawText } from './rawText.ts';
import type { SpreadsheetFormat } from './spreadsheetFormat.ts';
import type { SheetRows, TableRow } from './table.ts';
import { isWhole, zipFacts } from './zipFacts.ts';

// Old .xls files of Chinese programs keep their text in code page 936.
set_cptable(codepages);

const CHUNK_ROWS = 4_000;
/** A spreadsheet keeps fifteen digits of a number; a longer one has already lost its last ones. */
const EXACT_DIGITS = 15;
/** What a cell of Excel holds; a longer one was made by something else. */
const LONGEST_CELL = 32_767;

type Cell = { readonly t: string; readonly v?: unknown; readonly z?: unknown; readonly f?: unknown };
type DenseRows = readonly (readonly (Cell | undefined)[] | undefined)[];

type Sheet = {
  readonly '!data'?: DenseRows;
  readonly '!merges'?: readonly { readonly s: Place; readonly e: Place }[];
};
type Place = { readonly r: number; readonly c: number };

/**
 * Reads the rows of the named or the first sheet. Formulas give their stored value (one without is an error cell), dates
 * become `yyyy-mm-dd`.
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  format: SpreadsheetFormat,
  encoding?: TextEncoding,
  sheetName?: string,
): Promise<Result<SheetRows, FileRefusal>> {
  const fit = format === 'xlsx' ? await checkPackage(bytes) : ok({ hasFormulas: false });
  if (!fit.ok) return fit;
  if (format === 'xls' && isEncrypted(bytes)) return refuseFile('password_protected');
  const text = format === 'html' ? decodeText(bytes, encoding) : null;
  if (text && !text.ok) return text;
  const cut = text && unfitHtml(text.value.text);
  if (cut) return cut;
  try {
    const book = read(text ? text.value.text : bytes, {
      type: text ? 'string' : 'array',
      dense: true,
      raw: true,
      sheets: sheetName ?? 0,
      sheetRows: FILE_LIMITS.spreadsheetRows,
      // Stubs show formulas that were never calculated, and cost memory where there are none.
      cellFormula: fit.value.hasFormulas,
      sheetStubs: fit.value.hasFormulas,
      cellHTML: false,
      cellText: false,
      cellNF: true,
    });
    const sheet = book.Sheets[sheetName ?? book.SheetNames[0] ?? ''] as Sheet | undefined;
    const rows = sheet?.['!data'] ?? [];
    if (!rows.some((row) => row?.some((cell) => cell !== undefined && !isBlank(cell)))) {
      return refuseFile('file_empty');
    }
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
    return refuseUnread(error instanceof Error ? error.message : String(error));
  }
}

/** The library throws plain errors for damaged, encrypted and foreign files alike. */
function refuseUnread(message: string): Result<never, FileRefusal> {
  if (/password/i.test(message)) return refuseFile('password_protected');
  if (/workbook stream/i.test(message)) return refuseFile('format_unknown', { reason: 'not_a_workbook' });
  return refuseFile('file_damaged', { cause: message });
}

/** A workbook of today that has a password lies sealed in a container of the old kind. */
function isEncrypted(bytes: Uint8Array): boolean {
  try {
    return CFB.find(CFB.read(bytes, { type: 'array' }), '/EncryptedPackage') !== null;
  } catch {
    // a damaged container: reading it says what is wrong
    return false;
  }
}

/** A table that was cut off would be read as a shorter one; the page of a system that wants a password has none. */
function unfitHtml(html: string): Result<never, FileRefusal> | null {
  const text = html.toLowerCase();
  const last = text.lastIndexOf('<table');
  if (last < 0) return refuseFile('format_unknown', { reason: 'no_table' });
  return text.lastIndexOf('</table') > last ? null : refuseFile('file_truncated', { offset: html.length });
}

const FORMULA = Buffer.from('<f');

/** Looks for the element of a formula in the parts of a sheet, also where one ends inside it. */
class FormulaFinder {
  found = false;
  #tail: Uint8Array = new Uint8Array();

  take(part: Uint8Array): void {
    const text = Buffer.concat([this.#tail, part]);
    for (let at = text.indexOf(FORMULA); at >= 0 && !this.found; at = text.indexOf(FORMULA, at + 1)) {
      this.found = / |>|\//.test(String.fromCharCode(text[at + FORMULA.length] ?? 0));
    }
    this.#tail = text.subarray(-FORMULA.length);
  }
}

async function checkPackage(
  bytes: Uint8Array,
): Promise<Result<{ readonly hasFormulas: boolean }, FileRefusal>> {
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
  const formulas = new FormulaFinder();
  for (const entry of facts.entries) {
    const onPart = entry.name.startsWith('xl/worksheets/') ? formulas.take.bind(formulas) : undefined;
    if (!(await isWhole(bytes, entry, onPart))) {
      return refuseFile('file_damaged', { reason: 'checksum', part: entry.name });
    }
  }
  return ok({ hasFormulas: formulas.found });
}

/** A cell that has only a format. */
function isBlank({ t, f }: Cell): boolean {
  return t === 'z' && f === undefined;
}

function* chunksOf(rows: DenseRows, date1904: boolean): Generator<TableRow[]> {
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const chunk: TableRow[] = [];
    for (let index = from; index < Math.min(rows.length, from + CHUNK_ROWS); index += 1) {
      const row = tableRow(rows[index] ?? [], index + 1, date1904);
      if (row.cells.some((cell) => cell !== '') || row.errorCells.length > 0) chunk.push(row);
    }
    yield chunk;
  }
}

function tableRow(row: readonly (Cell | undefined)[], lineNo: number, date1904: boolean): TableRow {
  const cells: string[] = [];
  const [lossyCells, errorCells]: [number[], number[]] = [[], []];
  for (let column = 0; column < Math.min(row.length, FILE_LIMITS.spreadsheetColumns); column += 1) {
    const cell = row[column];
    if (cell?.t === 'n' && typeof cell.v === 'number' && Math.abs(cell.v) >= 10 ** EXACT_DIGITS) {
      lossyCells.push(column);
    }
    if (cell !== undefined && (cell.t === 'e' || (cell.t === 'z' && !isBlank(cell)))) errorCells.push(column);
    cells.push(cell === undefined ? '' : cellText(cell, date1904));
  }
  const problem = cells.some((cell) => cell.length > LONGEST_CELL) ? 'line_too_long' : null;
  return { lineNo, cells, rawText: shortRawText(cells.join('\t')), lossyCells, errorCells, problem };
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
