import { afterEach, beforeEach, expect, test } from 'vitest';
import { recheckPoint } from '#core/db/repositories/reading/recheckPoint.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { SeededRandom } from '#core/sample/random.ts';
import { addMonths, localDate } from '#shared/domain/localDate.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { type Desk, TEST_NOW, type TestOffice } from '../../support/office.ts';
import {
  addPoints,
  importFile,
  PERIOD,
  pointIdOf,
  READ_ON,
  readingOffice,
  type TestPoint,
  writeMeterFile,
} from './support.ts';

const MONTHS_READ = 17;
const POINTS = 250;
const WORDS: Readonly<Partial<Record<RegisterCode, string>>> = {
  total: '总',
  peak: '峰',
  valley: '谷',
  demand: '需量',
};
const METERS: readonly [readonly RegisterCode[], ...(readonly RegisterCode[])[]] = [
  ['total'],
  ['total', 'peak', 'valley'],
  ['total', 'demand'],
];

let office: TestOffice;
let reader: Desk;
beforeEach(async () => {
  office = await readingOffice([]);
  reader = await office.desk('reader', ['reader']);
});
afterEach(() => office.close());

type RandomPoint = TestPoint & { readonly lines: readonly string[] };

/** A meter that was read for more than a year, with winters, gaps, estimates and rollovers, and what it shows now. */
function randomPoint(random: SeededRandom, index: number): RandomPoint {
  const accountNo = String(index).padStart(4, '0');
  const [meterNo, digits] = [`M${accountNo}`, 4];
  const registers = random.pick(METERS);
  const usual = random.between(20, 600);
  const monthly = (period: string) =>
    Math.round((usual * (/-(0[178]|10)$/.test(period) ? 3 : 1) * random.between(80, 120)) / 100);
  const [firstGap, gap] = [random.between(1, 4), random.pick([0, 0, 0, 1, 2, 5])];
  const estimates = random.pick([0, 0, 0, 1, 3, 6]);
  let shown = random.between(0, 9_999);
  const readings: Record<string, string> = {};
  const estimatedOn: string[] = [];
  for (let back = MONTHS_READ; back >= 1; back -= 1) {
    const period = addMonths(PERIOD, -back);
    if (back < MONTHS_READ) shown = (shown + monthly(period)) % 10_000;
    if (back < MONTHS_READ && back >= firstGap && back < firstGap + gap) continue;
    readings[`${period}-25`] = String(shown);
    if (back <= estimates) estimatedOn.push(`${period}-25`);
  }
  const used = monthly(PERIOD);
  const now = (shown + random.pick([used, used, used, used * 4, 0, Math.round(used / 20), 9_000])) % 10_000;
  const lines = registers.map((code) => `${accountNo},${meterNo},${WORDS[code]},,${now},1,${READ_ON}`);
  return { accountNo, meterNo, digits, decimals: 0, registers, readings, estimatedOn, lines };
}

/** Checks every point by its whole history; gives what the import did not find, or should not have found. */
function differences(points: readonly RandomPoint[]) {
  return office.withLedger((db) =>
    db.transaction().execute(async (tx) => {
      const context = {
        tx,
        newId: createIdMaker(),
        userId: (await tx.selectFrom('user_account').select('user_id').executeTakeFirstOrThrow()).user_id,
        now: TEST_NOW,
        businessDate: localDate('2026-11-10'),
        settingsJson: '{}',
      };
      const missed: string[] = [];
      for (const { accountNo } of points) {
        const found = await recheckPoint(context, pointIdOf(accountNo), localDate(READ_ON), null);
        missed.push(...found.map((one) => `${accountNo} ${one.rule_code} ${one.register_code}`));
      }
      const wrong = await tx
        .selectFrom('reading_anomaly')
        .select(['service_point_id', 'rule_code', 'register_code'])
        .where('state', '=', 'corrected')
        .execute();
      return { missed, wrong };
    }),
  );
}

test.each([1, 2, 3])('an import finds what the whole history of each meter says (seed %i)', async (seed) => {
  const random = new SeededRandom(seed);
  const points = Array.from({ length: POINTS }, (_, index) => randomPoint(random, index));
  await addPoints(office, points);
  const file = writeMeterFile(
    office,
    'a.csv',
    points.flatMap(({ lines }) => lines),
  );
  const imported = await importFile(reader, file);
  expect(imported.acceptedCount).toBe(imported.lineCount);
  const rules = await office.withLedger((db) =>
    db.selectFrom('reading_anomaly').select('rule_code').distinct().execute(),
  );
  expect(rules.map(({ rule_code }) => rule_code)).toEqual(
    expect.arrayContaining(['high', 'low', 'zero', 'rollover', 'negative', 'contradicts_estimate', 'gap']),
  );
  expect(await differences(points)).toEqual({ missed: [], wrong: [] });
});
