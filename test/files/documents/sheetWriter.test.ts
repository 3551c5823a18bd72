import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import exceljs from 'exceljs';
import { afterEach, expect, test } from 'vitest';
import { escapeFormula } from '#core/files/escapeFormula.ts';
import { type SheetColumn, type SheetRow, writeWorkbook } from '#core/files/sheetWriter.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-sheets-'));
const path = join(folder, 'book.xlsx');
const FACTS = { author: '测试供电所', createdAt: '2026-11-10T02:00:00.000Z' };
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

const COLUMNS: readonly SheetColumn[] = [
  { heading: '户号', kind: 'text' },
  { heading: '摘要', kind: 'text', width: 30 },
  { heading: '笔数', kind: 'count' },
  { heading: '金额（元）', kind: 'amount', isTotalled: true },
];

const ROWS: readonly SheetRow[] = [
  ['0010', '=cmd|calc', 1, 10],
  ['1914310000010100016', '电费', 2, 20],
  ['000123', '-3', 3, 123_456_789],
  ['0000000000000000000042', null, null, -5],
];

function write(rows: Iterable<SheetRow> | AsyncIterable<SheetRow> = ROWS, to = path) {
  return writeWorkbook(to, FACTS, async (writer) => {
    await writer.sheet('明细', COLUMNS, rows, '合计');
    await writer.sheet('参数', [{ heading: '名称', kind: 'text' }], [['版本']]);
  });
}

test('amounts are numbers to the last cent, identifiers keep zeros and all digits: read by SheetJS', async () => {
  expect(await write()).toMatchObject({ ok: true });
  const book = read(readFileSync(path), { cellFormula: true });
  expect(book.SheetNames).toEqual(['明细', '参数']);
  const sheet = book.Sheets.明细 ?? {};
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null });
  expect(rows.slice(1, 5)).toEqual([
    ['0010', "'=cmd|calc", 1, 0.1],
    ['1914310000010100016', '电费', 2, 0.2],
    ['000123', "'-3", 3, 1_234_567.89],
    ['0000000000000000000042', null, null, -0.05],
  ]);
  expect(sheet.A2).toMatchObject({ t: 's' });
  expect(sheet.D2).toMatchObject({ t: 'n', w: '0.10' });
  // What a person sees who adds the column up.
  expect(sheet.D6).toMatchObject({ t: 'n', f: 'SUM(D2:D5)', v: 1_234_568.14 });
});

test('headings are bold and stay in view, and formats are set: read by exceljs', async () => {
  await write();
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet('明细');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet?.getRow(1).getCell(1).font.bold).toBe(true);
  expect(sheet?.getCell('A2').numFmt).toBe('@');
  expect(sheet?.getCell('D2').numFmt).toBe('#,##0.00');
  // A cell without a value has the format of its column, for whoever types one.
  expect(sheet?.getCell('C5').value).toBeNull();
  expect(sheet?.getCell('C5').numFmt).toBe('0');
  expect(sheet?.getColumn(2).width).toBe(30);
  expect(sheet?.getCell('D4').value).toBe(1_234_567.89);
  expect(book.creator).toBe(FACTS.author);
});

test('a sheet without rows has its headings and no totals', async () => {
  await write([]);
  const sheet = read(readFileSync(path)).Sheets.明细 ?? {};
  expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([['户号', '摘要', '笔数', '金额（元）']]);
});

test('what stops in the middle leaves nothing behind, and what was there stays', async () => {
  writeFileSync(path, 'earlier');
  async function* interrupted() {
    for (let index = 0; index < 5_000; index += 1) yield ['1', '行', 1, 1] satisfies SheetRow;
    throw new Error('cancelled');
  }
  await expect(write(interrupted())).rejects.toThrow('cancelled');
  expect(readdirSync(folder)).toEqual(['book.xlsx']);
  expect(readFileSync(path, 'utf8')).toBe('earlier');
});

test('a folder that is not there is refused with the reason', async () => {
  const nowhere = join(folder, 'nowhere', 'book.xlsx');
  expect(await write(ROWS, nowhere)).toEqual({
    ok: false,
    error: { code: 'not_writable', detail: { path: nowhere, reason: 'ENOENT' } },
  });
});

test('a fraction of a cent or an amount beyond what a spreadsheet keeps is a bug, not a wrong figure', async () => {
  await expect(write([['1', '', 1, 0.5]])).rejects.toThrow('whole number');
  await expect(write([['1', '', 1, 10 ** 15]])).rejects.toThrow('too large');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['电费=1', '电费=1'],
  ['', ''],
])('text %j stands as %j', (text, escaped) => {
  expect(escapeFormula(text)).toBe(escaped);
});
