import { assert } from '../../lib/assert.ts';
import { type DateSpan, daysBetween, type LocalDate } from '../localDate.ts';
import { Decimal } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import { type BilledQuantities, PERIOD_CODES, type PeriodCode } from '../reading/registers.ts';

export type PricePart = {
  readonly span: DateSpan;
  readonly quantities: BilledQuantities;
};

/** What meters counted from one day to another, exact; `null` where no reading was taken on one of these days. */
export type MeteredBetween = (startOn: LocalDate, endOn: LocalDate) => BilledQuantities | null;

/**
 * Divides a bill's quantities where the price changes inside its span: by readings where they were taken on these days,
 * else by days; half away from zero at so many places, the remainder to the last part (100 kWh over 45 days, new price
 * from day 16, whole kWh: 33 and 67).
 * The periods of the day are divided each on their own; in every part but the last they make the
 * total, so the parts of the total and of the periods agree.
 *
 * `changesOn` are the days within the span, in order, on which another price begins.
 */
export function splitByPriceChange(
  span: DateSpan,
  quantities: BilledQuantities,
  changesOn: readonly LocalDate[],
  places: number,
  meteredBetween: MeteredBetween = () => null,
): readonly PricePart[] {
  const days = daysBetween(span.startOn, span.endOn);
  const starts = [span.startOn, ...changesOn];
  const parts: PricePart[] = [];
  let rest = quantities;
  const whole = meteredBetween(span.startOn, span.endOn);
  const partOf = (part: DateSpan) => {
    const metered = whole === null ? null : meteredBetween(part.startOn, part.endOn);
    return metered === null || whole === null
      ? shareOf(quantities, places, () => [
          new Decimal(daysBetween(part.startOn, part.endOn)),
          new Decimal(days),
        ])
      : shareOf(quantities, places, (code) => [ofCode(metered, code), ofCode(whole, code)]);
  };
  starts.forEach((startOn, index) => {
    const endOn = starts[index + 1] ?? span.endOn;
    assert(startOn < endOn || days === 0, `price parts out of order at ${startOn}`);
    const isLast = index === starts.length - 1;
    const taken = isLast ? rest : partOf({ startOn, endOn });
    rest = less(rest, taken);
    parts.push({ span: { startOn, endOn }, quantities: taken });
  });
  return parts;
}

type Fraction = readonly [numerator: Decimal, denominator: Decimal];

function ofCode({ total, periods }: BilledQuantities, code: PeriodCode | 'total'): Decimal {
  return code === 'total' ? total : (periods[code] ?? new Decimal(0));
}

function shareOf(
  { total, periods }: BilledQuantities,
  places: number,
  fractionOf: (code: PeriodCode | 'total') => Fraction,
): BilledQuantities {
  const share = (kwh: Decimal, code: PeriodCode | 'total') => {
    const [numerator, denominator] = fractionOf(code);
    return denominator.isZero()
      ? new Decimal(0)
      : roundQuantity(kwh.times(numerator).div(denominator), places);
  };
  const shared: Partial<Record<PeriodCode, Decimal>> = {};
  let sum = new Decimal(0);
  for (const code of PERIOD_CODES) {
    const kwh = periods[code];
    if (kwh === undefined) continue;
    const part = share(kwh, code);
    shared[code] = part;
    sum = sum.plus(part);
  }
  return { total: Object.keys(shared).length > 0 ? sum : share(total, 'total'), periods: shared };
}

function less(all: BilledQuantities, taken: BilledQuantities): BilledQuantities {
  const periods: Partial<Record<PeriodCode, Decimal>> = {};
  for (const code of PERIOD_CODES) {
    const kwh = all.periods[code];
    if (kwh !== undefined) periods[code] = kwh.minus(taken.periods[code] ?? 0);
  }
  return { total: all.total.minus(taken.total), periods };
}
