import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertMany } from '#core/db/repositories/bulk.ts';
import type { RouteRow } from '#core/db/schema/customers.ts';
import { TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await TestOffice.create();
});
afterAll(() => office.close());

const idOf = (index: number) => `route-${String(index).padStart(4, '0')}`;

const routeOf = (index: number): RouteRow => ({
  route_id: idOf(index),
  route_no: String(index),
  name: '段\'"\\,;',
  cycle_day: (index % 28) + 1,
  reader_user_id: null,
  version: 1,
});

/** Inserts rows, reads them and takes them away again. */
function insertedAs(rows: readonly RouteRow[]): Promise<readonly RouteRow[]> {
  return office.withLedger(async (db) => {
    await insertMany(db, 'route', rows);
    const found = await db.selectFrom('route').selectAll().orderBy('route_id').execute();
    await db.deleteFrom('route').execute();
    return found;
  });
}

const COUNTS = [0, 1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 85, 255, 256, 257, 340, 341, 600, 2_001];

test.each(COUNTS)('%i rows are inserted as they are', async (count) => {
  const rows = Array.from({ length: count }, (_, index) => routeOf(index));
  expect(await insertedAs(rows)).toEqual(rows);
});

test.each([
  ['the last row differs in a column', 299],
  ['the first row differs in a column', 0],
  ['a row in the middle differs in a column', 150],
])('%s that all others share', async (_, different) => {
  const rows = Array.from({ length: 300 }, (__, index) => ({
    ...routeOf(index),
    ...(index === different && { name: '', version: 2 }),
  }));
  expect(await insertedAs(rows)).toEqual(rows);
});

test('rows that share every column are as many as they were, or refused as such', async () => {
  const one = routeOf(1);
  await expect(insertedAs([one, one, one, one])).rejects.toThrow(/unique|duplicate/i);
  expect(await insertedAs([])).toEqual([]);
});

test('of rows that are refused none is inserted, whatever statement they came in', async () => {
  const rows = Array.from({ length: 600 }, (_, index) => routeOf(index === 599 ? 0 : index));
  await office.withLedger(async (db) => {
    const inserting = db.transaction().execute((tx) => insertMany(tx, 'route', rows));
    await expect(inserting).rejects.toThrow(/unique|duplicate/i);
    expect(await db.selectFrom('route').selectAll().execute()).toEqual([]);
  });
});
