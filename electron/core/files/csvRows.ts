import { CsvError, type Info, parse } from 'csv-parse/sync';
import { shortRawText } from './rawText.ts';
import type { TableRow } from './table.ts';

export type Delimiter = ',' | '\t' | ';' | '|';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
const BLOCK_LINES = 1_000;
/** What a file is and what its columns mean is looked up in its first lines, several times. */
const FIRST_LINES = 64;
/** A quoted cell may hold line breaks; one that runs on longer than this was never closed. */
const RECORD_LINES = 20;
const SAMPLE_LINES = 40;
/** In characters. No line of a table is longer; what is, is another format or lost its line ends. */
const LONGEST_LINE = 100_000;

/** The character that separates most in the first lines; a comma where nothing separates. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.split('\n', SAMPLE_LINES).join('\n');
  let best: Delimiter = ',';
  let bestCount = 0;
  for (const delimiter of DELIMITERS) {
    const count = sample.split(delimiter).length - 1;
    if (count > bestCount) [best, bestCount] = [delimiter, count];
  }
  return best;
}

/**
 * Cuts delimited text into rows, block by block, with the line number at which each began. Every cell
 * stays the text that stood there. A quote that is never closed or a line without end makes its own line bad
 * (`problem`) and no other.
 */
export function* csvRows(text: string, delimiter: Delimiter): Generator<TableRow[]> {
  const lines = new LineCutter(text);
  let from = 0;
  for (let lot = lines.next(0, FIRST_LINES); lot.length > 0; lot = lines.next(from, BLOCK_LINES)) {
    const long = lot.findIndex((line) => line.length > LONGEST_LINE);
    if (long === 0) {
      yield [{ ...rowOf(from + 1, [], lot[0] ?? ''), problem: 'line_too_long' }];
      from += 1;
      continue;
    }
    const block = long < 0 ? lot : lot.slice(0, long);
    if (!block.some((line) => line.includes('"'))) {
      yield plainRows(block, from, delimiter);
      from += block.length;
      continue;
    }
    const { rows, lineCount } = quotedRows(block, from, delimiter);
    if (lineCount === 0) {
      rows.push({ ...rowOf(from + 1, [], block[0] ?? ''), problem: 'quote_not_closed' });
    }
    yield rows;
    from += Math.max(lineCount, 1);
  }
}

/** Cuts a text into lines as they are asked for: a large file is never held twice. */
class LineCutter {
  readonly #text: string;
  /** A text without a line feed has lines of the old Macintosh. */
  readonly #lineEnd: '\n' | '\r';
  /** Lines of the latest block that may be asked for again, and the number of the first, from 0. */
  #lines: string[] = [];
  #firstNo = 0;
  /** Where the next line begins; beyond the text's end there is none. */
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = text.includes('\n') ? '\n' : '\r';
  }

  /** Up to `most` lines from a number on that is never before that of the block before. */
  next(from: number, most: number): readonly string[] {
    this.#lines = this.#lines.slice(from - this.#firstNo);
    this.#firstNo = from;
    while (this.#lines.length < most && this.#at <= this.#text.length) {
      const found = this.#text.indexOf(this.#lineEnd, this.#at);
      const end = found < 0 ? this.#text.length : found;
      const line = this.#text.slice(this.#at, end);
      this.#lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
      this.#at = end + 1;
    }
    return this.#lines;
  }
}

function rowOf(lineNo: number, cells: readonly string[], rawText: string): TableRow {
  return { lineNo, cells, rawText: shortRawText(rawText), lossyCells: NONE, errorCells: NONE, problem: null };
}

const NONE: readonly number[] = [];

/** Without a quote character there are no quoting rules, and cutting is six times as fast. */
function plainRows(block: readonly string[], from: number, delimiter: Delimiter): TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, line] of block.entries()) {
    if (line !== '') rows.push(rowOf(from + index + 1, line.split(delimiter), line));
  }
  return rows;
}

/** Rows of the block up to the first record that does not close in it, and the lines they took. */
function quotedRows(
  block: readonly string[],
  from: number,
  delimiter: Delimiter,
): { readonly rows: TableRow[]; readonly lineCount: number } {
  const rows: TableRow[] = [];
  let lineCount = 0;
  const takeRecord = (cells: string[], info: Pick<Info, 'lines'>): null => {
    let first = lineCount;
    while (first < info.lines - 1 && block[first] === '') first += 1;
    if (info.lines - first > RECORD_LINES) throw new UnclosedQuote();
    rows.push(rowOf(from + first + 1, cells, block.slice(first, info.lines).join('\n')));
    lineCount = info.lines;
    return null;
  };
  try {
    parse(block.join('\n'), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: takeRecord,
    });
    return { rows, lineCount: block.length };
  } catch (error) {
    const unclosed =
      error instanceof UnclosedQuote || (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED');
    if (!unclosed) throw error;
    return { rows, lineCount };
  }
}

class UnclosedQuote extends Error {}
