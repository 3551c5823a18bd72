/** A sheet as it is kept: the kinds of its cells are not changed, of a formula its result counts. */
export type WorkbookSheet = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
};

/** Reads a workbook that this program wrote, all of its sheets. */
export async function readWorkbook(path: string): Promise<readonly WorkbookSheet[]> {
  const { default: library } = await import('exceljs');
  const workbook = new library.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.worksheets.map((sheet) => {
    const all = Array.from({ length: sheet.rowCount }, (_, row) =>
      Array.from({ length: sheet.columnCount }, (_, column) =>
        resultOf(sheet.getCell(row + 1, column + 1).value),
      ),
    );
    const [headings = [], ...rows] = all;
    return { name: sheet.name, headings: headings.map(String), rows };
  });
}

function resultOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
}
