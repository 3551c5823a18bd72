import type { CalendarLine, PriceError, PriceRow } from '#shared/domain/tariff/index.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from '../../fileRefusal.ts';
import { readTable } from '../../table.ts';
import { BodyReader } from './bodyReader.ts';
import { readCalendarSheet } from './readCalendarSheet.ts';
import { RowCollector } from './rowCollector.ts';
import { type SheetFacts, sheetFacts } from './sheetFacts.ts';
import { SheetGrid } from './sheetGrid.ts';
import { findSheetHeader, isNumbering } from './sheetHeader.ts';

/** A price table as a province or a grid company publishes it. */
export type PriceSheet = SheetFacts & {
  readonly rows: readonly PriceRow[];
  /** The periods of the day, where the file has a sheet of them. */
  readonly calendar: readonly CalendarLine[];
  /** Headings of columns that were passed over. */
  readonly ignored: readonly string[];
  readonly errors: readonly PriceError[];
};

/** Where a table ends: its notes, or the next table below it. */
const END = /^(?:附?注释?|备注|说明)[:：\d.、（(\s]?|^附?[表件]\s*[二三四2-9]/;

/**
 * Reads the sheet of a price table (xlsx, xls, CSV): the header by its names in the first 40 rows, whatever its depth,
 * classes carried down, a voltage level in each row or one column for each. Everything that is not understood is an
 * error with its cell.
 */
export async function readPriceSheet(path: string): Promise<Result<PriceSheet, FileRefusal>> {
  const table = await readTable(path);
  if (!table.ok) return table;
  const grid = new SheetGrid(table.value);
  const header = findSheetHeader(grid);
  if (header === null) return refuseFile('header_missing', { wanted: ['用电分类', '电度电价'] });
  const { bodyLine, columns } = header;
  const above = grid.lineNos.filter((lineNo) => lineNo < header.firstLine);
  const body = grid.lineNos.filter((lineNo) => lineNo >= bodyLine);
  const noteAt = body.findIndex((lineNo) => END.test(grid.textsOf(lineNo)[0] ?? ''));
  const bodyLines = noteAt < 0 ? body : body.slice(0, noteAt);
  const noteLines = noteAt < 0 ? [] : body.slice(noteAt);
  const texts = (lineNos: readonly number[]) => lineNos.map((lineNo) => grid.textsOf(lineNo).join(' '));
  const facts = sheetFacts(texts(above), texts(noteLines));
  const collector = new RowCollector(facts);
  const reader = new BodyReader(grid, columns, collector);
  for (const lineNo of bodyLines) if (!isNumbering(grid.textsOf(lineNo))) reader.take(lineNo);
  const rows = collector.rows();
  const calendar = await readCalendarSheet(path, table.value.sheetNames);
  if (!calendar.ok) return calendar;
  return ok({
    ...facts,
    rows,
    calendar: calendar.value.lines,
    ignored: header.ignored,
    errors: [...header.errors, ...reader.errors, ...collector.errors, ...calendar.value.errors],
  });
}
