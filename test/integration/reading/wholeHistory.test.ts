import { afterEach, beforeEach, expect, test } from 'vitest';
import { recheckPoint } from '#core/db/repositories/reading/recheckPoint.ts';
import { createIdMaker } from '#core/runtime/ids.ts';
import { SeededRandom } from '#core/sample/random.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { type Desk, TEST_NOW, type TestOffice } from '../../support/office.ts';
import { type RandomPoint, randomPoint } from './randomPoints.ts';
import { addPoints, importFile, pointIdOf, READ_ON, readingOffice, writeMeterFile } from './support.ts';

const POINTS = 250;

let office: TestOffice;
let reader: Desk;
beforeEach(async () => {
  office = await readingOffice([]);
  reader = await office.desk('reader', ['reader']);
});
afterEach(() => office.close());

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
