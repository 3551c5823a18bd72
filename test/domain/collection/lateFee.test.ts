import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectionSettingsOf, lateFeeRatesOf } from '#shared/domain/collection/collectionSettings.ts';
import { dueLateFee, type LateFeeCharge, type LateFeeFacts } from '#shared/domain/collection/lateFee.ts';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { minor, sumMinor } from '#shared/domain/money.ts';

const settings = collectionSettingsOf({});
const DUE = localDate('2026-10-25');

function facts(changes: Partial<LateFeeFacts> = {}): LateFeeFacts {
  return {
    dueOn: DUE,
    unpaidMinor: minor(10_000),
    charged: [],
    rates: lateFeeRatesOf(settings, 'household'),
    leastMinor: minor(0),
    ...changes,
  };
}

const total = (charges: readonly LateFeeCharge[]) => sumMinor(charges.map(({ amountMinor }) => amountMinor));

test.each([
  ['household', '2026-10-25', 0],
  ['household', '2026-10-26', 10],
  ['household', '2026-11-04', 100],
  ['commercial', '2026-11-04', 200],
  // 67 days of this year at 2 per mille, 10 of the next at 3.
  ['commercial', '2027-01-10', 1340 + 300],
])('100 yuan of a %s due on 25 October and paid on %s: %d fen', (customerClass, paidOn, expected) => {
  const rates = lateFeeRatesOf(settings, customerClass);
  expect(total(dueLateFee(facts({ rates }), localDate(paidOn)))).toBe(expected);
});

test('to day 5 and later to day 35 makes 35 days in all, not 5 + 35', () => {
  const first = dueLateFee(facts(), addDays(DUE, 5));
  const second = dueLateFee(facts({ charged: first }), addDays(DUE, 35));
  expect([total(first), total(second)]).toEqual([50, 300]);
  expect(dueLateFee(facts({ charged: [...first, ...second] }), addDays(DUE, 35))).toEqual([]);
});

test('the least late fee is asked for once, and later days first use it up', () => {
  const leastMinor = minor(100);
  const first = dueLateFee(facts({ leastMinor }), addDays(DUE, 3));
  expect(total(first)).toBe(100);
  const second = dueLateFee(facts({ leastMinor, charged: first }), addDays(DUE, 9));
  expect(total(second)).toBe(0);
  const third = dueLateFee(facts({ leastMinor, charged: [...first, ...second] }), addDays(DUE, 12));
  expect(total(third)).toBe(20);
});

test('nothing is due without unpaid principal, and days that make less than half a cent stay open', () => {
  expect(dueLateFee(facts({ unpaidMinor: minor(0) }), addDays(DUE, 40))).toEqual([]);
  expect(dueLateFee(facts({ unpaidMinor: minor(100) }), addDays(DUE, 4))).toEqual([]);
  expect(total(dueLateFee(facts({ unpaidMinor: minor(100) }), addDays(DUE, 5)))).toBe(1);
});

test('however often it is asked, each day is charged once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }), fc.nat(5_000), (steps, leastMinor) => {
      // 100,000 yuan, so that every day makes whole cents.
      const base = facts({ unpaidMinor: minor(10_000_000), leastMinor: minor(leastMinor) });
      const charged: LateFeeCharge[] = [];
      let paidOn = DUE;
      for (const step of steps) {
        paidOn = addDays(paidOn, step);
        charged.push(...dueLateFee({ ...base, charged }, paidOn));
      }
      expect(total(charged)).toBe(total(dueLateFee(base, paidOn)));
      for (const [index, charge] of charged.entries()) {
        expect(charge.fromOn).toBe(charged[index - 1]?.untilOn ?? addDays(DUE, 1));
      }
    }),
  );
});

test('settings of the office win, nonsense has the default', () => {
  const own = collectionSettingsOf({
    collection: {
      lateFeeOrder: 'after_principal',
      householdLateFee: { sameYear: '0.002', laterYears: 'much' },
      leastLateFeeMinor: 100,
    },
  });
  expect(own.lateFeeOrder).toBe('after_principal');
  expect(own.householdLateFee.sameYear.toFixed()).toBe('0.002');
  expect(own.householdLateFee.laterYears.toFixed()).toBe('0.001');
  expect(own.leastLateFeeMinor).toBe(100);
  expect(collectionSettingsOf({ collection: { leastLateFeeMinor: -1 } }).leastLateFeeMinor).toBe(0);
});
