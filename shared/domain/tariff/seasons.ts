import { addMonths, type DateSpan, type LocalDate, periodOf, spanOfPeriod } from '../localDate.ts';
import type { TariffContent } from './content.ts';

/**
 * Days inside a bill on which other items begin to apply, where the tariff divides its seasons by days:
 * the bill is divided there as where the price changes.
 */
export function seasonChanges({ items, seasonBy }: TariffContent, span: DateSpan): readonly LocalDate[] {
  if (seasonBy !== 'days') return [];
  const changes: LocalDate[] = [];
  let month = periodOf(span.startOn);
  for (;;) {
    const next = addMonths(month, 1);
    const { startOn } = spanOfPeriod(next);
    if (startOn >= span.endOn) return changes;
    const [before, after] = [Number(month.slice(5)), Number(next.slice(5))];
    const isOther = items.some(
      ({ when }) =>
        when?.months !== undefined && when.months.includes(before) !== when.months.includes(after),
    );
    if (isOther) changes.push(startOn);
    month = next;
  }
}
