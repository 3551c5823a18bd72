import { addMonths, type LocalDate, type Period, periodOf, spanOfPeriod } from '#shared/domain/localDate.ts';
import type { CheckedSeries } from '#shared/domain/reading/checkReading.ts';
import type { Candidate } from '#shared/domain/reading/meterPlace.ts';
import { needsWholeSeries } from '#shared/domain/reading/neededHistory.ts';
import type { ReadingPolicy } from '#shared/domain/reading/policy.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import { loadRecentSeries, loadWholeSeries, type SeriesByPoint } from './series.ts';

/** Months before those of the average in which the last reading is looked for first. */
const MARGIN_MONTHS = 2;

/** Of a register that no average is taken of, the reading before; where meters are read every other month, too. */
const LAST_READING_MONTHS = 2;

export type SeriesRequest = {
  readonly db: LedgerDatabase;
  readonly candidates: readonly Candidate[];
  /** The office's own policy: how far the averages reach back. */
  readonly policy: ReadingPolicy;
  readonly periodOf: (candidate: Candidate) => Period;
  /** The ledger has readings of a year before the candidates. */
  readonly hasLastYear: boolean;
  /** Hears of series before they are asked about their meters. */
  readonly learn: (seriesOf: SeriesByPoint) => Promise<void>;
  readonly checked: (series: CheckedSeries['series'], candidate: Candidate) => CheckedSeries;
};

/** The day from which an ordinary month of a period needs the readings of total registers. */
export function recentFrom(period: Period, { averagePeriods, estimatesAllowed }: ReadingPolicy): LocalDate {
  return monthsBefore(period, Math.max(averagePeriods, estimatesAllowed) + MARGIN_MONTHS);
}

const monthsBefore = (period: Period, months: number) => spanOfPeriod(addMonths(period, -months)).startOn;

/**
 * The series of the service points of some candidates, each as far back as its candidates need: how long an office has
 * been reading its meters makes no difference to an ordinary month.
 */
export async function loadSeriesFor(request: SeriesRequest): Promise<SeriesByPoint> {
  const { db, candidates, policy, learn, checked, hasLastYear } = request;
  const [earliest] = [...new Set(candidates.map(({ readOn }) => readOn))].sort();
  if (earliest === undefined) return new Map();
  const ids = [...new Set(candidates.map(({ place }) => place.servicePointId))];
  const month = periodOf(earliest);
  const recent = await loadRecentSeries(db, ids, {
    total: recentFrom(month, policy),
    others: monthsBefore(month, LAST_READING_MONTHS),
  });
  await learn(recent);
  const tooShort = readSeveralTimes(candidates);
  for (const candidate of candidates) {
    const { servicePointId } = candidate.place;
    if (tooShort.has(servicePointId)) continue;
    const series = recent.get(servicePointId);
    assert(series !== undefined, 'the series of every candidate was loaded');
    const period = request.periodOf(candidate);
    if (needsWholeSeries(checked(series, candidate), candidate, period, hasLastYear))
      tooShort.add(servicePointId);
  }
  const whole = await loadWholeSeries(db, [...tooShort]);
  await learn(whole);
  return new Map([...recent, ...whole]);
}

/** Service points with several readings of a register: one of them is the reading before another, and not there yet. */
function readSeveralTimes(candidates: readonly Candidate[]): Set<string> {
  const several = new Set<string>();
  const registersOf = new Map<string, RegisterCode[]>();
  for (const { place, registerCode } of candidates) {
    const registers = registersOf.get(place.meterId);
    if (!registers) registersOf.set(place.meterId, [registerCode]);
    else if (registers.includes(registerCode)) several.add(place.servicePointId);
    else registers.push(registerCode);
  }
  return several;
}
