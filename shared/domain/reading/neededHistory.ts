import { daysBetween, type Period } from '../localDate.ts';
import type { CheckedSeries } from './checkReading.ts';
import type { Candidate } from './meterPlace.ts';
import { showsHighest } from './registers.ts';
import { segmentQuantity } from './segmentQuantity.ts';
import { usageHistory } from './usageHistory.ts';
import { expectedUsage, isHigh, isLow } from './usageLimits.ts';

/**
 * Whether the last months of a series, without the same month last year, are too little to decide about a candidate
 * of a period and to check it. Mostly they are enough: the whole series is for readings that are in some way
 * unusual. `hasLastYear`: the ledger has readings of a year ago.
 */
export function needsWholeSeries(
  { series, meterOf, policy }: CheckedSeries,
  { place, registerCode, readOn, value }: Candidate,
  period: Period,
  hasLastYear: boolean,
): boolean {
  const previous = series.previousOf(place.meterId, registerCode, readOn);
  if (previous === null) return true;
  // An estimate is judged by the reading that was taken before it, however long ago.
  if (previous.source === 'estimated') return true;
  if (registerCode !== 'total') {
    // Whether it rolled over, its own history says; of other registers the last months are left out.
    return value.lt(previous.value) && !showsHighest(registerCode);
  }
  // With its opening the register's series is there whole.
  if (series.hasOpening(registerCode)) return false;
  const history = usageHistory(
    series.segmentsOf(registerCode, meterOf),
    registerCode,
    { readOn, period },
    policy.averagePeriods,
  );
  // Fewer than the average is taken over: read every other month, with gaps, or only since a short time.
  if (history.periodCount < policy.averagePeriods) return true;
  if (!hasLastYear) return false;
  const expected = expectedUsage(history, daysBetween(previous.readOn, readOn));
  if (expected === null) return true;
  // The same month last year excuses what is high or low, and is asked for nothing else.
  const { quantity } = segmentQuantity(registerCode, previous.value, value, place.meter);
  const usage = { expected, history };
  return isHigh(quantity, usage, policy) !== null || isLow(quantity, usage, policy) !== null;
}
