import { z } from 'zod';
import { ok, type Result, refused } from '../../lib/result.ts';
import { parseLocalDate } from '../localDate.ts';
import { type DecimalText, decimalOf, decimalText, parseDecimal } from '../money.ts';
import { PERIOD_CODES } from '../reading/registers.ts';

const decimal = z
  .string()
  .refine((value) => parseDecimal(value) !== null, 'not_a_decimal')
  .transform((value): DecimalText => decimalText(decimalOf(value)));
const positive = decimal.refine((value) => !value.startsWith('-'), 'negative');
const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'not_a_code');
const periodCode = z.enum(PERIOD_CODES);
const posting = z.enum(['revenue', 'surcharge', 'tax']);

const common = { code, name: z.string().min(1).max(60), account: posting.default('revenue') };

/** Upper limits rise; the last tier has none. Limits and prices of a tier belong to kWh. */
const tier = z.strictObject({ upToKwh: positive.nullable(), price: decimal });
const tiers = z
  .array(tier)
  .min(2)
  .max(12)
  .refine(
    (all) => all.every((one, index) => (one.upToKwh === null) === (index === all.length - 1)),
    'last_tier_open',
  )
  .refine(
    (all) =>
      all.every((one, index) => {
        const before = all[index - 1]?.upToKwh;
        return one.upToKwh === null || before === undefined || before === null
          ? true
          : decimalOf(one.upToKwh).gt(decimalOf(before));
      }),
    'tiers_out_of_order',
  );

/** `month`: kWh of the bill; `year`: kWh since 1 January, this bill included; `day`: limits times days. */
const basis = z.enum(['month', 'year', 'day']);

/** People above `above` add `kwh` to every limit: per month on the bases month and year, per day on day. */
const household = z.strictObject({ above: z.int().min(1), kwh: positive });

/** One price for every kWh (电度电费). */
const energy = z.strictObject({ kind: z.literal('energy'), ...common, price: decimal });

/** A price for each period of the day (峰谷分时); periods without a price stop a bill that has kWh in them. */
const timeOfUse = z.strictObject({
  kind: z.literal('time_of_use'),
  ...common,
  prices: z.partialRecord(periodCode, decimal).refine((prices) => Object.keys(prices).length > 0, 'no_price'),
});

/** Tiers as increments on top of the energy price (阶梯加价): the first increment is usually 0. */
const tierIncrement = z.strictObject({
  kind: z.literal('tier_increment'),
  ...common,
  basis,
  tiers,
  household: household.optional(),
});

/** Tiers with absolute prices, each kWh at the price of its tier. */
const tieredEnergy = z.strictObject({
  kind: z.literal('tiered_energy'),
  ...common,
  basis,
  tiers,
  household: household.optional(),
});

/** The price of the slab that was reached applies to every kWh. */
const slab = z.strictObject({ kind: z.literal('slab'), ...common, basis, tiers });

/** A fund or levy per kWh (代征基金及附加), always a line of its own. */
const surcharge = z.strictObject({
  kind: z.literal('surcharge'),
  ...common,
  account: posting.default('surcharge'),
  price: decimal,
});

/** A fixed charge per month (by days where the price changes inside it) or per day of the bill. */
const fixed = z.strictObject({
  kind: z.literal('fixed'),
  ...common,
  per: z.enum(['month', 'day']),
  amount: decimal,
});

/** Basic charge by transformer capacity (基本电费，按容量): per kVA and month. */
const capacity = z.strictObject({ kind: z.literal('capacity'), ...common, price: decimal });

/** Percent of the lines of other items; rounded on its own. */
const percent = z.strictObject({
  kind: z.literal('percent'),
  ...common,
  percent: decimal,
  of: z.array(code).min(1).max(60),
});

/** Lifts the sum of the named items to a minimum per month. */
const minimum = z.strictObject({
  kind: z.literal('minimum'),
  ...common,
  amount: positive,
  of: z.array(code).min(1).max(60),
});

const item = z.discriminatedUnion('kind', [
  energy,
  timeOfUse,
  tierIncrement,
  tieredEnergy,
  slab,
  surcharge,
  fixed,
  capacity,
  percent,
  minimum,
]);

const quantityText = positive;
/** A day that exists: 30 February has the right shape and is none. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => parseLocalDate(value) !== null, 'not_a_date');

/** A worked case: what a bill must come to, from a source outside the program. */
const workedCase = z.strictObject({
  name: z.string().min(1).max(120),
  source: z.string().min(1).max(300),
  startOn: day,
  endOn: day,
  total: quantityText,
  periods: z.partialRecord(periodCode, quantityText).default({}),
  usedThisYear: quantityText.default('0' as DecimalText),
  capacityKva: quantityText.nullable().default(null),
  householdSize: z.int().min(1).nullable().default(null),
  /** Absent: the case is calculated and shown, not compared. */
  expectedTotal: decimal.optional(),
  expectedLines: z.record(code, decimal).optional(),
});

/** The content of one version of a tariff, as stored and as documented in docs/formats/tariff.md. */
export const tariffContentSchema = z
  .strictObject({
    /** `included`: prices contain the tax, each line is split; `added`: a tax line on top. */
    tax: z
      .strictObject({ mode: z.enum(['included', 'added']), percent: positive })
      .nullable()
      .default(null),
    items: z.array(item).min(1).max(60),
    cases: z.array(workedCase).max(200).default([]),
  })
  .superRefine((content, context) => {
    const seen = new Set<string>();
    content.items.forEach((one, index) => {
      const path = ['items', index];
      if (seen.has(one.code))
        context.addIssue({ code: 'custom', message: 'code_twice', path: [...path, 'code'] });
      const unknown = 'of' in one ? one.of.findIndex((named) => !seen.has(named)) : -1;
      if (unknown >= 0) {
        context.addIssue({ code: 'custom', message: 'unknown_item', path: [...path, 'of', unknown] });
      }
      seen.add(one.code);
    });
    content.cases.forEach((one, index) => {
      if (one.startOn > one.endOn) {
        context.addIssue({ code: 'custom', message: 'ends_before_start', path: ['cases', index, 'endOn'] });
      }
    });
  });

export type TariffContent = z.output<typeof tariffContentSchema>;
export type TariffItem = TariffContent['items'][number];
export type TariffItemOf<Kind extends TariffItem['kind']> = Extract<TariffItem, { kind: Kind }>;
export type WorkedCase = TariffContent['cases'][number];

/** Where a tariff document is wrong, and how. */
export type TariffError = { readonly path: string; readonly code: string };

/** Reads the content of a tariff version; every error names the item it is in. */
export function parseTariffContent(json: unknown): Result<TariffContent, readonly TariffError[]> {
  const parsed = tariffContentSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return refused(
    parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.'),
      code: issue.code === 'custom' ? issue.message : issue.code,
    })),
  );
}
