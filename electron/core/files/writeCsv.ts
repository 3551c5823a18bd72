import { open } from 'node:fs/promises';
import { ok, type Result } from '#shared/lib/result.ts';
import { escapeFormula } from './escapeFormula.ts';
import { type NotWritable, writeWholeFile } from './writeWholeFile.ts';

export type CsvContent = {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly (string | number | null)[]>;
};

const ROWS_A_WRITE = 2_000;

/**
 * Writes a CSV that a Chinese Excel opens rightly: UTF-8 with a byte order mark, CRLF, free text that
 * a spreadsheet would run made harmless. Whole or not at all.
 */
export async function writeCsv(
  path: string,
  content: CsvContent,
): Promise<Result<{ readonly path: string }, NotWritable>> {
  const written = await writeWholeFile(path, async (temporaryPath) => {
    const file = await open(temporaryPath, 'w');
    try {
      let lines = [`\ufeff${csvLine(content.columns)}`];
      for (const row of content.rows) {
        lines.push(csvLine(row));
        if (lines.length < ROWS_A_WRITE) continue;
        await file.write(lines.join(''));
        lines = [];
      }
      await file.write(lines.join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  });
  return written.ok ? ok({ path: written.value.path }) : written;
}

function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A negative amount is a number and not a formula.
  const text = /^-?\d+(?:\.\d+)?$/.test(cell) ? cell : escapeFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
