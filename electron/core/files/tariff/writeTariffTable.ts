import type { TariffContent } from '#shared/domain/tariff/index.ts';
import type { Result } from '#shared/lib/result.ts';
import { type SheetColumn, writeWorkbook } from '../sheetWriter.ts';
import type { NotWritable, WrittenFile } from '../writeWholeFile.ts';
import { TARIFF_COLUMNS, type TariffColumn } from './tariffColumns.ts';
import { cellsOf, tariffRows } from './tariffRows.ts';

export type TariffTable = {
  readonly author: string;
  readonly createdAt: string;
  /** The name of the sheet: the tariff and its version. */
  readonly title: string;
  readonly content: TariffContent;
};

const NUMBERS: readonly TariffColumn[] = [
  'limit',
  'price',
  'sharp',
  'peak',
  'flat',
  'valley',
  'deep_valley',
  'priority',
];
const WIDTHS: Readonly<Partial<Record<TariffColumn, number>>> = {
  name: 28,
  kind: 18,
  windows: 24,
  rest: 60,
  unit: 14,
};

/** Writes a tariff version as a price table that `readTariffTable` reads back without loss. */
export function writeTariffTable(
  path: string,
  { author, createdAt, title, content }: TariffTable,
): Promise<Result<WrittenFile, NotWritable>> {
  const columns = (Object.keys(TARIFF_COLUMNS) as TariffColumn[]).map(
    (column): SheetColumn => ({
      heading: TARIFF_COLUMNS[column],
      kind: NUMBERS.includes(column) ? 'decimal' : 'text',
      width: WIDTHS[column] ?? 10,
    }),
  );
  const rows = tariffRows(content).map((row) => cellsOf(row).map((cell) => (cell === '' ? null : cell)));
  return writeWorkbook(path, { author, createdAt }, (writer) =>
    writer.sheet(sheetName(title), columns, rows),
  );
}

/** Excel allows 31 characters and none of these. */
function sheetName(title: string): string {
  return title.replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 31);
}
