import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBilledBefore } from '#core/db/repositories/billing/points.ts';
import { insertMany } from '#core/db/repositories/bulk.ts';
import { addMonths, period } from '#shared/domain/localDate.ts';
import { issueBills } from '../../support/issuedBills.ts';
import { TestOffice } from '../../support/office.ts';

const BEFORE = period('2026-05');
const ACCOUNT_NO = '0000000001';
const POINT = `point-${ACCOUNT_NO}`;

let office: TestOffice;
beforeAll(async () => {
  office = await TestOffice.create();
  // Far behind everything, and not billed before: gives the customer and the run.
  await issueBills(office, [
    { accountNo: ACCOUNT_NO, period: '2030-01', amountMinor: 100, dueOn: '2030-02-01' },
  ]);
});
afterAll(() => office.close());

class Undone extends Error {}

const billed = fc.uniqueArray(
  fc.record({
    monthsAgo: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 40 })),
    kwh: fc.integer({ min: 0, max: 500 }),
    isReversed: fc.boolean(),
  }),
  { selector: ({ monthsAgo }) => monthsAgo, maxLength: 8 },
);

test('what was billed before is found however long ago it was, and the year counts from January on', async () => {
  const model = await office.withLedger((db) =>
    db.selectFrom('bill').selectAll().where('service_point_id', '=', POINT).executeTakeFirstOrThrow(),
  );
  await fc.assert(
    fc.asyncProperty(billed, async (months) => {
      const bills = months.flatMap(({ monthsAgo, kwh, isReversed }) => {
        const own = addMonths(BEFORE, -monthsAgo);
        const bill = {
          ...model,
          bill_id: `b${monthsAgo}`,
          bill_no: `${own}-1`,
          period: own,
          start_on: `${own}-01`,
          end_on: `${own}-25`,
          total_kwh: `${kwh}`,
          total_minor: kwh * 50,
        };
        const mirror = {
          ...bill,
          bill_id: `m${monthsAgo}`,
          bill_no: `${own}-2`,
          kind: 'reversal' as const,
          reverses_id: bill.bill_id,
          total_kwh: `${-kwh}`,
          total_minor: kwh * -50,
        };
        return isReversed ? [bill, mirror] : [bill];
      });
      const standing = months
        .filter(({ isReversed }) => !isReversed)
        .sort((one, other) => one.monthsAgo - other.monthsAgo);
      const [last] = standing;
      const thisYear = standing.filter(({ monthsAgo }) => addMonths(BEFORE, -monthsAgo) >= '2026-01');
      await office.withLedger((db) =>
        db
          .transaction()
          .execute(async (tx) => {
            await insertMany(tx, 'bill', bills);
            const found = (await loadBilledBefore(tx, [POINT], BEFORE)).get(POINT);
            expect(found && { ...found, usedThisYear: found.usedThisYear.toNumber() }).toEqual(
              last && {
                billedUntil: `${addMonths(BEFORE, -last.monthsAgo)}-25`,
                usedThisYear: thisYear.reduce((sum, { kwh }) => sum + kwh, 0),
                previous: {
                  period: addMonths(BEFORE, -last.monthsAgo),
                  kwh: expect.toSatisfy((kwh) => kwh.eq(last.kwh)),
                  totalMinor: last.kwh * 50,
                },
              },
            );
            throw new Undone();
          })
          .catch((error: unknown) => {
            if (!(error instanceof Undone)) throw error;
          }),
      );
    }),
  );
});
