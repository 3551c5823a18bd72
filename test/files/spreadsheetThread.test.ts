import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readMeterFile } from '#core/files/meter/readMeterFile.ts';
import { readSpreadsheetAside } from '#core/files/spreadsheetThread.ts';
import { type FileCheckpoint, readTable } from '#core/files/table.ts';
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

/** Stops the work when it is asked for the n-th time. */
function stopAt(count: number): FileCheckpoint {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked === count) throw new Error(`stopped at ${asked}`);
  };
}

test('a workbook is given up in the middle of its reading, one that waits behind it is not begun, and the next is read', async () => {
  const path = await folder.write('stopped.xlsx', workbook(30_000, '甲'));
  const small = await folder.write('small.xlsx', workbook(5, '乙'));
  await Promise.all([
    expect(readTable(path, { checkpoint: stopAt(3) })).rejects.toThrow('stopped at 3'),
    expect(readTable(path, { checkpoint: stopAt(2) })).rejects.toThrow('stopped at 2'),
  ]);
  expect(await rowsOf(small)).toHaveLength(5);
});

test('a meter file is given up while it is read', async () => {
  const path = await folder.write('meters.csv', '户号,资产编号\n1,2\n');
  const request = { path, profileCode: null, profiles: [], checkpoint: stopAt(2) };
  await expect(readMeterFile(request)).rejects.toThrow('stopped at 2');
});

test('a workbook that takes longer than any honest one is given up, and the next one is read', async () => {
  const request = {
    bytes: workbook(2_000, '甲'),
    format: 'xlsx',
    encoding: undefined,
    sheetName: undefined,
  } as const;
  expect(await readSpreadsheetAside(request, undefined, 1)).toMatchObject({
    error: { code: 'file_too_large', detail: { reason: 'time' } },
  });
  expect(await readSpreadsheetAside(request)).toMatchObject({ ok: true, value: { rowCount: 2_000 } });
});
