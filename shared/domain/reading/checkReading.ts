import type { Period } from '../localDate.ts';
import type { Decimal } from '../money.ts';
import type { PlaceInCycle } from './cycle.ts';
import type { Finding } from './finding.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { MeterPlace } from './meterPlace.ts';
import type { PointSeries, StoredReading } from './pointSeries.ts';
import type { ReadingPolicy } from './policy.ts';
import type { RegisterCode } from './registers.ts';
import type { Segment } from './segments.ts';
import { contradictedEstimates } from './settleEstimates.ts';
import { type UsageHistory, usageHistory } from './usageHistory.ts';
import { validatePoint } from './validatePoint.ts';
import { type ReadingToCheck, validateReading } from './validateReading.ts';

const NO_HISTORY: UsageHistory = { dailyAverage: null, sameMonthLastYear: null };

export type CheckedSeries = {
  readonly series: PointSeries;
  readonly meterOf: (meterId: string) => MeterFacts;
  readonly policy: ReadingPolicy;
};

/** Checks a reading of a series against the series. */
export function checkReading(
  { series, meterOf, policy }: CheckedSeries,
  reading: StoredReading,
  facts: Pick<ReadingToCheck, 'statedPeriod' | 'stated' | 'isOtherRoute'> & { readonly place: PlaceInCycle },
): Finding[] {
  const { meterId, registerCode, readOn, value } = reading;
  const previous = series.previousOf(meterId, registerCode, readOn);
  // The periods of the day are judged by their sum; their own history matters only for a rollover.
  const needsHistory = registerCode === 'total' || (previous !== null && value.lt(previous.value));
  return validateReading(
    {
      ...facts,
      registerCode,
      readOn,
      value,
      meter: meterOf(meterId),
      previous: previous && {
        value: previous.value,
        readOn: previous.readOn,
        isEstimated: previous.source === 'estimated',
      },
      history: needsHistory
        ? usageHistory(series.segmentsOf(registerCode, meterOf), registerCode, reading, policy.averagePeriods)
        : NO_HISTORY,
      estimatesInARow:
        reading.source === 'estimated' && registerCode === 'total'
          ? series.estimatesInARow(registerCode, reading.period)
          : 0,
      hasEstimatesToSettle:
        registerCode === 'total' &&
        previous?.source === 'estimated' &&
        contradictedEstimates(series, meterId, registerCode, readOn, meterOf(meterId).decimals).length > 0,
    },
    policy,
  );
}

/** Registers of the meter that have no reading of the period yet. */
export function unreadRegisters(series: PointSeries, place: MeterPlace, period: Period): RegisterCode[] {
  return place.registers.filter((code) => !isRead(series, place.meterId, code, period));
}

function isRead(series: PointSeries, meterId: string, registerCode: RegisterCode, period: Period): boolean {
  return series.versionsOf(meterId, registerCode).some((one) => one.isCurrent && one.period === period);
}

/** Checks what the registers of one meter say together about a period. */
export function checkPoint(
  { series, meterOf, policy }: CheckedSeries,
  place: MeterPlace,
  period: Period,
): Finding[] {
  const quantities = new Map<RegisterCode, Decimal | null>();
  for (const registerCode of place.registers) {
    if (!isRead(series, place.meterId, registerCode, period)) continue;
    const segments = series.segmentsIn(period, place.meterId, registerCode, meterOf(place.meterId));
    quantities.set(registerCode, sumOf(segments));
  }
  return validatePoint({ meter: place.meter, registers: place.registers, quantities }, policy);
}

/** `null` without segments, and where one of them has no quantity. */
function sumOf(segments: readonly Segment[]): Decimal | null {
  let sum: Decimal | null = null;
  for (const { quantity } of segments) {
    if (quantity === null) return null;
    sum = sum === null ? quantity : sum.plus(quantity);
  }
  return sum;
}
