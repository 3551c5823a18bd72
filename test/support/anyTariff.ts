import fc from 'fast-check';
import { addDays, localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import type { CalculationInput, SupplySpan } from '#shared/domain/tariff/index.ts';
import { billInput } from './billInput.ts';

/** Decimal text with up to `places` places, from 0 to 999. */
const decimalText = (places: number) =>
  fc
    .integer({ min: 0, max: 999 * 10 ** places })
    .map((value) => new Decimal(value).div(10 ** places).toFixed());

const price = decimalText(4);
const prices = fc
  .uniqueArray(fc.constantFrom(...PERIOD_CODES), { minLength: 1 })
  .chain((codes) => fc.record(Object.fromEntries(codes.map((code) => [code, price]))));

/** Limits that rise, the last one open. */
function tiers(limit: string, priced: fc.Arbitrary<object>) {
  return fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 }).chain((limits) => {
    const rising = [...limits.sort((a, b) => a - b).map(String), null];
    return fc.tuple(...rising.map((upTo) => priced.map((one) => ({ [limit]: upTo, ...one }))));
  });
}

const tierPolicies = {
  basis: fc.constantFrom('month', 'year', 'day', 'demand'),
  partYear: fc.constantFrom('by_months', 'whole'),
  partMonth: fc.constantFrom('whole', 'days'),
  dayCount: fc.constantFrom('thirtieths', 'month_days'),
};
const partMonth = { partMonth: tierPolicies.partMonth, dayCount: tierPolicies.dayCount };
const kind = <Kind extends string>(value: Kind) => fc.constant(value);
const onePrice = price.map((value) => ({ price: value }));

/** An item of each kind that needs no other item, without its code. */
const FREE_ITEMS = {
  energy: fc.record({ kind: kind('energy'), price }),
  time_of_use: fc.record({ kind: kind('time_of_use'), prices }),
  tier_increment: fc.record({
    kind: kind('tier_increment'),
    ...tierPolicies,
    tiers: tiers('upToKwh', onePrice),
  }),
  tiered_energy: fc.record({
    kind: kind('tiered_energy'),
    ...tierPolicies,
    tiers: tiers(
      'upToKwh',
      fc.oneof(
        onePrice,
        prices.map((value) => ({ prices: value })),
      ),
    ),
  }),
  slab: fc.record({ kind: kind('slab'), ...tierPolicies, tiers: tiers('upToKwh', onePrice) }),
  surcharge: fc.record({ kind: kind('surcharge'), price }),
  fixed: fc.record({
    kind: kind('fixed'),
    per: fc.constantFrom('month', 'day'),
    amount: price,
    ...partMonth,
  }),
  capacity: fc.record({ kind: kind('capacity'), price, dayCount: tierPolicies.dayCount }),
  contract_demand: fc.record({ kind: kind('contract_demand'), price }),
  actual_demand: fc.record({ kind: kind('actual_demand'), price }),
  reactive_energy: fc.record({
    kind: kind('reactive_energy'),
    price,
    freePercentOfEnergy: decimalText(1),
  }),
  reactive_demand: fc.record({
    kind: kind('reactive_demand'),
    price,
    freePercentOfDemand: decimalText(1),
    by: fc.constantFrom('register', 'average'),
  }),
  demand: fc.record({
    kind: kind('demand'),
    tiers: tiers('upToKw', onePrice),
    ratchet: fc.record({ percent: decimalText(1), months: fc.integer({ min: 1, max: 12 }) }),
  }),
} as const;

/** An item of each kind that goes by the items before it. */
const LATER_ITEMS = {
  power_factor: fc.record({ kind: kind('power_factor'), withoutEnergy: fc.constantFrom('stop', 'skip') }),
  percent: fc.record({ kind: kind('percent'), percent: decimalText(2) }),
  minimum: fc.record({ kind: kind('minimum'), amount: decimalText(2), ...partMonth }),
} as const;

export type FreeKind = keyof typeof FREE_ITEMS;

/** Items of some kinds, freely combined, each with a code of its own. */
export function anyItems(kinds: readonly FreeKind[]): fc.Arbitrary<readonly object[]> {
  return fc
    .array(fc.oneof(...kinds.map((one) => FREE_ITEMS[one] as fc.Arbitrary<object>)), {
      minLength: 1,
      maxLength: 6,
    })
    .map((items) => items.map((item, index) => ({ ...item, code: `item_${index}`, name: `item ${index}` })));
}

/** Any valid tariff document: items of all kinds, those that go by others last, with or without tax. */
export const anyTariff: fc.Arbitrary<object> = fc
  .tuple(
    anyItems(Object.keys(FREE_ITEMS) as FreeKind[]),
    fc.array(fc.oneof(LATER_ITEMS.power_factor, LATER_ITEMS.percent, LATER_ITEMS.minimum), { maxLength: 3 }),
    fc.option(fc.record({ mode: fc.constantFrom('included', 'added'), percent: decimalText(1) })),
  )
  .map(([items, later, tax]) => {
    const of = items.map((_item, index) => `item_${index}`);
    const named = later.map((item, index) => ({
      ...item,
      of,
      code: `later_${index}`,
      name: `later ${index}`,
    }));
    return { tax, items: [...items, ...named] };
  });

const kwh = fc.integer({ min: 0, max: 50_000 }).map((value) => new Decimal(value).div(10));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4 });

const quantities = fc
  .uniqueArray(fc.constantFrom(...PERIOD_CODES))
  .chain((codes) => fc.tuple(fc.constant(codes), fc.array(kwh, { minLength: 5, maxLength: 5 })))
  .map(([codes, amounts]) => {
    const periods: Partial<Record<PeriodCode, Decimal>> = {};
    codes.forEach((code, index) => {
      periods[code] = amounts[index] as Decimal;
    });
    const counted = codes.length === 0 ? amounts.slice(0, 1) : Object.values(periods);
    return { total: counted.reduce((sum, one) => sum.plus(one), new Decimal(0)), periods };
  });

const demand = fc
  .tuple(kwh, fc.dictionary(fc.constantFrom(...PERIOD_CODES), kwh))
  .map(([max, periods]) => ({ max, periods }));

/** Any bill of October 2026, with some of the figures that tariffs ask for unknown. */
export const anyBill: fc.Arbitrary<CalculationInput> = fc
  .record({
    quantities,
    usedThisYear: kwh,
    months: fc.integer({ min: 1, max: 3 }),
    yearMonths: fc.integer({ min: 1, max: 12 }),
    isPartMonth: fc.boolean(),
    householdSize: maybe(fc.integer({ min: 1, max: 9 })),
    basicChargeBy: maybe(fc.constantFrom('capacity' as const, 'contract' as const, 'actual' as const)),
    powerFactorStandard: maybe(fc.constantFrom('0.90' as const, '0.85' as const, '0.80' as const)),
    reactiveKvarh: maybe(kwh),
    reactiveDemandKvar: maybe(kwh),
    demand: maybe(demand),
    demandHistory: fc
      .array(demand, { maxLength: 3 })
      .map((all) => all.map((one, index) => ({ ...one, period: period(`2026-0${index + 6}`) }))),
    changes: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    supplies: fc.array(fc.tuple(maybe(kwh), maybe(kwh)), { minLength: 4, maxLength: 4 }),
  })
  .map(({ changes, supplies, ...input }) =>
    billInput(input.quantities, {
      ...input,
      supply: supplyOf(
        changes.sort((a, b) => a - b),
        supplies,
      ),
    }),
  );

function supplyOf(
  changes: readonly number[],
  supplies: readonly (readonly [Decimal | null, Decimal | null])[],
): readonly SupplySpan[] {
  const first = localDate('2026-10-01');
  const days = [0, ...changes];
  return days.map((from, index) => ({
    startOn: addDays(first, from),
    endOn: addDays(first, days[index + 1] ?? 31),
    capacityKva: supplies[index]?.[0] ?? null,
    contractKw: supplies[index]?.[1] ?? null,
  }));
}
