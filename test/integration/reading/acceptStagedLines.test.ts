import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptStagedLines } from '#core/db/repositories/reading/acceptStagedLines.ts';
import { loadBatch } from '#core/db/repositories/reading/batches.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { readingBatchLines, readingBatchPage } from '#shared/contract/readingFiles.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { type Desk, TEST_NOW, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  currentValues,
  importFile,
  READ_ON,
  readingOffice,
  rulesIn,
  violations,
  writeMeterFile,
} from './support.ts';

let office: TestOffice;
let reader: Desk;

beforeEach(async () => {
  office = await readingOffice([{ accountNo: '0001', meterNo: 'M1' }]);
  reader = await office.desk('reader', ['reader']);
});

afterEach(async () => {
  expect(await violations(office)).toEqual([]);
  await office.close();
});

function accept(batchId: string, lineNos: readonly number[] | null = null) {
  return office.withLedger((db) =>
    db.transaction().execute(async (tx) => {
      const batch = await loadBatch(tx, batchId);
      assert(batch !== null, 'the batch is there');
      const context = {
        tx,
        newId: createIdMaker(),
        userId: batch.imported_by,
        now: TEST_NOW,
        businessDate: localDate('2026-11-10'),
        settingsJson: '{}',
      };
      const lines = await acceptStagedLines(context, batch, lineNos);
      return lines.map(({ line, outcome }) => `${line.line_no} ${outcome.state}`);
    }),
  );
}

test('lines that waited for their meter are taken once it is there, checked like all others', async () => {
  const path = writeMeterFile(office, 'a.csv', [
    `0002,M2,总,,25300,1,${READ_ON}`,
    `0003,M3,总,,1000000,1,${READ_ON}`,
    `0004,M4,总,,1,1,${READ_ON}`,
  ]);
  const { batchId } = await importFile(reader, path);
  await addPoints(office, [
    { accountNo: '0002', meterNo: 'M2' },
    { accountNo: '0003', meterNo: 'M3' },
  ]);
  expect(await accept(batchId)).toEqual(['2 accepted', '3 rejected', '4 unknown_meter']);
  expect((await currentValues(office, '0002')).at(-1)).toBe(`${READ_ON} 25300 2026-10`);
  expect(await rulesIn(reader, 'open')).toEqual(['0001 missing', '0002 high']);
  const { rows } = await reader.ask(readingBatchLines, { batchId, state: 'all' });
  expect(rows.map(({ state, code }) => [state, code])).toEqual([
    ['adopted', null],
    ['rejected', 'digit_overflow'],
    ['unknown_meter', 'unknown_meter'],
  ]);
  const page = await reader.ask(readingBatchPage, {});
  expect(page.rows).toMatchObject([{ acceptedCount: 1, rejectedCount: 1, unknownMeterCount: 1 }]);
  for (const [filter, count] of [
    [{ isComplete: false }, 1],
    [{ isComplete: true }, 0],
    [{ fileName: page.rows[0]?.fileName.slice(1).toUpperCase() }, 1],
    [{ fileName: '%' }, 0],
    [{ routeId: 'another-route' }, 0],
  ] as const) {
    expect((await reader.ask(readingBatchPage, filter)).rows).toHaveLength(count);
  }
  expect(await accept(batchId)).toEqual(['4 unknown_meter']);
});

test('only the lines that were chosen', async () => {
  const path = writeMeterFile(office, 'a.csv', [
    `0002,M2,总,,2530,1,${READ_ON}`,
    `0003,M3,总,,2530,1,${READ_ON}`,
  ]);
  const { batchId } = await importFile(reader, path);
  await addPoints(office, [
    { accountNo: '0002', meterNo: 'M2' },
    { accountNo: '0003', meterNo: 'M3' },
  ]);
  expect(await accept(batchId, [3])).toEqual(['3 accepted']);
  const { rows } = await reader.ask(readingBatchLines, { batchId });
  expect(rows.map(({ lineNo }) => lineNo)).toEqual([2]);
});
