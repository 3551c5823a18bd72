import { z } from 'zod';

/**
 * A voltage level (电压等级) as price tables name it, as a code: `below_1kv` (不满1千伏), `1_to_10kv` (1-10千伏), `1_to_20kv`
 * (1-10(20)千伏), `35kv`, `35_to_below_110kv` (35-110千伏以下), `up_to_10kv` (10千伏及以下), `from_220kv` (220千伏及以上).
 */
const VOLTAGE_LEVEL = /^(below_|up_to_|from_)?(\d{1,4})(?:_to_(below_)?(\d{1,4}))?kv$/;

export const voltageLevel = z.string().refine((code) => voltageBounds(code) !== null, 'not_a_voltage_level');

/** Kinds of voltage levels by what bounds them. */
export type VoltageBounds =
  | { readonly kind: 'below' | 'up_to'; readonly high: string }
  | { readonly kind: 'at' | 'from'; readonly low: string }
  | { readonly kind: 'range' | 'range_below'; readonly low: string; readonly high: string };

/** What a code of a voltage level means, in kV; `null` for a text that is none. */
export function voltageBounds(code: string): VoltageBounds | null {
  const [, side, first = '', below, second] = VOLTAGE_LEVEL.exec(code) ?? [];
  if (first === '') return null;
  if (second !== undefined) {
    if (side !== undefined || Number(first) >= Number(second)) return null;
    return { kind: below === undefined ? 'range' : 'range_below', low: first, high: second };
  }
  if (side === 'below_') return { kind: 'below', high: first };
  if (side === 'up_to_') return { kind: 'up_to', high: first };
  return { kind: side === 'from_' ? 'from' : 'at', low: first };
}

/** Where the province's price table states the prices of a tariff: its class of use and voltage level. */
export const priceClass = z.strictObject({
  /** 用电分类, the wider one first: `["工商业用电", "两部制"]`. */
  category: z.array(z.string().min(1).max(120)).min(1).max(4),
  /** 电压等级; without it the table has one price for all levels. */
  voltageLevel: voltageLevel.optional(),
});
export type PriceClass = z.output<typeof priceClass>;

/** What tells the classes of a price table apart: width and spaces do not. */
export function priceClassKey({ category, voltageLevel: level }: PriceClass): string {
  return [...category.map((text) => text.normalize('NFKC').replace(/\s+/g, '')), level ?? ''].join('/');
}
