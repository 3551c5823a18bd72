import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type exceljs from 'exceljs';
import { minorToText } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import type { Result } from '#shared/lib/result.ts';
import { escapeFormula } from './escapeFormula.ts';
import type { MergedCells } from './table.ts';
import { type NotWritable, type WrittenFile, writeWholeFile } from './writeWholeFile.ts';

/**
 * What a column holds. `text` is also for identifiers: account, meter and bank numbers keep their zeros and
 * all their digits. `amount` takes minor units and shows major ones with two places; `count` whole numbers;
 * `decimal` decimal text, a number where a spreadsheet keeps it exactly.
 */
export type SheetColumn = {
  readonly heading: string;
  readonly kind: 'text' | 'amount' | 'count' | 'decimal';
  /** In characters. */
  readonly width?: number;
  /** Adds the column up in the totals row. */
  readonly isTotalled?: boolean;
};

/** A sheet laid out like a printed page: titles, headings of several rows, merged cells. */
export type SheetPage = {
  readonly widths: readonly number[];
  /** Text, a decimal that is a number where a spreadsheet keeps it exactly, or nothing. */
  readonly rows: readonly (readonly (string | { readonly decimal: string } | null)[])[];
  /** Rows up to which lines are headings, bold and in view; the first is 1. */
  readonly headingRows: number;
  readonly merges: readonly MergedCells[];
};

export type SheetCell = string | number | null;
export type SheetRow = readonly SheetCell[];

const NUMBER_FORMATS: Readonly<Record<SheetColumn['kind'], string>> = {
  text: '@',
  amount: '#,##0.00',
  count: '0',
  decimal: 'General',
};
const WIDTHS: Readonly<Record<SheetColumn['kind'], number>> = {
  text: 20,
  amount: 14,
  count: 10,
  decimal: 12,
};

/** Excel keeps 15 digits; an amount with more would silently change. */
const LARGEST_AMOUNT = 10 ** 15;

/** The longest text that a cell takes. */
const LONGEST_TEXT = 32_767;

const ROWS_A_BREATH = 500;

function cellValue(kind: SheetColumn['kind'], cell: SheetCell): string | number | null {
  if (cell === null) return null;
  if (kind === 'text') return escapeFormula(String(cell)).slice(0, LONGEST_TEXT);
  if (kind === 'decimal') return decimalCell(String(cell));
  assert(Number.isSafeInteger(cell), `a ${kind} must be a whole number: ${cell}`);
  if (kind === 'count') return cell;
  assert(Math.abs(Number(cell)) < LARGEST_AMOUNT, `an amount is too large for a spreadsheet: ${cell}`);
  // The nearest double of a text with two places is written back as that text: nothing is rounded.
  return Number(minorToText(Number(cell)));
}

/** Excel keeps fifteen digits: a longer decimal stays text. */
function decimalCell(text: string): string | number {
  const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '').length;
  return digits <= 15 ? Number(text) : text;
}

/** Writes one workbook, row after row, never holding more than a few rows. */
export class SheetWriter {
  readonly #workbook: exceljs.stream.xlsx.WorkbookWriter;
  #rowCount = 0;

  readonly #failure: () => Error | null;

  constructor(workbook: exceljs.stream.xlsx.WorkbookWriter, failure: () => Error | null) {
    this.#workbook = workbook;
    this.#failure = failure;
  }

  /** Adds a sheet that is laid out cell by cell. */
  page(name: string, page: SheetPage): void {
    addPage(this.#workbook, name, page);
  }

  /** Rows written so far, without headings and totals. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Adds a sheet: bold headings that stay in view, a filter, and totals where columns ask for them. */
  async sheet(
    name: string,
    columns: readonly SheetColumn[],
    rows: Iterable<SheetRow> | AsyncIterable<SheetRow>,
    totalLabel?: string,
  ): Promise<void> {
    const sheet = this.#workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    const styles = columns.map(({ kind }) => ({ numFmt: NUMBER_FORMATS[kind] }));
    sheet.columns = columns.map(({ kind, width }, place) => ({
      width: width ?? WIDTHS[kind],
      style: styles[place] ?? {},
    }));
    const head = sheet.addRow(columns.map(({ heading }) => heading));
    head.font = { bold: true };
    head.commit();
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
    const totals = columns.map(() => 0);
    let count = 0;
    for await (const row of rows) {
      assert(row.length === columns.length, `a row of ${name} must have ${columns.length} cells`);
      const values = columns.map(({ kind, isTotalled }, place) => {
        const cell = row[place] ?? null;
        if (isTotalled === true && typeof cell === 'number') totals[place] = (totals[place] ?? 0) + cell;
        // An absent cell has its column's style, and costs nothing.
        return cellValue(kind, cell) ?? undefined;
      });
      const line = sheet.addRow(values);
      // The library knows a style again by its object, and works it out anew for each object.
      line.eachCell((cell, place) => {
        cell.style = styles[place - 1] ?? {};
      });
      line.commit();
      count += 1;
      // The compressor runs between rows: without a pause all rows would wait for it in memory.
      if (count % ROWS_A_BREATH === 0) {
        await letOthersRun();
        const failure = this.#failure();
        if (failure !== null) throw failure;
      }
    }
    if (totalLabel !== undefined && count > 0) {
      const last = count + 1;
      const cells = columns.map(({ kind, isTotalled }, place) => {
        if (isTotalled !== true) return place === 0 ? totalLabel : null;
        const letter = sheet.getColumn(place + 1).letter;
        return { formula: `SUM(${letter}2:${letter}${last})`, result: cellValue(kind, totals[place] ?? 0) };
      });
      const foot = sheet.addRow(cells);
      foot.font = { bold: true };
      foot.commit();
    }
    sheet.commit();
    this.#rowCount += count;
  }
}

/** Adds a page to a workbook. */
function addPage(
  workbook: exceljs.stream.xlsx.WorkbookWriter,
  name: string,
  { widths, rows, headingRows, merges }: SheetPage,
): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: headingRows }] });
  sheet.columns = widths.map((width) => ({ width }));
  rows.forEach((cells, index) => {
    const line = sheet.addRow(
      cells.map((cell) => {
        if (cell === null) return undefined;
        return typeof cell === 'string' ? escapeFormula(cell) : decimalCell(cell.decimal);
      }),
    );
    line.font = { bold: index < headingRows };
    line.alignment = { vertical: 'middle', wrapText: true };
  });
  for (const { top, left, bottom, right } of merges) sheet.mergeCells(top, left + 1, bottom, right + 1);
  sheet.commit();
}

/**
 * Writes an .xlsx file as a whole or not at all; `build` adds the sheets. What it throws, also a
 * cancellation, passes through after the half-written file is gone.
 */
export function writeWorkbook(
  path: string,
  facts: { readonly author: string; readonly createdAt: string },
  build: (writer: SheetWriter) => Promise<void>,
): Promise<Result<WrittenFile, NotWritable>> {
  return writeWholeFile(path, async (temporaryPath) => {
    // Loaded when the first workbook is written: with what it brings along it is a quarter of the program's modules.
    const { default: library } = await import('exceljs');
    const handle = await open(temporaryPath, 'w');
    const stream = handle.createWriteStream();
    const written = finished(stream);
    const workbook = new library.stream.xlsx.WorkbookWriter({
      stream,
      useStyles: true,
      useSharedStrings: false,
      zip: { zlib: { level: 1 } },
    });
    workbook.creator = facts.author;
    workbook.created = new Date(facts.createdAt);
    const writer = new SheetWriter(workbook, () => stream.errored);
    try {
      // Both are waited for: a full disk ends the stream, and would leave the commit waiting for ever.
      await Promise.all([build(writer).then(() => workbook.commit()), written]);
    } finally {
      if (!stream.closed) {
        // Not `events.once`: the compressor may still write, and the error of that would hide why it ended.
        const closed = new Promise<void>((resolve) => stream.once('close', resolve));
        stream.destroy();
        await closed;
      }
    }
  });
}
