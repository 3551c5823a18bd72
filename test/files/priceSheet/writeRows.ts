import { writeFileSync } from 'node:fs';
import exceljs from 'exceljs';
import type { Rows } from './publishedTables.ts';

/** Writes a workbook with its merged cells: `^` belongs to the cell above, `<` to the one on its left. */
export async function writeRows(
  path: string,
  rows: Rows,
  more: Readonly<Record<string, Rows>> = {},
): Promise<void> {
  const book = new exceljs.Workbook();
  for (const [name, cells] of Object.entries({ Sheet1: rows, ...more }))
    fillSheet(book.addWorksheet(name), cells);
  writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()));
}

function fillSheet(sheet: exceljs.Worksheet, rows: Rows): void {
  const at = (row: number, column: number) => rows[row]?.[column] ?? null;
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell !== null && cell !== '^' && cell !== '<') sheet.getCell(row + 1, column + 1).value = cell;
    });
  });
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell === '^' || cell === '<') return;
      let [bottom, right] = [row, column];
      while (at(row, right + 1) === '<') right += 1;
      while (at(bottom + 1, column) === '^') bottom += 1;
      if (bottom > row || right > column) sheet.mergeCells(row + 1, column + 1, bottom + 1, right + 1);
    });
  });
}
