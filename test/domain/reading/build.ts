import { type LocalDate, localDate, type Period, periodOf } from '#shared/domain/localDate.ts';
import { type Decimal, decimalOf } from '#shared/domain/money.ts';
import type { MeterFacts } from '#shared/domain/reading/meterFacts.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import type { Segment, SeriesReading } from '#shared/domain/reading/segments.ts';
import type { ReadingToCheck } from '#shared/domain/reading/validateReading.ts';

export function meterFacts(digits = 6, decimals = 0, multiplier = '1'): MeterFacts {
  return { digits, decimals, multiplier: decimalOf(multiplier) };
}

let count = 0;

/** A reading of meter `m1`, register total, whose period is the month of its day. */
export function reading(readOn: string, value: string, other: Partial<SeriesReading> = {}): SeriesReading {
  count += 1;
  const day = localDate(readOn);
  return {
    readingId: `reading-${count}`,
    meterId: 'm1',
    registerCode: 'total',
    readOn: day,
    period: periodOf(day),
    value: decimalOf(value),
    kind: 'cycle',
    source: 'file',
    isRolloverAccepted: false,
    ...other,
  };
}

/** A segment of so many kWh in October 2026. */
export function segment(registerCode: RegisterCode, quantity: string, other: Partial<Segment> = {}): Segment {
  const to = reading('2026-10-25', '0', { registerCode });
  return {
    registerCode,
    meterId: 'm1',
    meter: meterFacts(6, 2),
    from: reading('2026-09-25', '0', { registerCode }),
    to,
    period: to.period,
    days: 30,
    quantity: decimalOf(quantity),
    isRollover: false,
    ...other,
  };
}

/** A reading of 25 October with 300 kWh in 30 days before it, of which 10 kWh a day were expected. */
export function toCheck(other: Partial<ReadingToCheck> = {}): ReadingToCheck {
  return {
    registerCode: 'total',
    readOn: localDate('2026-10-25'),
    statedPeriod: '2026-10' as Period,
    value: decimalOf('1300'),
    meter: meterFacts(),
    previous: { value: decimalOf('1000'), readOn: localDate('2026-09-25'), isEstimated: false },
    history: { dailyAverage: decimalOf('10'), sameMonthLastYear: null },
    place: { period: '2026-10' as Period, isOtherPeriod: false, isOutsideCycle: false },
    estimatesInARow: 0,
    hasEstimatesToSettle: false,
    stated: { multiplier: null, previous: null },
    isOtherRoute: false,
    ...other,
  };
}

export function textOf(quantity: Decimal | null | undefined): string | null {
  return quantity ? quantity.toFixed() : null;
}

export function previous(value: string, readOn = '2026-09-25', isEstimated = false) {
  return { value: decimalOf(value), readOn: localDate(readOn) as LocalDate, isEstimated };
}
