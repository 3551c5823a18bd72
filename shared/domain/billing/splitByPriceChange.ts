import { assert } from '../../lib/assert.ts';
import { type DateSpan, daysBetween, type LocalDate } from '../localDate.ts';
import { Decimal } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';

export type PricePart = {
  readonly span: DateSpan;
  readonly quantities: BilledQuantities;
};

/**
 * Divides a bill's quantities where the price changes inside its span, by days: whole kWh, half away
 * from zero, the remainder to the last part (100 kWh over 45 days, new price from day 16: 33 and 67).
 * The periods of the day are divided each on their own; in every part but the last they make the
 * total, so the parts of the total and of the periods agree.
 *
 * `changesOn` are the days within the span, in order, on which another price begins.
 */
export function splitByPriceChange(
  span: DateSpan,
  quantities: BilledQuantities,
  changesOn: readonly LocalDate[],
): readonly PricePart[] {
  const days = daysBetween(span.startOn, span.endOn);
  const starts = [span.startOn, ...changesOn];
  const parts: PricePart[] = [];
  let rest = quantities;
  starts.forEach((startOn, index) => {
    const endOn = starts[index + 1] ?? span.endOn;
    assert(startOn < endOn || days === 0, `price parts out of order at ${startOn}`);
    const isLast = index === starts.length - 1;
    const taken = isLast ? rest : shareOf(quantities, daysBetween(startOn, endOn), days);
    rest = less(rest, taken);
    parts.push({ span: { startOn, endOn }, quantities: taken });
  });
  return parts;
}

function shareOf({ total, periods }: BilledQuantities, days: number, ofDays: number): BilledQuantities {
  const share = (kwh: Decimal) => roundQuantity(kwh.times(days).div(ofDays), 0);
  const shared: Partial<Record<PeriodCode, Decimal>> = {};
  let sum = new Decimal(0);
  for (const code of PERIOD_CODES) {
    const kwh = periods[code];
    if (kwh === undefined) continue;
    const part = share(kwh);
    shared[code] = part;
    sum = sum.plus(part);
  }
  return { total: Object.keys(shared).length > 0 ? sum : share(total), periods: shared };
}

function less(all: BilledQuantities, taken: BilledQuantities): BilledQuantities {
  const periods: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const kwh = all.periods[code];
    if (kwh !== undefined) periods[code] = kwh.minus(taken.periods[code] ?? 0);
  }
  return { total: all.total.minus(taken.total), periods };
}
