import { z } from 'zod';
import { ok, type Result, refused } from '../../lib/result.ts';
import { decimalOf } from '../money.ts';
import { calendarSchema } from './calendar/calendarSchema.ts';
import { workedCase } from './content/cases.ts';
import { unpricedPeriods } from './content/checkPeriods.ts';
import { errorOf, type TariffError } from './content/errorOf.ts';
import { positive } from './content/fields.ts';
import { tariffItem } from './content/items.ts';
import { priceClass } from './priceTable/priceClass.ts';

/** The content of one version of a tariff, as stored and as documented in docs/formats/tariff.md. */
export const tariffContentSchema = z
  .strictObject({
    /** `included`: prices contain the tax, each line is split; `added`: a tax line on top. */
    tax: z
      .strictObject({ mode: z.enum(['included', 'added']), percent: positive })
      .nullable()
      .default(null),
    /** Items of some months only: which applies goes by the month of the bill, or the bill is divided by days. */
    seasonBy: z.enum(['period', 'days']).default('period'),
    /** Which period of the day every minute of the year belongs to; without it meters tell by their registers. */
    calendar: calendarSchema.nullable().default(null),
    /** Where the province's price table states these prices; without it no table does. */
    priceClass: priceClass.optional(),
    items: z.array(tariffItem).min(1).max(60),
    cases: z.array(workedCase).max(200).default([]),
  })
  .superRefine((content, context) => {
    const report = (code: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message: code, path });
    checkItems(content.items, report);
    for (const path of unpricedPeriods(content.items, content.calendar))
      report('period_without_price', ...path);
    checkCases(content, report);
  });

export type TariffContent = z.output<typeof tariffContentSchema>;
export type TariffItem = TariffContent['items'][number];
export type TariffItemOf<Kind extends TariffItem['kind']> = Extract<TariffItem, { kind: Kind }>;
export type WorkedCase = TariffContent['cases'][number];

export type { TariffError } from './content/errorOf.ts';

type Report = (code: string, ...path: (string | number)[]) => void;

/** Reads the content of a tariff version; every error names the item it is in. */
export function parseTariffContent(json: unknown): Result<TariffContent, readonly TariffError[]> {
  const parsed = tariffContentSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return refused(parsed.error.issues.map((issue) => errorOf(issue, json)));
}

/** Codes are unique, `of` names items before, and every month has an item that prices its energy. */
function checkItems(items: readonly TariffItem[], report: Report): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(item.code) || item.code === 'tax') report('code_twice', 'items', index, 'code');
    if ('of' in item) {
      const unknown = item.of.findIndex((named) => !seen.has(named));
      if (unknown >= 0) report('unknown_item', 'items', index, 'of', unknown);
      if (new Set(item.of).size < item.of.length) report('item_twice', 'items', index, 'of');
    }
    if (!isShare(item) && 'kwhPlaces' in item && item.kwhPlaces !== undefined) {
      report('percent_missing', 'items', index, 'kwhPlaces');
    }
    if (item.kind === 'rounding' && index < items.length - 1) {
      report('rounding_not_last', 'items', index);
    }
    if (item.kind === 'power_factor' && item.places > 2 && item.table === undefined) {
      report('places_without_table', 'items', index, 'places');
    }
    const { when } = item;
    if (isEmptyRange(when?.capacityFromKva, when?.capacityBelowKva)) {
      report('no_capacity_fits', 'items', index, 'when');
    }
    if (
      isEmptyRange(when?.kwhAbove, when?.kwhUpTo) ||
      isEmptyRange(when?.kwhPerKvaFrom, when?.kwhPerKvaBelow)
    ) {
      report('no_kwh_fits', 'items', index, 'when');
    }
    seen.add(item.code);
  });
  const energy = items.filter(pricesEnergy);
  for (let month = 1; energy.length > 0 && month <= 12; month += 1) {
    if (energy.some(({ when }) => when?.months === undefined || when.months.includes(month))) continue;
    report('month_without_energy', 'items');
    return;
  }
}

function isEmptyRange(from: string | undefined, to: string | undefined): boolean {
  return from !== undefined && to !== undefined && decimalOf(from).gte(decimalOf(to));
}

/** Whether an item charges a percentage of the kWh: losses on top of them price no month by themselves. */
function isShare(item: TariffItem): boolean {
  return 'percentOfKwh' in item && item.percentOfKwh !== undefined;
}

/** Kinds that price kWh by themselves. */
const ENERGY_KINDS: ReadonlySet<string> = new Set(['energy', 'time_of_use', 'tiered_energy', 'slab']);

/** Whether an item prices the kWh of a bill, and not something on top of them. */
export function pricesEnergy(item: TariffItem): boolean {
  return ENERGY_KINDS.has(item.kind) && !isShare(item);
}

/** A case has its days in order, says its kWh in one way and expects lines of items that exist. */
function checkCases({ cases, items, calendar }: TariffContent, report: Report): void {
  const codes = new Set(items.map((item) => item.code));
  cases.forEach((one, index) => {
    if ((one.total === undefined) === (one.intervals === undefined)) {
      report('total_or_intervals', 'cases', index, 'total');
    }
    if (one.intervals !== undefined && calendar === null) {
      report('calendar_missing', 'cases', index, 'intervals');
    }
    if (one.startOn > one.endOn) report('ends_before_start', 'cases', index, 'endOn');
    let before = one.startOn;
    one.supplyChanges.forEach(({ startOn }, change) => {
      if (startOn <= before || startOn >= one.endOn) {
        report('changes_out_of_order', 'cases', index, 'supplyChanges', change);
      }
      before = startOn;
    });
    for (const expected of Object.keys(one.expectedLines ?? {})) {
      if (!codes.has(expected) && expected !== 'tax') {
        report('unknown_item', 'cases', index, 'expectedLines', expected);
      }
    }
  });
}
