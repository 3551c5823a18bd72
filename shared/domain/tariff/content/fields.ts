import { z } from 'zod';
import { parseLocalDate } from '../../localDate.ts';
import { type DecimalText, decimalOf, decimalText, parseDecimal } from '../../money.ts';
import { PERIOD_CODES } from '../../reading/registers.ts';
import { DAY_COUNTS } from '../items/monthShare.ts';

/** More than any price document writes: a product of two such figures is exact in the forty digits of the arithmetic. */
const MOST_DIGITS = 20;

/** Decimal text in its canonical form: `0.5380` is read as `0.538`. */
export const decimal = z
  .string()
  // Checks of what stands around it, e.g. of rising tiers, would calculate with it.
  .refine((value) => parseDecimal(value) !== null, { error: 'not_a_decimal', abort: true })
  .refine((value) => decimalOf(value).precision() <= MOST_DIGITS, 'too_many_digits')
  .transform((value): DecimalText => decimalText(decimalOf(value)));
/** A decimal that is not below zero. */
export const positive = decimal.refine((value) => !value.startsWith('-'), 'negative');
/** What something is a multiple of; finer than six places no demand is measured. */
export const step = positive.refine(
  (value) => value !== '0' && decimalOf(value).decimalPlaces() <= 6,
  'not_a_step',
);
/** What an item, a case or a condition is called: no control characters, at most `max` characters. */
export const nameText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .refine((value) => !/[\u0000-\u001f\u007f]/.test(value), 'control_characters');
export const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'not_a_code');
export const itemCodes = z.array(code).min(1).max(60);
export const periodCode = z.enum(PERIOD_CODES);
export const periodPrices = z
  .partialRecord(periodCode, decimal)
  .refine((prices) => Object.keys(prices).length > 0, 'no_price');

/** A day that exists: 30 February has the right shape and is none. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => parseLocalDate(value) !== null, 'not_a_date');

/** How an account pays its basic charge (基本电费): by transformer capacity, contracted or actual maximum demand. */
export const BASIC_CHARGE_WAYS = ['capacity', 'contract', 'actual'] as const;
export type BasicChargeWay = (typeof BASIC_CHARGE_WAYS)[number];
export const basicChargeWay = z.enum(BASIC_CHARGE_WAYS);

/** Standards of the power factor in (83)水电财字第215号. */
export const POWER_FACTOR_STANDARDS = ['0.90', '0.85', '0.80'] as const;
export type PowerFactorStandard = (typeof POWER_FACTOR_STANDARDS)[number];
export const powerFactorStandard = z.enum(POWER_FACTOR_STANDARDS);

export const months = z
  .array(z.int().min(1).max(12))
  .min(1)
  .max(12)
  .refine((all) => new Set(all).size === all.length, 'month_twice');

/** cos φ in hundredths, from `0.00` to `1.00`. */
export const hundredths = z.string().refine((text) => /^(?:0\.\d{2}|1\.00)$/.test(text), 'not_hundredths');

/** Where an item applies; without it, everywhere. All that is stated must hold. */
const when = z.strictObject({
  /** Months of the billing period, e.g. of the summer. */
  months: months.optional(),
  customerClasses: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  /** Capacity in kVA at the end of the bill: from this one on, and below this one. */
  capacityFromKva: positive.optional(),
  capacityBelowKva: positive.optional(),
  basicChargeBy: z.array(basicChargeWay).min(1).max(3).optional(),
  /** kWh of the whole bill for each of its months: more than this, and not more than this. */
  kwhAbove: positive.optional(),
  kwhUpTo: positive.optional(),
  /** The same for each kVA of capacity (发改价格〔2023〕526号: from 260): from this one on, and below this one. */
  kwhPerKvaFrom: positive.optional(),
  kwhPerKvaBelow: positive.optional(),
});

const posting = z.enum(['revenue', 'surcharge', 'tax']);

/** What every item states: its code and name on the bill, the account it is posted to, where its rule is from. */
export const common = {
  code,
  name: nameText(60),
  account: posting.default('revenue'),
  /** The document or paragraph the item comes from, where it is not the version's own. */
  source: z.string().min(1).max(300).optional(),
  when: when.optional(),
  /** Whether the tax of the version concerns this item. */
  taxed: z.boolean().default(true),
};
export const surchargeAccount = posting.default('surcharge');

/** How a part of a month counts by days: thirtieths (供电营业规则: 每日按全月基本电费的1/30), or days of the month. */
export const dayCount = z.enum(DAY_COUNTS);
