import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTable } from '#core/files/table.ts';
import { writeCsv } from '#core/files/writeCsv.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROW = ['0012', 'a "b", c', '=1+1', '-3.50', 7, null] as const;

test.each(['utf-8', 'gb18030'] as const)(
  'a CSV in %s is read back as it was, formulas made harmless',
  async (encoding) => {
    const path = join(folder, `${encoding}.csv`);
    const columns = ['户号', '名称', '备注', '金额', '数', '空'];
    expect(await writeCsv(path, { columns, rows: [ROW], encoding })).toEqual({ ok: true, value: { path } });
    const table = await readTable(path);
    expect(table.ok && table.value.encoding).toBe(encoding);
    expect(table.ok && [...table.value.rows()].flat().map(({ cells }) => cells)).toEqual([
      columns,
      ['0012', 'a "b", c', "'=1+1", '-3.50', '7', ''],
    ]);
  },
);

test('UTF-8 begins with a byte order mark and lines end in CRLF', async () => {
  const path = join(folder, 'mark.csv');
  await writeCsv(path, { columns: ['a'], rows: [['b']] });
  expect(readFileSync(path, 'utf8')).toBe('\ufeffa\r\nb\r\n');
});

test('a folder that does not exist is refused', async () => {
  const written = await writeCsv(join(folder, 'none', 'x.csv'), { columns: ['a'], rows: [] });
  expect(written).toMatchObject({ ok: false, error: { code: 'not_writable', detail: { reason: 'ENOENT' } } });
});
