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

/** Now and then below zero, as a rebate is. */
const price = fc.tuple(decimalText(4), fc.integer({ min: 0, max: 9 })).map(([text, draw]) => {
  return draw === 0 && text !== '0' ? `-${text}` : text;
});
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

/** A record of which some keys may be missing. */
function partly(needed: Readonly<Record<string, fc.Arbitrary<unknown>>>, optional: typeof needed) {
  return fc.record({ ...needed, ...optional }, { requiredKeys: Object.keys(needed) });
}

const customerClass = fc.constantFrom('household', 'industrial');
const basicChargeBy = fc.constantFrom('capacity' as const, 'contract' as const, 'actual' as const);

const conditions = {
  customerClasses: customerClass.map((one) => [one]),
  capacityFromKva: decimalText(0),
  basicChargeBy: basicChargeBy.map((one) => [one]),
  kwhUpTo: decimalText(0),
  kwhPerKvaFrom: decimalText(0),
};
const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

/** What every item may state. Energy of some months only would leave others without. */
const common = {
  when: partly({}, conditions),
  taxed: fc.boolean(),
  account: fc.constantFrom('revenue', 'surcharge', 'tax'),
  source: fc.constant('第三条'),
};
const seasonal = { ...common, when: partly({}, { ...conditions, months }) };

const tierPolicies = {
  basis: fc.constantFrom('month', 'year', 'day', 'demand'),
  partYear: fc.constantFrom('by_months', 'whole'),
  partMonth: fc.constantFrom('whole', 'days'),
  dayCount: fc.constantFrom('thirtieths', 'month_days'),
};
const household = fc.record({
  above: fc.integer({ min: 1, max: 6 }),
  kwh: decimalText(0),
});
const tierOptions = { ...common, household, limitPlaces: fc.integer({ min: 0, max: 3 }) };
const partMonth = { partMonth: tierPolicies.partMonth, dayCount: tierPolicies.dayCount };
const kind = <Kind extends string>(value: Kind) => fc.constant(value);
const onePrice = price.map((value) => ({ price: value }));

const pricedTiers = tiers('upToKwh', onePrice);
const tiersByPeriod = tiers(
  'upToKwh',
  fc.oneof(
    onePrice,
    prices.map((value) => ({ prices: value })),
  ),
);
const ratchet = partly(
  { percent: decimalText(1), months: fc.integer({ min: 1, max: 12 }) },
  { ofMonths: months },
);
/** What demand and apparent demand have in common. */
const demandCharge = { roundUpTo: fc.constantFrom('0.001', '0.3', '0.5', '7'), excessPrice: price };
const demandOptions = {
  ...seasonal,
  ...demandCharge,
  over: fc.uniqueArray(fc.constantFrom(...PERIOD_CODES), { minLength: 1 }),
  ratchet,
  atLeastKw: decimalText(1),
  atLeastPercentOfContract: decimalText(1),
};

const apparentOptions = {
  ...seasonal,
  ...demandCharge,
  atLeastPercentOfCapacity: decimalText(1),
  atLeastKva: decimalText(1),
};
/** One price of kVA, or tiers of them. */
const apparentDemand = (needed: Readonly<Record<string, fc.Arbitrary<unknown>>>, optional: typeof needed) =>
  fc.oneof(
    partly({ kind: kind('apparent_demand'), price, ...needed }, optional),
    partly({ kind: kind('apparent_demand'), tiers: tiers('upToKva', onePrice), ...needed }, optional),
  );

/** Without places it would be exact; with them it is rounded. */
const shareOfKwh = { percentOfKwh: decimalText(2), kwhPlaces: fc.constantFrom(undefined, 0, 3) };

/** An item of each kind that needs no other item, without its code. */
const FREE_ITEMS = {
  energy: partly({ kind: kind('energy'), price }, common),
  /** The same item on a percentage of the kWh; not among those whose amounts add up over parts of a bill. */
  share: fc.oneof(
    partly({ kind: kind('energy'), price, ...shareOfKwh }, common),
    partly({ kind: kind('surcharge'), price, ...shareOfKwh }, seasonal),
    partly({ kind: kind('time_of_use'), prices, ...shareOfKwh }, common),
  ),
  time_of_use: partly({ kind: kind('time_of_use'), prices }, common),
  tier_increment: partly({ kind: kind('tier_increment'), ...tierPolicies, tiers: pricedTiers }, tierOptions),
  tiered_energy: partly({ kind: kind('tiered_energy'), ...tierPolicies, tiers: tiersByPeriod }, tierOptions),
  slab: partly({ kind: kind('slab'), ...tierPolicies, tiers: pricedTiers }, tierOptions),
  surcharge: partly({ kind: kind('surcharge'), price }, seasonal),
  fixed: partly(
    { kind: kind('fixed'), per: fc.constantFrom('month', 'day'), amount: price, ...partMonth },
    seasonal,
  ),
  capacity: partly({ kind: kind('capacity'), price, dayCount: tierPolicies.dayCount }, seasonal),
  contract_demand: partly(
    { kind: kind('contract_demand'), price },
    {
      ...seasonal,
      floorPercentOfCapacity: fc.option(decimalText(1)),
      overPercent: fc.option(decimalText(0)),
      overFactor: decimalText(1),
    },
  ),
  actual_demand: partly(
    { kind: kind('actual_demand'), price },
    { ...seasonal, floorPercentOfCapacity: fc.option(decimalText(1)) },
  ),
  reactive_energy: partly(
    { kind: kind('reactive_energy'), price },
    { ...seasonal, freePercentOfEnergy: decimalText(1) },
  ),
  reactive_demand: partly(
    { kind: kind('reactive_demand'), price, by: fc.constantFrom('register', 'average') },
    { ...seasonal, freePercentOfDemand: decimalText(1) },
  ),
  apparent_demand: fc.oneof(
    apparentDemand({}, { ...apparentOptions, ratchet }),
    apparentDemand({ by: kind('power_factor') }, apparentOptions),
  ),
  demand: fc.oneof(
    partly({ kind: kind('demand'), price }, demandOptions),
    partly({ kind: kind('demand'), tiers: tiers('upToKw', onePrice) }, demandOptions),
  ),
} as const;

const POWER_FACTOR_TABLE = [
  { from: '0.00', percent: '7.5' },
  { from: '0.85', percent: '0' },
  { from: '0.95', percent: '-1.5', perHundredth: '-0.25' },
];

/** An item of each kind that goes by the items before it. */
const LATER_ITEMS = {
  power_factor: partly(
    { kind: kind('power_factor'), withoutEnergy: fc.constantFrom('stop', 'skip') },
    {
      ...seasonal,
      standard: fc.constantFrom('0.90', '0.85', '0.80', 'of_account'),
      table: fc.constant(POWER_FACTOR_TABLE),
    },
  ),
  percent: partly({ kind: kind('percent'), percent: decimalText(2) }, seasonal),
  power_factor_places: partly(
    {
      kind: kind('power_factor'),
      table: fc.constant(POWER_FACTOR_TABLE),
      places: fc.integer({ min: 2, max: 4 }),
      rounding: fc.constantFrom('half_up', 'down'),
    },
    seasonal,
  ),
  minimum: partly({ kind: kind('minimum'), amount: decimalText(2), ...partMonth }, seasonal),
} as const;

/** Always the last item. */
const ROUNDING = partly(
  {
    kind: kind('rounding'),
    code: fc.constant('rounding'),
    name: fc.constant('rounding'),
    to: fc.constantFrom('0.01', '0.05', '1', '10'),
  },
  { ...seasonal, mode: fc.constantFrom('nearest', 'down', 'up') },
);

export type FreeKind = keyof typeof FREE_ITEMS;

/** Items of some kinds that apply to every bill, freely combined, each with a code of its own. */
export function anyItems(kinds: readonly FreeKind[]): fc.Arbitrary<readonly object[]> {
  return conditionalItems(kinds).map((items) => items.map(({ when: _, ...item }) => item));
}

function conditionalItems(kinds: readonly FreeKind[]): fc.Arbitrary<readonly { readonly when?: unknown }[]> {
  return fc
    .array(fc.oneof(...kinds.map((one) => FREE_ITEMS[one] as fc.Arbitrary<{ readonly when?: unknown }>)), {
      minLength: 1,
      maxLength: 6,
    })
    .map((items) => items.map((item, index) => ({ ...item, code: `item_${index}`, name: `item ${index}` })));
}

/** Any valid tariff document: items of all kinds, those that go by others last, with or without tax. */
export const anyTariff: fc.Arbitrary<object> = fc
  .tuple(
    conditionalItems(Object.keys(FREE_ITEMS) as FreeKind[]),
    fc.array(
      fc.tuple(fc.oneof(...Object.values(LATER_ITEMS)), fc.array(fc.nat(), { minLength: 1, maxLength: 6 })),
      { maxLength: 3 },
    ),
    fc.option(fc.record({ mode: fc.constantFrom('included', 'added'), percent: decimalText(1) })),
    fc.option(ROUNDING),
  )
  .map(([items, later, tax, rounding]) => {
    const named = later.map(([item, picks], index) => ({
      ...(item as object),
      of: [...new Set(picks.map((pick) => `item_${pick % items.length}`))],
      code: `later_${index}`,
      name: `later ${index}`,
    }));
    return { tax, items: [...items, ...named, ...(rounding === null ? [] : [rounding])] };
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

/** A bill of which October is only the part under one price. */
const TWO_MONTHS = { startOn: localDate('2026-09-01'), endOn: localDate('2026-11-01') };

/** Any bill of October 2026, with some of the figures that tariffs ask for unknown. */
export const anyBill: fc.Arbitrary<CalculationInput> = fc
  .record({
    quantities,
    usedThisYear: kwh,
    months: fc.integer({ min: 1, max: 3 }),
    yearMonths: fc.integer({ min: 1, max: 12 }),
    isPartMonth: fc.boolean(),
    householdSize: maybe(fc.integer({ min: 1, max: 9 })),
    basicChargeBy: maybe(basicChargeBy),
    customerClass: maybe(customerClass),
    rest: maybe(kwh),
    powerFactorStandard: maybe(fc.constantFrom('0.90' as const, '0.85' as const, '0.80' as const)),
    reactiveKvarh: maybe(kwh),
    reactiveDemandKvar: maybe(kwh),
    apparentDemandKva: maybe(kwh),
    apparentDemandHistory: fc
      .array(kwh, { maxLength: 3 })
      .map((all) => all.map((kva, index) => ({ kva, period: period(`2026-0${index + 6}`) }))),
    demand: maybe(demand),
    demandHistory: fc
      .array(demand, { maxLength: 3 })
      .map((all) => all.map((one, index) => ({ ...one, period: period(`2026-0${index + 6}`) }))),
    changes: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    supplies: fc.array(fc.tuple(maybe(kwh), maybe(kwh)), { minLength: 4, maxLength: 4 }),
  })
  .map(({ changes, supplies, rest, ...input }) =>
    billInput(input.quantities, {
      ...input,
      ...(rest === null ? {} : { whole: { span: TWO_MONTHS, total: input.quantities.total.plus(rest) } }),
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
