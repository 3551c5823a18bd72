import { decimalOf } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { CalendarRule, TariffCalendar } from '../calendar/calendarSchema.ts';
import type { TariffItem } from '../content.ts';

type When = TariffItem['when'];
type Prices = Readonly<Partial<Record<PeriodCode, string>>>;

/**
 * Where an item that prices periods of the day lacks one that the calendar has in its months and for its customers:
 * the path of the prices. A bill would stop there, months after the version came into force.
 */
export function unpricedPeriods(
  items: readonly TariffItem[],
  calendar: TariffCalendar | null,
): readonly (readonly (string | number)[])[] {
  if (calendar === null) return [];
  return items.flatMap((item, index) => {
    const needed = new Set(
      calendar.rules.filter((rule) => canMeet(rule, item.when)).map(({ period }) => period),
    );
    return pricesOf(item).flatMap(({ prices, path }) =>
      [...needed].some((period) => prices[period] === undefined) ? [['items', index, ...path]] : [],
    );
  });
}

function pricesOf(
  item: TariffItem,
): readonly { readonly prices: Prices; readonly path: (string | number)[] }[] {
  if (item.kind === 'time_of_use') return [{ prices: item.prices, path: ['prices'] }];
  if (item.kind !== 'tiered_energy') return [];
  return item.tiers.flatMap(({ prices }, tier) =>
    prices === undefined ? [] : [{ prices, path: ['tiers', tier, 'prices'] }],
  );
}

/** Whether a rule can hold on some day of a bill to which the item applies. */
function canMeet(rule: CalendarRule, when: When): boolean {
  const { months, customerClasses: classes, capacityFromKva: from, capacityBelowKva: below } = when ?? {};
  return (
    (months === undefined || monthsOf(rule).some((month) => months.includes(month))) &&
    (classes === undefined || (rule.customerClasses ?? classes).some((one) => classes.includes(one))) &&
    isBelow(rule.capacityFromKva, below) &&
    isBelow(from, rule.capacityBelowKva)
  );
}

function isBelow(from: string | undefined, below: string | undefined): boolean {
  return from === undefined || below === undefined || decimalOf(from).lt(decimalOf(below));
}

/** The months in which a calendar has a period of the day. */
export function calendarMonths({ rules }: TariffCalendar, period: PeriodCode): readonly number[] {
  const months = rules.filter((rule) => rule.period === period).flatMap(monthsOf);
  return ALL_MONTHS.filter((month) => months.includes(month));
}

/** The months in which a rule has days. */
function monthsOf({ months, seasons }: CalendarRule): readonly number[] {
  const all = months ?? ALL_MONTHS;
  if (seasons === undefined) return all;
  return all.filter((month) => seasons.some(({ from, to }) => isInSeason(month, monthOf(from), monthOf(to))));
}

const ALL_MONTHS: readonly number[] = Array.from({ length: 12 }, (_none, index) => index + 1);

const monthOf = (monthDay: string) => Number(monthDay.slice(0, 2));

function isInSeason(month: number, from: number, to: number): boolean {
  return from <= to ? from <= month && month <= to : month >= from || month <= to;
}
