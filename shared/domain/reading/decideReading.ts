import { ok, type Result, refused } from '../../lib/result.ts';
import type { Period } from '../localDate.ts';
import type { PlaceInCycle } from './cycle.ts';
import type { LineRejection } from './lineStates.ts';
import type { Candidate, LineProblem } from './meterPlace.ts';
import type { PointSeries, StoredReading } from './pointSeries.ts';
import { beginsSeries } from './segments.ts';

/** `add` takes the place of `supersedes`, where it is not `null`. */
export type ReadingDecision =
  | { readonly kind: 'unchanged'; readonly readingId: string }
  | { readonly kind: 'add'; readonly supersedes: StoredReading | null };

export type IntakeRules = {
  /** The same file had a reading of this register and day already. */
  readonly isRepeated: boolean;
  /** Whether a value of this batch may take the place of the stored one that a file brought. */
  readonly revises: (stored: StoredReading) => boolean;
  readonly isLocked: (period: Period) => boolean;
};

/**
 * Decides about one candidate. One reading counts per meter, register and day: a value that any
 * version of that day had is known already; another one replaces an estimate, or what an earlier
 * revision of the same file brought; anything else is shown and not added.
 */
export function decideReading(
  candidate: Candidate,
  place: PlaceInCycle,
  series: PointSeries,
  rules: IntakeRules,
): Result<ReadingDecision, LineProblem> {
  const { registerCode, readOn, value } = candidate;
  const { meterId } = candidate.place;
  const versions = series.versionsOf(meterId, registerCode);
  const sameDay = versions.filter((one) => one.readOn === readOn);
  const stored = sameDay.find((one) => one.isCurrent) ?? null;
  const refuse = (code: LineRejection, field: string, text: string) =>
    refused<LineProblem>({ code, field, value: text });

  if (rules.isRepeated) return refuse('duplicate_in_file', 'readOn', readOn);
  const isMeasured = candidate.quality !== 'estimated';
  const replacesEstimate = isMeasured && stored?.source === 'estimated';
  if (stored && !replacesEstimate) {
    const known = sameDay.find((one) => one.value.eq(value));
    if (known) return ok({ kind: 'unchanged', readingId: known.readingId });
    if (stored.kind !== 'cycle' || !rules.revises(stored)) {
      return refuse('duplicate_reading', 'current', stored.value.toFixed());
    }
  }
  const ofPeriod = versions.filter(
    (one) => one.isCurrent && one.kind === 'cycle' && one.period === place.period,
  );
  if (!isMeasured && !stored && ofPeriod.length > 0) return refuse('already_read', 'period', place.period);
  const first = versions.find((one) => one.isCurrent && beginsSeries(one.kind));
  if (first && readOn < first.readOn) {
    return refuse('before_opening', 'readOn', first.readOn);
  }
  const estimate = isMeasured ? (ofPeriod.find((one) => one.source === 'estimated') ?? null) : null;
  const supersedes = stored ?? estimate;
  const later = series.hasLater(meterId, registerCode, readOn);
  const touched = new Set([place.period]);
  if (supersedes) touched.add(supersedes.period);
  if (later) touched.add(later.period);
  const locked = [...touched].find(rules.isLocked);
  if (locked !== undefined) return refuse('period_locked', 'period', locked);
  return ok({ kind: 'add', supersedes });
}
