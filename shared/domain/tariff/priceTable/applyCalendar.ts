import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffContent } from '../content.ts';

/** A line of a table of the periods of the day (时段划分表). */
export type CalendarLine = {
  readonly period: PeriodCode;
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** Absent: the whole year. */
  readonly months?: readonly number[];
  /** The class of use that it holds for, one of those of a tariff; `null` for all others. */
  readonly category: string | null;
};

/**
 * A tariff by periods of the day with the periods that a table states for its class in place of its own rules. Without
 * such lines, or without prices by period, the calendar stays. What the table leaves open is found by the checks of the
 * tariff's content.
 */
export function applyCalendar(content: TariffContent, lines: readonly CalendarLine[]): TariffContent {
  const classes = content.priceClass?.category ?? [];
  const own = lines.filter(({ category }) => category !== null && classes.includes(category));
  const fitting = own.length > 0 ? own : lines.filter(({ category }) => category === null);
  if (fitting.length === 0 || !hasPeriods(content)) return content;
  const rules = fitting.map(({ period, windows, months }, index) => ({
    code: `${period}_${index + 1}`,
    period,
    priority: 0,
    windows: windows.map((window) => ({ ...window })),
    ...(months !== undefined && { months: [...months] }),
  }));
  const { conditions = {}, days = {} } = content.calendar ?? {};
  return { ...content, calendar: { rules, conditions, days } };
}

function hasPeriods({ items }: TariffContent): boolean {
  return items.some(
    (item) =>
      item.kind === 'time_of_use' ||
      (item.kind === 'tiered_energy' &&
        item.tiers.some((tier) => 'prices' in tier && tier.prices !== undefined)),
  );
}
