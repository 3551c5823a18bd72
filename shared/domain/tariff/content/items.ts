import { z } from 'zod';
import { type DecimalText, decimalOf } from '../../money.ts';
import { PART_MONTHS } from '../items/monthShare.ts';
import {
  common,
  dayCount,
  decimal,
  hundredths,
  itemCodes,
  months,
  periodCode,
  periodPrices,
  positive,
  powerFactorStandard,
  step,
  surchargeAccount,
} from './fields.ts';

/** Upper limits rise, the first above zero; the last tier has none. */
function tierList<Shape extends z.ZodType>(shape: Shape, limitOf: (tier: z.output<Shape>) => string | null) {
  return z
    .array(shape)
    .min(2)
    .max(12)
    .refine(
      (all) => all.every((one, index) => (limitOf(one) === null) === (index === all.length - 1)),
      'last_tier_open',
    )
    .refine(
      (all) =>
        all.every((one, index) => {
          const [limit, before] = [limitOf(one), index === 0 ? '0' : limitOf(all[index - 1] as typeof one)];
          return limit === null || before === null || decimalOf(limit).gt(decimalOf(before));
        }),
      'tiers_out_of_order',
    );
}

/** Limits and prices belong to kWh. */
const kwhTiers = tierList(
  z.strictObject({ upToKwh: positive.nullable(), price: decimal }),
  (one) => one.upToKwh,
);

/** A price for every kWh of the tier, or one for each period of the day; the split over periods is pro rata. */
const pricedKwhTiers = tierList(
  z
    .strictObject({
      upToKwh: positive.nullable(),
      price: decimal.optional(),
      prices: periodPrices.optional(),
    })
    .refine(({ price, prices }) => (price === undefined) !== (prices === undefined), 'price_or_prices'),
  (one) => one.upToKwh,
);

const kwTiers = tierList(
  z.strictObject({ upToKw: positive.nullable(), price: decimal }),
  (one) => one.upToKw,
);

const kvaTiers = tierList(
  z.strictObject({ upToKva: positive.nullable(), price: decimal }),
  (one) => one.upToKva,
);

const tierPolicies = {
  /**
   * `month`: kWh of the bill; `year`: kWh since 1 January, this bill included; `day`: limits times days;
   * `demand`: limits are kWh a month for each kW of the maximum demand, its hours of use.
   */
  basis: z.enum(['month', 'year', 'day', 'demand']),
  /** People above `above` add `kwh` to every limit: per month on the bases month and year, per day on day. */
  household: z.strictObject({ above: z.int().min(1), kwh: positive }).optional(),
  /** A year of which the account had only a part: limits by its months, or whole. */
  partYear: z.enum(['by_months', 'whole']).default('by_months'),
  /** Monthly limits of a first or final month that is not whole: whole, or by its days. */
  partMonth: z.enum(PART_MONTHS).default('whole'),
  dayCount: dayCount.default('month_days'),
  /** Decimal places to which limits of part months are rounded, half up; without it they stay exact. */
  limitPlaces: z.int().min(0).max(6).optional(),
};

/**
 * A charge on a percentage of the kWh: the price document's losses (线损 3 %), or a quantity grossed up for them (106 %). The
 * kWh stay as they are for every other item; losses of the supply's own contract are in them already.
 */
const shareOfKwh = {
  percentOfKwh: positive.optional(),
  /** Decimal places to which these kWh are rounded, half up; without it they stay exact. */
  kwhPlaces: z.int().min(0).max(6).optional(),
};

/** One price for every kWh (电度电费). */
const energy = z.strictObject({ kind: z.literal('energy'), ...common, price: decimal, ...shareOfKwh });

/** A price for each period of the day (峰谷分时); periods without a price stop a bill that has kWh in them. */
const timeOfUse = z.strictObject({
  kind: z.literal('time_of_use'),
  ...common,
  prices: periodPrices,
  ...shareOfKwh,
});

/** Tiers as increments on top of the energy price (阶梯加价): the first increment is usually 0. */
const tierIncrement = z.strictObject({
  kind: z.literal('tier_increment'),
  ...common,
  ...tierPolicies,
  tiers: kwhTiers,
});

/** Tiers with absolute prices, each kWh at the price of its tier. */
const tieredEnergy = z.strictObject({
  kind: z.literal('tiered_energy'),
  ...common,
  ...tierPolicies,
  tiers: pricedKwhTiers,
});

/** The price of the slab that was reached applies to every kWh. */
const slab = z.strictObject({ kind: z.literal('slab'), ...common, ...tierPolicies, tiers: kwhTiers });

/** A fund or levy per kWh (代征基金及附加), always a line of its own. */
const surcharge = z.strictObject({
  kind: z.literal('surcharge'),
  ...common,
  account: surchargeAccount,
  price: decimal,
  ...shareOfKwh,
});

/** A fixed charge per month or per day of the bill. */
const fixed = z.strictObject({
  kind: z.literal('fixed'),
  ...common,
  per: z.enum(['month', 'day']),
  amount: decimal,
  /** A first or final month that is not whole: charged whole, or by its days. */
  partMonth: z.enum(PART_MONTHS).default('whole'),
  dayCount: dayCount.default('month_days'),
});

/** Basic charge by transformer capacity (基本电费，按容量): per kVA and month; by days where the capacity changes. */
const capacity = z.strictObject({
  kind: z.literal('capacity'),
  ...common,
  price: decimal,
  dayCount: dayCount.default('thirtieths'),
});

/** Basic charge by contracted maximum demand (基本电费，按合同需量): per kW and month. */
const contractDemand = z.strictObject({
  kind: z.literal('contract_demand'),
  ...common,
  price: decimal,
  /** The contract counts as at least this percent of the capacity; `null`: it counts as it is. */
  floorPercentOfCapacity: positive.nullable().default('40' as DecimalText),
  /** Demand above this percent of the contract is charged `overFactor` times the price; `null`: no demand is asked for. */
  overPercent: positive.nullable().default('105' as DecimalText),
  overFactor: positive.default('2' as DecimalText),
  dayCount: dayCount.default('thirtieths'),
});

/** Basic charge by actual maximum demand (基本电费，按实际需量): per kW and month. */
const actualDemand = z.strictObject({
  kind: z.literal('actual_demand'),
  ...common,
  price: decimal,
  /** The demand counts as at least this percent of the capacity; `null`: as it is. */
  floorPercentOfCapacity: positive.nullable().default(null),
});

/** At least `percent` of the highest demand of the last `months` months; of those of `ofMonths`, e.g. the summer's. */
const ratchet = z.strictObject({
  percent: positive,
  months: z.int().min(1).max(24),
  ofMonths: months.optional(),
});

/** What demand and apparent demand have beside their floors, in kW and kVA. */
const demandCharge = {
  price: decimal.optional(),
  /** The billed demand as the next multiple of it, after all floors. */
  roundUpTo: step.optional(),
  /** What the demand above the contract costs, in place of the price or the tiers. */
  excessPrice: decimal.optional(),
};

const hasPriceOrTiers = ({ price, tiers }: { price?: unknown; tiers?: unknown }) =>
  (price === undefined) !== (tiers === undefined);

/** Demand charge of a time-of-use window, with tiers and a ratchet. */
const demand = z
  .strictObject({
    kind: z.literal('demand'),
    ...common,
    ...demandCharge,
    tiers: kwTiers.optional(),
    /** The highest demand within these periods of the day; without it, the highest of all. */
    over: z.array(periodCode).min(1).max(5).optional(),
    ratchet: ratchet.optional(),
    atLeastKw: positive.optional(),
    atLeastPercentOfContract: positive.optional(),
  })
  .refine(hasPriceOrTiers, 'price_or_tiers');

/** Demand charge per kVA of the highest apparent demand, with tiers and a ratchet; its contract is the capacity. */
const apparentDemand = z
  .strictObject({
    kind: z.literal('apparent_demand'),
    ...common,
    ...demandCharge,
    tiers: kvaTiers.optional(),
    /** As its register shows it, or the maximum demand in kW divided by the power factor of the bill. */
    by: z.enum(['register', 'power_factor']).default('register'),
    ratchet: ratchet.optional(),
    atLeastPercentOfCapacity: positive.optional(),
    atLeastKva: positive.optional(),
  })
  .refine(hasPriceOrTiers, 'price_or_tiers')
  // Of earlier months only what registers showed is known.
  .refine(({ by, ratchet: back }) => by === 'register' || back === undefined, 'ratchet_without_register');

/** Reactive energy (无功电量) above a free share of the active energy, per kvarh. */
const reactiveEnergy = z.strictObject({
  kind: z.literal('reactive_energy'),
  ...common,
  price: decimal,
  freePercentOfEnergy: positive.default('0' as DecimalText),
});

/** Reactive demand (无功需量) above a free share of the maximum demand, per kvar and month. */
const reactiveDemand = z.strictObject({
  kind: z.literal('reactive_demand'),
  ...common,
  price: decimal,
  freePercentOfDemand: positive.default('0' as DecimalText),
  /** As its register shows it, or the average of the bill: the maximum demand times kvarh ÷ kWh. */
  by: z.enum(['register', 'average']).default('register'),
});

/**
 * Percent by power factor: of each row from its cos φ on, up to that of the next; the first from 0. `perHundredth` comes to it
 * for each hundredth above `from`, and for parts of one in proportion.
 */
const powerFactorTable = z
  .array(z.strictObject({ from: hundredths, percent: decimal, perHundredth: decimal.optional() }))
  .min(2)
  .max(101)
  .refine(
    (rows) => rows.every((row, index) => index === 0 || row.from > (rows[index - 1]?.from ?? '')),
    'rows_out_of_order',
  )
  .refine(([first]) => first?.from === '0.00', 'not_from_zero');

/**
 * Power factor adjustment (力调电费) on the amounts of the items before it: after (83)水电财字第215号, or by a table of the
 * price document's own.
 */
const powerFactor = z.strictObject({
  kind: z.literal('power_factor'),
  ...common,
  /** `of_account`: the standard that the account's supply contract states. */
  standard: z.union([powerFactorStandard, z.literal('of_account')]).default('of_account'),
  /** In place of the tables of 215号; the standard does not count then. */
  table: powerFactorTable.optional(),
  /** The base: energy and basic charge; funds stay outside unless they are named. */
  of: itemCodes,
  /** A month without active energy has no power factor: the bill stops, or the line falls away. */
  withoutEnergy: z.enum(['stop', 'skip']).default('stop'),
  /** Decimal places of cos φ; the tables of 215号 are made for two. */
  places: z.int().min(2).max(4).default(2),
  /** How it comes to these places: half up, or cut off. */
  rounding: z.enum(['half_up', 'down']).default('half_up'),
});

/** Percent of the lines of other items; rounded on its own. */
const percent = z.strictObject({ kind: z.literal('percent'), ...common, percent: decimal, of: itemCodes });

/** Lifts the sum of the named items to a minimum per month. */
const minimum = z.strictObject({
  kind: z.literal('minimum'),
  ...common,
  amount: positive,
  of: itemCodes,
  partMonth: z.enum(PART_MONTHS).default('whole'),
  dayCount: dayCount.default('month_days'),
});

/**
 * Rounds the bill as its last line, tax included: to the nearest multiple, half away from zero (0.05, 1), or cut off towards
 * zero. Sum of lines and total stay the same figure.
 */
const rounding = z.strictObject({
  kind: z.literal('rounding'),
  ...common,
  taxed: z.boolean().default(false),
  to: positive.refine((value) => value !== '0' && decimalOf(value).times(100).isInteger(), 'not_whole_cents'),
  mode: z.enum(['nearest', 'down', 'up']).default('nearest'),
});

/** The charge items of a tariff, freely combined and calculated in their order. */
export const tariffItem = z.discriminatedUnion('kind', [
  energy,
  timeOfUse,
  tierIncrement,
  tieredEnergy,
  slab,
  surcharge,
  fixed,
  capacity,
  contractDemand,
  actualDemand,
  demand,
  apparentDemand,
  reactiveEnergy,
  reactiveDemand,
  powerFactor,
  percent,
  minimum,
  rounding,
]);
