import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLedger, openLedger } from '#core/db/open.ts';
import { readMeterFile } from '#core/files/meter/readMeterFile.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { fillSampleOffice } from '#core/sample/index.ts';
import { writeMonthReadings } from '#core/sample/monthReadings.ts';
import { period } from '#shared/domain/localDate.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterbook-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the reading files of the sample month are read back whole, with their difficulties', async () => {
  const path = join(folder, 'sample.meterbook');
  const now = '2026-11-10T02:00:00.000Z';
  const month = period('2026-10');
  const plan = {
    points: 120,
    seed: 7,
    period: month,
    now,
    newId: createIdMaker(),
    billedMonths: 0,
    filesFolder: folder,
  };
  await createLedger({
    name: path,
    now,
    tag: 'test',
    fill: async (tx) => void (await fillSampleOffice(tx, { ...plan, checkpoint: async () => {} })),
  });
  const opened = await openLedger({ name: path, now, onNews: () => {} });
  if (!opened.ok) throw new Error(opened.error.code);
  const ledger = opened.value;
  const files = await writeMonthReadings(ledger.reader, { folder, period: month });
  await ledger.close();
  expect(files.map(({ routeNo }) => routeNo)).toEqual(['0001', '0002', '0003', '0004']);
  expect(files.map(({ path }) => extname(path))).toEqual(['.csv', '.xlsx', '.csv', '.csv']);
  const formats: string[] = [];
  const accounts = new Set<string | null>();
  for (const file of files) {
    const read = await readMeterFile({ path: file.path, profileCode: null, profiles: [] });
    if (!read.ok) throw new Error(`refused: ${read.error.code}`);
    formats.push(read.value.format);
    const chunks = [...read.value.chunks()];
    const rows = chunks.flatMap((chunk) => [...chunk.rows]);
    expect(chunks.flatMap((chunk) => [...chunk.errors])).toEqual([]);
    expect(rows.some((row) => row.current === null)).toBe(true);
    expect(rows.some((row) => row.quality === 'estimated')).toBe(true);
    for (const row of rows) accounts.add(row.accountNo);
  }
  expect(formats).toEqual(['csv', 'xlsx', 'csv', 'csv']);
  expect(accounts.size).toBe(120);
  expect([...accounts].every((account) => account?.startsWith('00'))).toBe(true);
});
