import { afterAll, beforeAll, expect, test } from 'vitest';
import { AsideThread } from '#core/aside/asideThread.ts';
import type { Helper } from '#core/aside/helper.ts';
import { importReadings } from '#core/commands/reading/importReadings.ts';
import type { LedgerTransaction } from '#core/db/database.ts';
import type { Ledger } from '#core/db/ledger.ts';
import { openLedger } from '#core/db/open.ts';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { createFiles } from '#core/files/index.ts';
import type { OpenCommandContext } from '#core/rpc/handlers.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { SeededRandom } from '#core/sample/random.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import { TEST_NOW, type TestOffice } from '../../support/office.ts';
import { type RandomPoint, randomPoint } from '../reading/randomPoints.ts';
import { addPoints, importInput, READ_ON, readingOffice, writeMeterFile } from '../reading/support.ts';
import { counted, through, turn } from './beside.ts';

const POINTS = 900;
const EXCHANGED_ON = '2026-10-10';

let office: TestOffice;
let ledger: Ledger;
let thread: AsideThread;
let points: readonly RandomPoint[];
const losses: unknown[] = [];

beforeAll(async () => {
  const random = new SeededRandom(5);
  points = Array.from({ length: POINTS }, (_, index) => randomPoint(random, index));
  office = await readingOffice([]);
  await addPoints(office, points);
  await exchangeSome();
  await office.core.close();
  const opened = await openLedger({ name: office.ledgerPath, now: TEST_NOW, onNews: () => {} });
  assert(opened.ok && opened.value.sharedFile !== null, 'a ledger in a file opens');
  ledger = opened.value;
  thread = new AsideThread(opened.value.sharedFile, createIdMaker(), (error) => losses.push(error));
  await thread.ready();
});
afterAll(async () => {
  await thread.close();
  await ledger.close();
  await office.close();
});

/** A helper who never comes: the file is cut into the same chunks. */
const nobody: Helper = { offer: () => null };

const isExchanged = (index: number) => index % 25 === 0;
const newMeterNo = ({ accountNo }: RandomPoint) => `N${accountNo}`;

/** Some meters were exchanged this month; the old one was read once more before. */
async function exchangeSome(): Promise<void> {
  const exchanged = points.filter((_, index) => isExchanged(index));
  await office.withLedger(async (db) => {
    for (const { accountNo } of exchanged) {
      await db
        .updateTable('meter_installation')
        .set({ removed_on: EXCHANGED_ON })
        .where('installation_id', '=', `installation-${accountNo}`)
        .execute();
    }
    await insertMany(
      db,
      'meter',
      exchanged.map((point) => ({
        meter_id: newMeterNo(point),
        meter_no: newMeterNo(point),
        digits: 6,
        decimals: 0,
        multiplier: '10',
        period_mapping_json: '{}',
        version: 1,
      })),
    );
    await insertMany(
      db,
      'meter_register',
      exchanged.map((point) => ({ meter_id: newMeterNo(point), register_code: 'total' })),
    );
    await insertMany(
      db,
      'meter_installation',
      exchanged.map((point) => ({
        installation_id: `installation-${newMeterNo(point)}`,
        service_point_id: `point-${point.accountNo}`,
        meter_id: newMeterNo(point),
        installed_on: EXCHANGED_ON,
        removed_on: null,
        version: 1,
      })),
    );
  });
}

type Contents = Awaited<ReturnType<typeof contents>>;

/** What was written, carried out of a transaction that leaves nothing behind. */
class Undone extends Error {
  readonly answer: unknown;
  readonly contents: Contents;
  constructor(answer: unknown, written: Contents) {
    super('undone');
    this.answer = answer;
    this.contents = written;
  }
}

/** What an import writes and answers, without the ids that it makes; the ledger is as before afterwards. */
async function imported(path: string, helper: Helper) {
  const input = importInput(path) as Parameters<typeof importReadings.execute>[1];
  const file = await createFiles().readMeterFile({ path, profileCode: null, profiles: [] });
  assert(file.ok, 'the file is read');
  return ledger
    .transact(async (tx) => {
      const route = await tx.selectFrom('route').selectAll().executeTakeFirstOrThrow();
      const context = await contextOf(tx, helper);
      const answer = await importReadings.execute(context, input, { file: file.value, route });
      throw new Undone(answer, await contents(tx));
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return plain(error.answer, error.contents);
      throw error;
    });
}

async function contextOf(tx: LedgerTransaction, helper: Helper): Promise<OpenCommandContext> {
  const { user_id: userId } = await tx.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow();
  const nothing = () => {};
  const never = (code: string): never => {
    throw new Error(code);
  };
  return {
    tx,
    helper,
    actor: { userId, userName: '', displayName: '', roles: [], mustChangePassword: false },
    office: await tx.selectFrom('office').selectAll().executeTakeFirstOrThrow(),
    now: TEST_NOW,
    businessDate: localDate('2026-11-10'),
    commandId: 'import-beside',
    newId: createIdMaker(),
    checkpoint: turn,
    audit: nothing,
    publish: nothing,
    session: { start: nothing, end: nothing },
    refuse: never,
    refuseKeepingWrites: never,
  };
}

async function contents(tx: LedgerTransaction) {
  const chunks = await tx.selectFrom('reading_batch_chunk').selectAll().orderBy('chunk_no').execute();
  return {
    readings: await tx.selectFrom('reading').selectAll().execute(),
    anomalies: await tx.selectFrom('reading_anomaly').selectAll().execute(),
    batches: await tx.selectFrom('reading_batch').selectAll().execute(),
    lines: await tx.selectFrom('reading_batch_line').selectAll().execute(),
    // Where a chunk ends says nothing about what is kept of a file.
    settled: chunks.flatMap(({ lines_json }) => JSON.parse(lines_json) as unknown[]),
  };
}

/** Ids that were made are told by what they name; rows are put in an order of their own. */
function plain(answer: unknown, written: Contents): Readonly<Record<string, unknown>> {
  const names = new Map<string, string>();
  for (const row of written.readings) {
    names.set(row.reading_id, `${row.meter_id} ${row.register_code} ${row.read_on} ${row.reading_kwh}`);
  }
  for (const { batch_id } of written.batches) names.set(batch_id, 'batch');
  for (const { anomaly_id } of written.anomalies) names.set(anomaly_id, 'anomaly');
  const named = (value: unknown) => JSON.stringify(value).replace(/[\w-]{16,}/g, (id) => names.get(id) ?? id);
  const sorted = Object.entries(written).map(([table, rows]) => [table, rows.map(named).sort()]);
  return { answer: named(answer), ...Object.fromEntries(sorted) };
}

/** Lines that people and handhelds make of good ones. */
function messyLines(random: SeededRandom, oftenOtherwise: number): string[] {
  return points.flatMap((point, index) => {
    const { accountNo, lines } = point;
    const ownLines = isExchanged(index)
      ? [`${accountNo},${newMeterNo(point)},总,,${random.between(0, 90)},10,${READ_ON}`]
      : lines;
    return ownLines.flatMap((line) => {
      if (random.between(1, 100) > oftenOtherwise) return [line];
      const [account = '', meter = '', word = '', , value = ''] = line.split(',');
      return random.pick<readonly string[]>([
        [line, line],
        [`,${meter},${word},,${value},1,${READ_ON}`],
        [`${account},,${word},,${value},1,${READ_ON}`, `,${meter},${word},,${value},1,${READ_ON}`],
        [line, `${account},${meter},${word},,${value},1,2026-09-20`],
        [`${account},${meter},${word},,${value},1,2026-08-25`, line],
        [`${account},X${meter},${word},,${value},1,${READ_ON}`],
        [`${account},${meter},${word},,abc,1,${READ_ON}`],
        [`${account},${meter},${word},,-5,1,${READ_ON}`],
        [`${account},${meter},${word},7,${value},2,${READ_ON}`],
        [`${account},${meter},${word},,${value},1,2027-01-25`],
        [`${account},M${accountNo},${word},,${value},1,2026-10-05`, line],
      ]);
    });
  });
}

/** Behind all lines those of some meters again, named by their accounts, with the same values or others. */
function namedTwice(random: SeededRandom): string[] {
  const again = points.slice(200, 700).flatMap(({ lines }) => lines);
  const byAccount = again.map((line) => {
    const [account = '', , word = '', , value = ''] = line.split(',');
    return `${account},,${word},,${random.pick([value, '17'])},1,${READ_ON}`;
  });
  return [...messyLines(random, 0), ...byAccount];
}

function shuffled(random: SeededRandom, lines: readonly string[]): string[] {
  return lines
    .map((line) => ({ line, place: random.between(0, 1_000_000) }))
    .sort((one, other) => one.place - other.place)
    .map(({ line }) => line);
}

type Case = readonly [name: string, lines: (random: SeededRandom) => readonly string[], isShared: boolean];

test.each<Case>([
  ['in good order', (random) => messyLines(random, 0), true],
  ['with some faults', (random) => messyLines(random, 3), true],
  ['with many faults', (random) => messyLines(random, 40), true],
  ['in any order', (random) => shuffled(random, messyLines(random, 20)), true],
  ['that names meters twice', namedTwice, true],
  ['too short to be shared', (random) => messyLines(random, 20).slice(0, 200), false],
])('a file %s comes to the same with a thread beside the import', async (name, lines, isShared) => {
  const random = new SeededRandom(11);
  const path = writeMeterFile(office, `${name}.csv`, lines(random));
  const { helper, taken } = counted(thread);
  const beside = await imported(path, helper);
  expect(taken() > 0).toBe(isShared);
  expect(beside).toEqual(await imported(path, nobody));
  expect(losses).toEqual([]);
});

test('where the thread ends in the middle the import goes on alone', async () => {
  const path = writeMeterFile(office, 'alone.csv', messyLines(new SeededRandom(3), 3));
  await thread.ready();
  let given = 0;
  const dying = through(thread, (help) => ({
    give: (index, part) => {
      help.give(index, part);
      given += 1;
      if (given === 3) void thread.close();
    },
  }));
  expect(await imported(path, dying)).toEqual(await imported(path, nobody));
  expect(given).toBeGreaterThanOrEqual(3);
});
