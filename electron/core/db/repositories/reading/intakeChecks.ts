import type { Period } from '#shared/domain/localDate.ts';
import { WHOLE_METER_RULES } from '#shared/domain/reading/anomalyRules.ts';
import {
  type CheckedSeries,
  checkPoint,
  checkReading,
  unreadRegisters,
} from '#shared/domain/reading/checkReading.ts';
import type { PlaceInCycle } from '#shared/domain/reading/cycle.ts';
import type { Finding } from '#shared/domain/reading/finding.ts';
import type { MeterFacts } from '#shared/domain/reading/meterFacts.ts';
import type { Candidate, MeterPlace } from '#shared/domain/reading/meterPlace.ts';
import type { PointSeries, StoredReading } from '#shared/domain/reading/pointSeries.ts';
import { assert } from '#shared/lib/assert.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { ReadingAnomalyRow } from '../../schema/reading.ts';
import {
  anomalyRow,
  loadStandingAnomalies,
  markCorrected,
  POINT_RULES,
  reconcileFindings,
} from './anomalies.ts';
import type { IntakeContext, IntakeSource, ReadingPolicies } from './intakeContext.ts';
import { loadMeterFacts } from './meterPlaces.ts';
import { insertAnomalies } from './recurrence.ts';
import type { SeriesByPoint } from './series.ts';

/** A candidate that was taken, as the reading that it became. */
export type TakenReading = {
  readonly reading: StoredReading;
  readonly place: PlaceInCycle;
  readonly candidate: Candidate;
};

/** A meter whose registers say something together about a period. */
export type MeterPeriod = { readonly place: MeterPlace; readonly period: Period };

/** Checks (VEE) of readings that were just taken; what they find is written and kept in `found`. */
export class IntakeChecks {
  readonly #context: IntakeContext;
  readonly #source: IntakeSource;
  readonly #policies: ReadingPolicies;
  readonly #meters = new Map<string, MeterFacts>();
  /** Meters whose registers had not all come when their chunk was taken. */
  readonly #unfinished = new Map<string, MeterPeriod>();
  readonly found: ReadingAnomalyRow[] = [];
  /** What is true of a meter on a day is said once, though its registers may come in several chunks. */
  readonly saidOfMeter = new Set<string>();

  constructor(context: IntakeContext, source: IntakeSource, policies: ReadingPolicies) {
    this.#context = context;
    this.#source = source;
    this.#policies = policies;
  }

  /** Meters whose periods still have to be checked as a whole. */
  get unfinished(): readonly MeterPeriod[] {
    return [...this.#unfinished.values()];
  }

  /** Goes on from what other checks found and left. */
  absorb(
    found: readonly ReadingAnomalyRow[],
    saidOfMeter: readonly string[],
    unfinished: readonly MeterPeriod[],
  ): void {
    this.found.push(...found);
    for (const said of saidOfMeter) this.saidOfMeter.add(said);
    for (const point of unfinished) this.#unfinished.set(keyOf(point), point);
  }

  /** Loads what is not known yet about the meters of these series. */
  async learnMeters(candidates: readonly Candidate[], seriesOf: SeriesByPoint): Promise<void> {
    for (const { place } of candidates) this.#meters.set(place.meterId, place.meter);
    const missing = new Set<string>();
    for (const series of seriesOf.values()) {
      for (const meterId of series.meterIds()) if (!this.#meters.has(meterId)) missing.add(meterId);
    }
    for (const [meterId, facts] of await loadMeterFacts(this.#context.tx, [...missing])) {
      this.#meters.set(meterId, facts);
    }
  }

  /** Checks each reading, and those meters that are complete as a whole. */
  async check(taken: readonly TakenReading[], seriesOf: SeriesByPoint): Promise<void> {
    const anomalies: ReadingAnomalyRow[] = [];
    const points = new Map<string, MeterPeriod>();
    for (const [index, one] of taken.entries()) {
      const { reading, candidate } = one;
      const { servicePointId, meterId } = candidate.place;
      const series = seriesOf.get(servicePointId);
      assert(series !== undefined, 'the series of every taken reading was loaded');
      const subject = { servicePointId, meterId, period: reading.period, readingId: reading.readingId };
      for (const finding of this.#findings(one, series)) {
        if (finding.rule === 'rollover') series.acceptRollover(reading);
        if (WHOLE_METER_RULES.includes(finding.rule)) {
          const said = `${finding.rule} ${meterId} ${reading.readOn}`;
          if (this.saidOfMeter.has(said)) continue;
          this.saidOfMeter.add(said);
        }
        anomalies.push(anomalyRow(this.#context.newId(), this.#context.now, subject, finding));
      }
      // The registers of a meter mostly come one after the other.
      const before = taken[index - 1];
      if (before?.candidate.place !== candidate.place || before.reading.period !== reading.period) {
        const point = { place: candidate.place, period: reading.period };
        points.set(keyOf(point), point);
      }
    }
    await this.#write(anomalies);
    await this.#checkComplete(points, seriesOf);
  }

  /** Findings about versions that do not count any more have lost their cause. */
  async correctFindingsOf(
    superseded: ReadonlySet<string>,
    servicePointIds: readonly string[],
  ): Promise<void> {
    if (superseded.size === 0) return;
    const standing = await loadStandingAnomalies(this.#context.tx, servicePointIds);
    const gone = standing.filter(
      ({ reading_id, rule_code }) =>
        reading_id !== null && superseded.has(reading_id) && !isPointRule(rule_code),
    );
    await markCorrected(this.#context.tx, gone, { ...this.#context, reason: this.#source.reason });
  }

  /** Checks what all registers of a meter say together about a period. */
  async checkPoints(points: readonly MeterPeriod[], seriesOf: SeriesByPoint): Promise<void> {
    const ids = [...new Set(points.map(({ place }) => place.servicePointId))];
    const standing = groupBy(
      (await loadStandingAnomalies(this.#context.tx, ids)).filter(({ rule_code }) => isPointRule(rule_code)),
      ({ service_point_id, period }) => `${service_point_id} ${period}`,
    );
    const gone: ReadingAnomalyRow[] = [];
    const fresh: ReadingAnomalyRow[] = [];
    for (const { place, period } of points) {
      const series = seriesOf.get(place.servicePointId);
      if (!series) continue;
      const before = standing.get(`${place.servicePointId} ${period}`) ?? [];
      // A meter that counts the total alone has nothing to compare it with.
      if (before.length === 0 && place.registers.length === 1) continue;
      const findings = checkPoint(this.checked(series, place), place, period);
      const reconciled = reconcileFindings(before, findings);
      gone.push(...reconciled.gone);
      for (const finding of reconciled.fresh) {
        const { servicePointId, meterId } = place;
        const reading = series.readingIn(period, meterId, finding.registerCode);
        const subject = { servicePointId, meterId, period, readingId: reading?.readingId ?? null };
        fresh.push(anomalyRow(this.#context.newId(), this.#context.now, subject, finding));
      }
    }
    await markCorrected(this.#context.tx, gone, { ...this.#context, reason: this.#source.reason });
    await this.#write(fresh);
  }

  #findings({ reading, place, candidate }: TakenReading, series: PointSeries): Finding[] {
    const { routeId } = this.#source;
    return checkReading(this.checked(series, candidate.place), reading, {
      statedPeriod: this.#source.period,
      place,
      stated: candidate.stated,
      isOtherRoute: routeId !== null && routeId !== candidate.place.routeId,
    });
  }

  async #checkComplete(points: ReadonlyMap<string, MeterPeriod>, seriesOf: SeriesByPoint): Promise<void> {
    const complete: MeterPeriod[] = [];
    for (const [key, point] of points) {
      const series = seriesOf.get(point.place.servicePointId);
      if (!series || unreadRegisters(series, point.place, point.period).length > 0) {
        this.#unfinished.set(key, point);
      } else {
        this.#unfinished.delete(key);
        complete.push(point);
      }
    }
    await this.checkPoints(complete, seriesOf);
  }

  async #write(anomalies: readonly ReadingAnomalyRow[]): Promise<void> {
    const written = await insertAnomalies(this.#context.tx, this.#policies.of(''), anomalies);
    for (const anomaly of written) this.found.push(anomaly);
  }

  /** A series with what its checks look at beside it. */
  checked(series: PointSeries, place: MeterPlace): CheckedSeries {
    return { series, policy: this.#policies.of(place.customerClass), meterOf: this.#meterOf };
  }

  readonly #meterOf = (meterId: string): MeterFacts => {
    const meter = this.#meters.get(meterId);
    assert(meter !== undefined, `the meter of every reading was loaded: ${meterId}`);
    return meter;
  };
}

const keyOf = ({ place, period }: MeterPeriod) => `${place.meterId} ${period}`;

function isPointRule(ruleCode: string): boolean {
  return POINT_RULES.some((rule) => rule === ruleCode);
}
