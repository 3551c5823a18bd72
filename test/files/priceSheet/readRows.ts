import { join } from 'node:path';
import { readPriceSheet } from '#core/files/tariff/priceSheet/readPriceSheet.ts';
import type { PriceFigures } from '#shared/domain/tariff/index.ts';
import type { Rows } from './publishedTables.ts';
import { writeRows } from './writeRows.ts';

/** Writes these rows into a workbook of the folder and reads it as a price sheet. */
export async function readRows(folder: string, rows: Rows) {
  const path = join(folder, 'sheet.xlsx');
  await writeRows(path, rows);
  const sheet = await readPriceSheet(path);
  if (!sheet.ok) throw new Error(JSON.stringify(sheet.error));
  return sheet.value;
}

/** The prices alone, without where they stand. */
export const valuesOf = (prices: PriceFigures) =>
  Object.fromEntries(Object.entries(prices).map(([key, figure]) => [key, figure.value]));
