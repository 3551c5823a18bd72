import { ok, type Result } from '#shared/lib/result.ts';
import { csvRows, type Delimiter, detectDelimiter } from './csvRows.ts';
import { decodeText, type TextEncoding } from './decodeText.ts';
import { FILE_LIMITS, readFileBytes } from './fileBytes.ts';
import type { FileRefusal } from './fileRefusal.ts';
import { spreadsheetFormat } from './spreadsheetFormat.ts';
import { readSpreadsheetAside } from './spreadsheetThread.ts';

/** One row of a table file. Cells are text as it stood there; dates of spreadsheets are `yyyy-mm-dd`. */
export type TableRow = {
  /** 1-based line of the text file or row of the sheet. */
  readonly lineNo: number;
  readonly cells: readonly string[];
  readonly rawText: string;
  /** Cells that a spreadsheet keeps as a number too long to be exact: never an identifier. */
  readonly lossyCells: readonly number[];
  /** Cells whose formula came to an error (`#N/A`), or was never calculated: nobody knows what should stand there. */
  readonly errorCells: readonly number[];
  /** Why the row as a whole is bad; `null` for a good one. */
  readonly problem: 'quote_not_closed' | 'line_too_long' | null;
};

/** Cells that a spreadsheet shows as one: lines from 1 on, columns from 0 on, both ends included. */
export type MergedCells = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

export type Table = {
  readonly format: 'csv' | 'xlsx' | 'xls' | 'html';
  readonly encoding: TextEncoding | null;
  readonly fileHash: string;
  /** About how many rows there are, for progress. */
  readonly rowCount: number;
  /** The rows in chunks; may be walked more than once. */
  readonly rows: () => Iterable<readonly TableRow[]>;
  /** `null` for text, which has no such cells. */
  readonly merges: readonly MergedCells[] | null;
  /** Names of all sheets of the file; empty for text. */
  readonly sheetNames: readonly string[];
};

/** What a sheet gives of a table. */
export type SheetRows = Pick<Table, 'rowCount' | 'rows' | 'merges' | 'sheetNames'>;

/** Hears how much of a file is read; stops the work where the person cancelled. */
export type FileCheckpoint = (done: number, total: number) => Promise<void>;

export type TableOptions = {
  readonly checkpoint?: FileCheckpoint | undefined;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** The sheet of that name in place of the first one. */
  readonly sheetName?: string | undefined;
  /** For files that are never as large as those with thousands of lines. */
  readonly limitBytes?: number;
};

/**
 * Reads a table from delimited text (UTF-8, GB18030, UTF-16 with a mark), xlsx, xls, or the HTML and
 * TSV that banks name `.xls`. What a file is, its content says, not its name.
 */
export async function readTable(
  path: string,
  options: TableOptions = {},
): Promise<Result<Table, FileRefusal>> {
  const { spreadsheetBytes, textBytes } = FILE_LIMITS;
  const limitOf = (head: Uint8Array) => (spreadsheetFormat(head) === null ? textBytes : spreadsheetBytes);
  const file = await readFileBytes(path, (head) => options.limitBytes ?? limitOf(head));
  if (!file.ok) return file;
  const { bytes, hash } = file.value;
  const format = spreadsheetFormat(bytes);
  await options.checkpoint?.(0, 1);
  if (format !== null) {
    const { encoding, sheetName } = options;
    const request = { bytes, format, encoding, sheetName };
    const sheet = await readSpreadsheetAside(request, options.checkpoint);
    return sheet.ok ? ok({ format, encoding: null, fileHash: hash, ...sheet.value }) : sheet;
  }
  const decoded = decodeText(bytes, options.encoding);
  if (!decoded.ok) return decoded;
  await options.checkpoint?.(0, 1);
  const { text, encoding } = decoded.value;
  const delimiter = options.delimiter ?? detectDelimiter(text);
  const rows = () => csvRows(text, delimiter);
  return ok({
    format: 'csv',
    encoding,
    fileHash: hash,
    rowCount: countLines(text),
    rows,
    merges: null,
    sheetNames: [],
  });
}

/** Without cutting it: the lines of a large file take as much memory as the file. */
function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
