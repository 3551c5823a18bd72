import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { WHOLE_METER_RULES } from '#shared/domain/reading/anomalyRules.ts';
import { type CheckedSeries, checkPoint, checkReading } from '#shared/domain/reading/checkReading.ts';
import { placeInCycle } from '#shared/domain/reading/cycle.ts';
import type { Finding } from '#shared/domain/reading/finding.ts';
import type { MeterFacts } from '#shared/domain/reading/meterFacts.ts';
import type { MeterPlace } from '#shared/domain/reading/meterPlace.ts';
import type { PointSeries, StoredReading } from '#shared/domain/reading/pointSeries.ts';
import { beginsSeries } from '#shared/domain/reading/segments.ts';
import { assert } from '#shared/lib/assert.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { ReadingAnomalyRow } from '../../schema/reading.ts';
import {
  anomalyRow,
  loadStandingAnomalies,
  markCorrected,
  POINT_RULES,
  reconcileFindings,
  STATED_RULES,
} from './anomalies.ts';
import { type IntakeContext, ReadingPolicies } from './intakeContext.ts';
import { loadPlacesOfPoint } from './meterPlaces.ts';
import { insertAnomalies } from './recurrence.ts';
import { loadWholeSeries } from './series.ts';

/**
 * Checks the readings of a service point again from a day on, after one of them changed or came in
 * between: findings whose cause is gone become corrected, new ones are added and returned, and what a
 * person confirmed stays confirmed as long as its numbers are the same. `reason` is why it changed, as the person wrote.
 */
export async function recheckPoint(
  context: IntakeContext,
  servicePointId: string,
  from: LocalDate,
  reason: string | null,
): Promise<readonly ReadingAnomalyRow[]> {
  const { tx } = context;
  const series = (await loadWholeSeries(tx, [servicePointId])).get(servicePointId);
  assert(series !== undefined, 'every service point has a series');
  const places = await loadPlacesOfPoint(tx, servicePointId);
  const standing = await loadStandingAnomalies(tx, [servicePointId]);
  const policies = new ReadingPolicies(context.settingsJson);
  const gone: ReadingAnomalyRow[] = [];
  const fresh: ReadingAnomalyRow[] = [];

  for (const [meterId, readings] of groupBy(laterReadings(series, from), (one) => one.meterId)) {
    const place = places.find((one) => one.meterId === meterId);
    assert(place !== undefined, 'a meter with readings was installed');
    const checked = {
      series,
      policy: policies.of(place.customerClass),
      meterOf: (id: string) => factsOf(places, id),
    };
    for (const ofDay of groupBy(readings, ({ readOn }) => readOn).values()) {
      const before = standing.filter(
        ({ reading_id, rule_code }) =>
          !isKept(rule_code) && ofDay.some(({ readingId }) => readingId === reading_id),
      );
      const findings = ofDay.flatMap((reading) => findingsOf(checked, place, reading));
      const reconciled = reconcileFindings(before, saidOnce(findings, before));
      gone.push(...reconciled.gone);
      for (const finding of reconciled.fresh) {
        const reading = ofDay.find(({ registerCode }) => registerCode === finding.registerCode);
        assert(reading !== undefined, 'a finding is about a register that was read');
        if (finding.rule === 'rollover') series.acceptRollover(reading);
        const { period, readingId } = reading;
        fresh.push(
          anomalyRow(context.newId(), context.now, { servicePointId, meterId, period, readingId }, finding),
        );
      }
    }
    for (const period of new Set(readings.map((one): Period => one.period))) {
      const before = standing.filter((row) => row.period === period && isPointRule(row.rule_code));
      const reconciled = reconcileFindings(before, checkPoint(checked, place, period));
      gone.push(...reconciled.gone);
      for (const finding of reconciled.fresh) {
        const reading = series.readingIn(period, meterId, finding.registerCode);
        const subject = { servicePointId, meterId, period, readingId: reading?.readingId ?? null };
        fresh.push(anomalyRow(context.newId(), context.now, subject, finding));
      }
    }
  }
  const counting = new Set([...series.current()].map(({ readingId }) => readingId));
  gone.push(...standing.filter(({ reading_id }) => reading_id !== null && !counting.has(reading_id)));
  await markCorrected(tx, [...new Set(gone)], { ...context, reason });
  return insertAnomalies(tx, policies.of(''), fresh);
}

/** What is wrong with a reading, as far as nothing but the ledger is needed to know. */
function findingsOf(checked: CheckedSeries, place: MeterPlace, reading: StoredReading): Finding[] {
  const { period, readOn } = reading;
  const { isOutsideCycle } = placeInCycle(readOn, period, place.cycleDay, checked.policy.cycleWindowDays);
  return checkReading(checked, reading, {
    statedPeriod: period,
    place: { period, isOtherPeriod: false, isOutsideCycle },
    stated: { multiplier: null, previous: null },
    isOtherRoute: false,
  });
}

/** Of what is true of a meter as a whole one finding remains: the one that somebody may have confirmed, or the first. */
function saidOnce(findings: readonly Finding[], before: readonly ReadingAnomalyRow[]): Finding[] {
  const isStanding = ({ rule, registerCode }: Finding) =>
    before.some((row) => row.rule_code === rule && row.register_code === registerCode);
  return findings.filter((finding) => {
    if (!WHOLE_METER_RULES.includes(finding.rule)) return true;
    const same = findings.filter(({ rule }) => rule === finding.rule);
    return finding === (same.find(isStanding) ?? same[0]);
  });
}

function laterReadings(series: PointSeries, from: LocalDate): StoredReading[] {
  return [...series.current()].filter(({ readOn, kind }) => readOn >= from && !beginsSeries(kind));
}

function factsOf(places: readonly MeterPlace[], meterId: string): MeterFacts {
  const place = places.find((one) => one.meterId === meterId);
  assert(place !== undefined, 'a meter with readings was installed');
  return place.meter;
}

const isPointRule = (ruleCode: string) => POINT_RULES.some((rule) => rule === ruleCode);

/** Findings that checking a reading again says nothing about. */
const isKept = (ruleCode: string) =>
  isPointRule(ruleCode) || ruleCode === 'other_period' || STATED_RULES.some((rule) => rule === ruleCode);
