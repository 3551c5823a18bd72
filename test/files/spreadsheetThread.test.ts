import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readTable } from '#core/files/table.ts';
import { temporaryFolder } from './meter/meterFiles.ts';

const folder = temporaryFolder();

function workbook(rowCount: number, word: string): Buffer {
  const cells = Array.from({ length: rowCount }, (_, row) => [word, String(row), '2026-10-05', '12.5']);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), '一');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

async function rowsOf(path: string): Promise<readonly (readonly string[])[]> {
  const table = await readTable(path);
  if (!table.ok) throw new Error(table.error.code);
  return [...table.value.rows()].flat().map(({ cells }) => cells);
}

test('a workbook of several chunks is read whole and in its order', async () => {
  const rows = await rowsOf(await folder.write('long.xlsx', workbook(10_000, '甲')));
  expect(rows.map(([, place]) => Number(place))).toEqual(Array.from({ length: 10_000 }, (_, row) => row));
  expect(rows[9_999]).toEqual(['甲', '9999', '2026-10-05', '12.5']);
});

test('workbooks that are read at once each keep their own rows, also beside a damaged one', async () => {
  const paths = await Promise.all(
    ['甲', '乙', '丙'].map((word) => folder.write(`${word}.xlsx`, workbook(5, word))),
  );
  const damaged = await folder.write('damaged.xlsx', workbook(5, '丁').subarray(0, 700));
  const [first, refused, second, third] = await Promise.all([
    rowsOf(paths[0] ?? ''),
    readTable(damaged),
    rowsOf(paths[1] ?? ''),
    rowsOf(paths[2] ?? ''),
  ]);
  expect([first, second, third].map((rows) => rows?.map(([word]) => word).join(''))).toEqual([
    '甲甲甲甲甲',
    '乙乙乙乙乙',
    '丙丙丙丙丙',
  ]);
  expect(refused).toMatchObject({ ok: false, error: { code: 'file_truncated' } });
});
