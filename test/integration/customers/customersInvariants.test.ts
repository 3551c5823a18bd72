import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { customersInvariants } from '#core/db/repositories/customers/customersInvariants.ts';
import { TEST_NOW, type TestOffice } from '../../support/office.ts';
import { pointIdOf, readingOffice } from '../reading/support.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await readingOffice([
    { accountNo: '0001', meterNo: '000111' },
    { accountNo: '0002', meterNo: '000222' },
  ]);
});
afterEach(() => office.close());

/** Names of the invariants that do not hold. */
function broken(): Promise<string[]> {
  return office.withLedger(async (db) => {
    const names: string[] = [];
    for (const { name, check } of customersInvariants) if ((await check(db)).length > 0) names.push(name);
    return names;
  });
}

test('hold in an ordinary ledger', async () => {
  expect(await broken()).toEqual([]);
});

test('see a second meter at a service point', async () => {
  await office.withLedger((db) =>
    db
      .updateTable('meter_installation')
      .set({ service_point_id: pointIdOf('0001') })
      .where('meter_id', '=', 'meter-0002')
      .execute(),
  );
  expect(await broken()).toContain('customers.one_meter_at_a_service_point');
});

test('see a meter without the readings that it begins with', async () => {
  await office.withLedger((db) =>
    insertMany(db, 'meter_register', [{ meter_id: 'meter-0001', register_code: 'peak' }]),
  );
  expect(await broken()).toEqual(['customers.installations_have_opening_readings']);
});

test('see two tariffs on one day', async () => {
  await office.withLedger(async (db) => {
    await insertMany(db, 'tariff', [
      {
        tariff_id: 'tariff-one',
        tariff_code: 'one',
        name: 'one',
        customer_class: 'household',
        version: 1,
        created_at: TEST_NOW,
      },
    ]);
    await insertMany(
      db,
      'tariff_assignment',
      [
        { start_on: '2026-01-01', end_on: '2026-06-02' },
        { start_on: '2026-06-01', end_on: null },
      ].map((span, index) => ({
        assignment_id: `assignment-${index}`,
        service_point_id: pointIdOf('0001'),
        tariff_id: 'tariff-one',
        ...span,
      })),
    );
  });
  expect(await broken()).toEqual(['customers.one_tariff_at_a_service_point']);
});
