import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerCheck } from '#shared/contract/ledger.ts';
import { readingBatchLines, readingBatchPage } from '#shared/contract/readingFiles.ts';
import type { Desk, TestOffice } from '../../support/office.ts';
import { addPoints, importFile, READ_ON, readingOffice, writeMeterFile } from './support.ts';

/** More than two chunks of a file. */
const POINTS = 2_300;
const PAGE = 300;

let office: TestOffice;
let reader: Desk;
beforeEach(async () => {
  office = await readingOffice([]);
  reader = await office.desk('reader', ['reader']);
});
afterEach(() => office.close());

const accountOf = (index: number) => String(index).padStart(4, '0');

type Line = {
  lineNo: number;
  itemNo: number;
  state: string;
  accountNo: string | null;
  current: string | null;
};
type State = 'all' | 'problems' | 'accepted' | 'unchanged' | 'rejected';

async function allLines(batchId: string, state: State, limit = PAGE): Promise<Line[]> {
  const lines: Line[] = [];
  let after: string | null = null;
  do {
    const page: { rows: Line[]; next: string | null } = await reader.ask(readingBatchLines, {
      batchId,
      state,
      after,
      limit,
    });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    lines.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return lines;
}

test('every line of a long file is shown once and in its place, whatever became of it', async () => {
  const points = Array.from({ length: POINTS }, (_, index) => ({
    accountNo: accountOf(index),
    meterNo: `M${accountOf(index)}`,
  }));
  await addPoints(office, points);
  // Every seventh line says nothing that is a reading, every hundredth has a strange meter.
  const lineOf = (index: number, value: string) => {
    const meterNo = index % 100 === 50 ? 'X' : `M${accountOf(index)}`;
    return `${accountOf(index)},${meterNo},总,,${index % 7 === 0 ? 'abc' : value},1,${READ_ON}`;
  };
  const lines = points.map((_, index) => lineOf(index, '2530'));
  const { batchId, ...counts } = await importFile(reader, writeMeterFile(office, 'a.csv', lines));

  const all = await allLines(batchId, 'all');
  expect(all.map(({ lineNo }) => lineNo)).toEqual(lines.map((_, index) => index + 2));
  const inState = (wanted: string) => all.filter(({ state }) => state === wanted);
  expect(inState('accepted')).toHaveLength(counts.acceptedCount);
  expect(inState('rejected')).toHaveLength(counts.rejectedCount);
  expect(inState('unknown_meter')).toHaveLength(counts.unknownMeterCount);
  expect(counts).toMatchObject({ lineCount: POINTS, rejectedCount: 329, unknownMeterCount: 20 });
  expect(await allLines(batchId, 'accepted')).toEqual(inState('accepted'));
  expect(await allLines(batchId, 'problems')).toEqual(all.filter(({ state }) => state !== 'accepted'));
  expect(all.find(({ lineNo }) => lineNo === 2_000)).toEqual(
    expect.objectContaining({ itemNo: 1, accountNo: '1998', current: '2530', state: 'accepted' }),
  );
  const first = await reader.ask(readingBatchLines, { batchId, state: 'accepted', limit: 1 });
  expect(first.rows).toMatchObject([
    {
      meterNo: 'M0001',
      registerCode: 'total',
      readOn: READ_ON,
      previous: null,
      rawText: lines[1],
      readingId: expect.any(String),
      code: null,
    },
  ]);

  // Sent again with one more line: what was known is shown as such, beside the one that is new.
  await addPoints(office, [{ accountNo: '9999', meterNo: 'M9999' }]);
  const longer = [...lines, `9999,M9999,总,,2530,1,${READ_ON}`];
  const second = await importFile(reader, writeMeterFile(office, 'b.csv', longer));
  expect(second).toMatchObject({ acceptedCount: 1, unchangedCount: counts.acceptedCount });
  expect(await allLines(second.batchId, 'unchanged')).toHaveLength(counts.acceptedCount);
  expect(await allLines(second.batchId, 'accepted')).toMatchObject([{ accountNo: '9999' }]);

  // And exactly the same once more: nothing is kept of it.
  const again = await importFile(reader, writeMeterFile(office, 'b.csv', longer));
  expect(again).toMatchObject({ isRepeat: true, batchId: second.batchId });
  expect((await reader.ask(readingBatchPage, {})).rows).toHaveLength(2);
  const accountant = await office.desk('accountant', ['accountant']);
  expect(await accountant.ask(ledgerCheck, {})).toMatchObject({ failed: 0 });
});

test('the values of one line keep their order, and lines of files from before are shown as well', async () => {
  await addPoints(office, [{ accountNo: '0001', meterNo: 'M1', registers: ['total', 'peak', 'valley'] }]);
  const lines = ['总', '峰', '谷'].map((word) => `0001,M1,${word},,2530,1,${READ_ON}`);
  const { batchId } = await importFile(reader, writeMeterFile(office, 'a.csv', lines));
  const [first] = await allLines(batchId, 'accepted', 1);
  await office.withLedger(async (db) => {
    const chunk = await db.selectFrom('reading_batch_chunk').selectAll().executeTakeFirstOrThrow();
    const values = (JSON.parse(chunk.lines_json) as unknown[][]).map((line, index) => [
      line[0] === 2 ? 2 : 3,
      line[0] === 2 ? 1 : index,
      ...line.slice(2),
    ]);
    await db
      .updateTable('reading_batch_chunk')
      .set({ lines_json: JSON.stringify(values), last_line_no: 3 })
      .execute();
    await db
      .insertInto('reading_batch_line')
      .values({
        batch_id: batchId,
        line_no: 3,
        item_no: 3,
        register_code: 'total',
        state: 'accepted',
        code: null,
        field: null,
        value: null,
        account_no: 'from before',
        meter_no: null,
        read_on: READ_ON,
        previous_read_on: null,
        previous_kwh: null,
        current_kwh: '1',
        multiplier: null,
        quality: 'actual',
        raw_text: '',
        reading_id: null,
      })
      .execute();
  });
  for (const limit of [1, 2, 3, 10]) {
    const shown = await allLines(batchId, 'all', limit);
    expect(shown.map(({ lineNo, itemNo }) => [lineNo, itemNo])).toEqual([
      [2, 1],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
    expect(shown[0]).toEqual(first);
    expect(shown.at(-1)?.accountNo).toBe('from before');
  }
});
