import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { ok, type Result } from '#shared/lib/result.ts';
import { escapeFormula } from './escapeFormula.ts';
import { type NotWritable, writeWholeFile } from './writeWholeFile.ts';

type CsvRow = readonly (string | number | null)[];

export type CsvContent = {
  readonly columns: readonly string[];
  readonly rows: Iterable<CsvRow> | AsyncIterable<CsvRow>;
  /** UTF-8 with a byte order mark unless the receiver asks for GB18030, which holds every character too. */
  readonly encoding?: 'utf-8' | 'gb18030';
};

const ROWS_A_WRITE = 2_000;

/**
 * Writes a CSV that a Chinese Excel opens rightly: a byte order mark or GB18030, CRLF, free text that
 * a spreadsheet would run made harmless. Whole or not at all.
 */
export async function writeCsv(
  path: string,
  content: CsvContent,
): Promise<Result<{ readonly path: string }, NotWritable>> {
  const written = await writeWholeFile(path, async (temporaryPath) => {
    const file = await open(temporaryPath, 'w');
    try {
      const bytesOf = (text: string) =>
        content.encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text, 'utf8');
      const mark = content.encoding === 'gb18030' ? '' : '\ufeff';
      let lines = [mark + csvLine(content.columns)];
      for await (const row of content.rows) {
        lines.push(csvLine(row));
        if (lines.length < ROWS_A_WRITE) continue;
        await file.write(bytesOf(lines.join('')));
        lines = [];
      }
      await file.write(bytesOf(lines.join('')));
      await file.sync();
    } finally {
      await file.close();
    }
  });
  return written.ok ? ok({ path: written.value.path }) : written;
}

function csvLine(cells: CsvRow): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A negative amount is a number and not a formula.
  const text = /^-?\d+(?:\.\d+)?$/.test(cell) ? cell : escapeFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
