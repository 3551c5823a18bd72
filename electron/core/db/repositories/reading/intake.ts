import { addMonths, type LocalDate, type Period } from '#shared/domain/localDate.ts';
import { decimalText } from '#shared/domain/money.ts';
import { CyclePlaces, type PlaceInCycle } from '#shared/domain/reading/cycle.ts';
import { decideReading } from '#shared/domain/reading/decideReading.ts';
import type { Candidate, LineProblem } from '#shared/domain/reading/meterPlace.ts';
import type { StoredReading } from '#shared/domain/reading/pointSeries.ts';
import { type MeterStatements, StatedRegisters } from '#shared/domain/reading/statedRegisters.ts';
import { assert } from '#shared/lib/assert.ts';
import { chunked } from '#shared/lib/collections.ts';
import type { ReadingAnomalyRow, ReadingRow } from '../../schema/reading.ts';
import { insertMany } from '../bulk.ts';
import type { SettledOutcome } from './batchChunks.ts';
import { IntakeChecks, type TakenReading } from './intakeChecks.ts';
import { type IntakeContext, type IntakeSource, ReadingPolicies } from './intakeContext.ts';
import { loadSeriesFor, recentFrom } from './intakeSeries.ts';
import { RouteLocks } from './locks.ts';
import { type PlainPlace, placeOfPlain, plainPlace } from './meterPlaces.ts';
import { recheckPoint } from './recheckPoint.ts';
import { hasReadingsBefore, loadRecentSeries, type SeriesByPoint } from './series.ts';

export type Outcome = SettledOutcome | ({ readonly state: 'rejected' } & LineProblem);

export type NumberedCandidate = { readonly candidate: Candidate; readonly lineNo: number | null };

/** What an intake came to so far, as plain data. */
export type IntakeState = {
  /** Service points that it was about. */
  readonly points: readonly string[];
  readonly readPoints: readonly string[];
  readonly seen: readonly MeterStatements[];
  readonly found: readonly ReadingAnomalyRow[];
  readonly saidOfMeter: readonly string[];
  readonly unfinished: readonly { readonly place: PlainPlace; readonly period: Period }[];
  readonly toRecheck: readonly (readonly [servicePointId: string, from: LocalDate])[];
};

/** A file of totals alone leaves every meter with more registers to be checked in the end. */
const POINTS_A_PART = 1000;

/** What every decision of one source rests on. */
type Ground = {
  readonly locks: RouteLocks;
  /** The ledger has readings of a year before. */
  readonly hasLastYear: boolean;
  readonly policies: ReadingPolicies;
  readonly cyclePlaces: CyclePlaces;
};

/**
 * The one way in which cycle readings get into the ledger, whether from a file, by hand or as an
 * estimate: decided against what is there, written, checked. Call `take` per chunk, then `finish`.
 */
export class ReadingIntake {
  readonly #context: IntakeContext;
  readonly #source: IntakeSource;
  readonly #ground: Ground;
  readonly #checks: IntakeChecks;
  /** Service points that candidates were about. */
  readonly #points = new Set<string>();
  /** Service points that got a reading of the period. */
  readonly readPoints = new Set<string>();
  /** Registers and days that were taken, or known, before. */
  readonly #seen = new StatedRegisters();
  /** Service points with later readings, which count from the new ones now. */
  readonly #toRecheck = new Map<string, LocalDate>();

  private constructor(context: IntakeContext, source: IntakeSource, ground: Ground) {
    this.#context = context;
    this.#source = source;
    this.#ground = ground;
    this.#checks = new IntakeChecks(context, source, ground.policies);
  }

  static async begin(context: IntakeContext, source: IntakeSource): Promise<ReadingIntake> {
    return new ReadingIntake(context, source, {
      locks: new RouteLocks(context.tx),
      hasLastYear: await hasReadingsBefore(context.tx, addMonths(source.period, -11)),
      policies: new ReadingPolicies(context.settingsJson),
      cyclePlaces: new CyclePlaces(source.period),
    });
  }

  /** An intake of the same source that knows of no reading yet. */
  afresh(): ReadingIntake {
    return new ReadingIntake(this.#context, this.#source, this.#ground);
  }

  /** What the checks found so far. */
  get found(): readonly ReadingAnomalyRow[] {
    return this.#checks.found;
  }

  /** Takes a chunk; the answers are in the order of the candidates. */
  async take(all: readonly NumberedCandidate[]): Promise<Outcome[]> {
    const candidates = all.map(({ candidate }) => candidate);
    await this.#ground.locks.learn(candidates.map(({ place }) => place.routeId));
    const seriesOf = await this.#loadSeries(candidates);
    for (const servicePointId of seriesOf.keys()) this.#points.add(servicePointId);
    const outcomes = new Array<Outcome>(all.length);
    const taken: TakenReading[] = [];
    const rows: ReadingRow[] = [];
    const superseded = new Set<string>();
    for (const index of dayOrder(candidates)) {
      const one = all[index];
      assert(one !== undefined, 'the order has the indexes of the list');
      const { candidate, lineNo } = one;
      const { registerCode, readOn } = candidate;
      const { servicePointId, meterId, routeId } = candidate.place;
      const series = seriesOf.get(servicePointId);
      assert(series !== undefined, 'the series of every candidate was loaded');
      const place = this.#placeOf(candidate);
      const decision = decideReading(candidate, place, series, {
        isRepeated: this.#seen.has(meterId, registerCode, readOn),
        revises: (stored) => this.#revises(stored),
        isLocked: (period) => this.#ground.locks.isLocked(routeId, period, servicePointId),
      });
      if (!decision.ok) {
        outcomes[index] = { state: 'rejected', ...decision.error };
        continue;
      }
      this.#seen.add(meterId, registerCode, readOn);
      if (decision.value.kind === 'unchanged') {
        outcomes[index] = { state: 'unchanged', readingId: decision.value.readingId };
        continue;
      }
      const { supersedes } = decision.value;
      if (supersedes) {
        series.supersede(supersedes);
        superseded.add(supersedes.readingId);
      }
      if (series.hasLater(meterId, registerCode, readOn)) {
        this.#recheckFrom(servicePointId, readOn);
      }
      const reading = this.#storedReading(candidate, place.period);
      series.add(reading);
      taken.push({ reading, place, candidate });
      rows.push(this.#row(reading, servicePointId, supersedes?.readingId ?? null, lineNo));
      if (place.period === this.#source.period) this.readPoints.add(servicePointId);
      outcomes[index] = { state: 'accepted', readingId: reading.readingId };
    }
    await insertMany(this.#context.tx, 'reading', rows);
    // What is checked again as a whole in the end is not checked twice.
    const toCheck = taken.filter(({ candidate }) => !this.#toRecheck.has(candidate.place.servicePointId));
    await this.#checks.correctFindingsOf(superseded, [...seriesOf.keys()]);
    await this.#checks.check(toCheck, seriesOf);
    return outcomes;
  }

  get state(): IntakeState {
    return {
      points: [...this.#points],
      readPoints: [...this.readPoints],
      seen: this.#seen.all(),
      found: this.found,
      saidOfMeter: [...this.#checks.saidOfMeter],
      unfinished: this.#checks.unfinished.map(({ place, period }) => ({ place: plainPlace(place), period })),
      toRecheck: [...this.#toRecheck],
    };
  }

  /** Whether what another intake of the same source decided beside this one would have come to the same after it. */
  goesWith({ points }: IntakeState): boolean {
    return !points.some((servicePointId) => this.#points.has(servicePointId));
  }

  /** Goes on from where another intake came to, whose readings are written by now. */
  absorb({ points, readPoints, seen, found, saidOfMeter, unfinished, toRecheck }: IntakeState): void {
    for (const servicePointId of points) this.#points.add(servicePointId);
    for (const servicePointId of readPoints) this.readPoints.add(servicePointId);
    this.#seen.absorb(seen);
    this.#checks.absorb(
      found,
      saidOfMeter,
      unfinished.map(({ place, period }) => ({ place: placeOfPlain(place), period })),
    );
    for (const [servicePointId, from] of toRecheck) this.#recheckFrom(servicePointId, from);
  }

  /** Checks what could not be checked chunk by chunk. */
  async finish(): Promise<void> {
    const points = this.#checks.unfinished.filter(({ place }) => !this.#toRecheck.has(place.servicePointId));
    const from = recentFrom(this.#source.period, this.#ground.policies.of(''));
    for (const part of chunked(points, POINTS_A_PART)) {
      const ids = [...new Set(part.map(({ place }) => place.servicePointId))];
      const seriesOf = await loadRecentSeries(this.#context.tx, ids, { total: from, others: from });
      await this.#checks.learnMeters([], seriesOf);
      await this.#checks.checkPoints(part, seriesOf);
    }
    for (const [servicePointId, from] of this.#toRecheck) {
      const found = await recheckPoint(this.#context, servicePointId, from, this.#source.reason);
      this.#checks.found.push(...found);
    }
  }

  #loadSeries(candidates: readonly Candidate[]): Promise<SeriesByPoint> {
    return loadSeriesFor({
      db: this.#context.tx,
      candidates,
      policy: this.#ground.policies.of(''),
      periodOf: (candidate) => this.#placeOf(candidate).period,
      hasLastYear: this.#ground.hasLastYear,
      learn: (seriesOf) => this.#checks.learnMeters(candidates, seriesOf),
      checked: (series, { place }) => this.#checks.checked(series, place),
    });
  }

  #placeOf({ readOn, place }: Candidate): PlaceInCycle {
    const { cycleWindowDays } = this.#ground.policies.of(place.customerClass);
    return this.#ground.cyclePlaces.of(readOn, place.cycleDay, cycleWindowDays);
  }

  #revises({ batchId }: StoredReading): boolean {
    const { revisedBatches } = this.#source;
    return batchId !== null && (revisedBatches === 'all' || revisedBatches.has(batchId));
  }

  #recheckFrom(servicePointId: string, readOn: LocalDate): void {
    const earlier = this.#toRecheck.get(servicePointId);
    if (earlier === undefined || readOn < earlier) this.#toRecheck.set(servicePointId, readOn);
  }

  #storedReading(candidate: Candidate, period: Period): StoredReading {
    const { quality, readOn, value, registerCode, place } = candidate;
    return {
      readingId: this.#context.newId(),
      meterId: place.meterId,
      registerCode,
      readOn,
      period,
      value,
      kind: 'cycle',
      source: quality === 'actual' ? this.#source.source : quality,
      batchId: this.#source.batchId,
      isCurrent: true,
      isRolloverAccepted: false,
    };
  }

  #row(
    reading: StoredReading,
    servicePointId: string,
    supersedesId: string | null,
    lineNo: number | null,
  ): ReadingRow {
    return {
      reading_id: reading.readingId,
      service_point_id: servicePointId,
      meter_id: reading.meterId,
      register_code: reading.registerCode,
      read_on: reading.readOn,
      period: reading.period,
      reading_kwh: decimalText(reading.value),
      kind: reading.kind,
      source: reading.source,
      estimate_method: reading.source === 'estimated' ? this.#source.estimateMethod : null,
      supersedes_id: supersedesId,
      reason: this.#source.reason,
      batch_id: this.#source.batchId,
      line_no: lineNo,
      recorded_by: this.#context.userId,
      recorded_at: this.#context.now,
    };
  }
}

/** Indexes by day, and on one day as they came: the reading of the month's start is taken before that of its end. */
function dayOrder(candidates: readonly Candidate[]): number[] {
  const dayOf = (index: number) => candidates[index]?.readOn ?? '';
  return candidates
    .map((_, index) => index)
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a - b));
}
