import type { LocalDate, Period } from '../localDate.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { RegisterCode } from './registers.ts';
import {
  beginsSeries,
  byEnd,
  bySeriesOrder,
  type Segment,
  type SeriesReading,
  segmentsOfRegister,
} from './segments.ts';

/** One version of a reading. Versions that were superseded are kept, and count for nothing. */
export type StoredReading = Omit<SeriesReading, 'isRolloverAccepted'> & {
  readonly batchId: string | null;
  isCurrent: boolean;
  isRolloverAccepted: boolean;
};

type RegisterList = {
  readonly meterId: string;
  readonly registerCode: RegisterCode;
  readonly versions: StoredReading[];
};

/** Superseded versions are rare, so a list mostly counts as a whole. */
function currentOf({ versions }: RegisterList): readonly StoredReading[] {
  return versions.every(({ isCurrent }) => isCurrent) ? versions : versions.filter((one) => one.isCurrent);
}

const NO_VERSIONS: readonly StoredReading[] = [];

/** The readings of one service point over all its meters, as far back as they were loaded. */
export class PointSeries {
  /** A service point has a handful, so looking through them is faster than a key made of two texts. */
  readonly #lists: RegisterList[] = [];
  readonly #segments = new Map<RegisterCode, Segment[]>();

  add(reading: StoredReading): void {
    const { meterId, registerCode } = reading;
    const list = this.#listOf(meterId, registerCode);
    if (!list) this.#lists.push({ meterId, registerCode, versions: [reading] });
    else {
      const last = list.versions.at(-1);
      list.versions.push(reading);
      if (last && bySeriesOrder(last, reading) > 0) list.versions.sort(bySeriesOrder);
    }
    this.#segments.clear();
  }

  /** Takes a version out of what counts. */
  supersede(reading: StoredReading): void {
    reading.isCurrent = false;
    this.#segments.clear();
  }

  /** A rollover was accepted; quantities change. */
  acceptRollover(reading: StoredReading): void {
    reading.isRolloverAccepted = true;
    this.#segments.clear();
  }

  /** All versions of one register of one meter, by day. */
  versionsOf(meterId: string, registerCode: RegisterCode): readonly StoredReading[] {
    return this.#listOf(meterId, registerCode)?.versions ?? NO_VERSIONS;
  }

  /** The readings that count. */
  *current(): Generator<StoredReading> {
    for (const { versions } of this.#lists) {
      for (const reading of versions) if (reading.isCurrent) yield reading;
    }
  }

  /** The meters that were ever read here. */
  meterIds(): ReadonlySet<string> {
    return new Set(this.#lists.map(({ meterId }) => meterId));
  }

  /** Whether a register shows less than at the reading before, as after a rollover. */
  goesBack(): boolean {
    for (const list of this.#lists) {
      let previous: StoredReading | null = null;
      for (const reading of list.versions) {
        if (!reading.isCurrent) continue;
        if (previous && reading.value.lt(previous.value)) return true;
        previous = reading.kind === 'removal' ? null : reading;
      }
    }
    return false;
  }

  /** The reading that a reading of this day counts from, however old; `null` at the beginning. */
  previousOf(meterId: string, registerCode: RegisterCode, readOn: LocalDate): StoredReading | null {
    const list = this.versionsOf(meterId, registerCode);
    for (let index = list.length - 1; index >= 0; index -= 1) {
      const reading = list[index];
      if (!reading?.isCurrent) continue;
      if (reading.readOn < readOn) return reading.kind === 'removal' ? null : reading;
    }
    return null;
  }

  /** Readings that count from the one of this day, now or once it is taken. */
  hasLater(meterId: string, registerCode: RegisterCode, readOn: LocalDate): StoredReading | null {
    for (const reading of this.versionsOf(meterId, registerCode)) {
      if (reading.isCurrent && reading.readOn > readOn && !beginsSeries(reading.kind)) return reading;
    }
    return null;
  }

  /** Whether the readings of a register reach back to the first one of the service point. */
  hasOpening(registerCode: RegisterCode): boolean {
    return this.#lists.some(
      (list) => list.registerCode === registerCode && list.versions.some(({ kind }) => kind === 'opening'),
    );
  }

  /** Segments of a register over all meters. */
  segmentsOf(registerCode: RegisterCode, meterOf: (meterId: string) => MeterFacts): readonly Segment[] {
    let segments = this.#segments.get(registerCode);
    if (!segments) {
      const lists = this.#lists.filter((list) => list.registerCode === registerCode);
      segments = lists.flatMap((list) => segmentsOfRegister(currentOf(list), meterOf(list.meterId)));
      if (lists.length > 1) segments.sort(byEnd);
      this.#segments.set(registerCode, segments);
    }
    return segments;
  }

  /** Segments of one register of one meter that end in a period, without those of all the others. */
  segmentsIn(period: Period, meterId: string, registerCode: RegisterCode, meter: MeterFacts): Segment[] {
    const list = this.#listOf(meterId, registerCode);
    return list ? segmentsOfRegister(currentOf(list), meter, period) : [];
  }

  /** Estimates in a row that end with the register's reading of this period. */
  estimatesInARow(registerCode: RegisterCode, upTo: Period): number {
    const readings = [...this.current()]
      .filter((one) => one.registerCode === registerCode && one.kind === 'cycle' && one.period <= upTo)
      .sort(bySeriesOrder);
    let count = 0;
    while (readings[readings.length - 1 - count]?.source === 'estimated') count += 1;
    return count;
  }

  #listOf(meterId: string, registerCode: RegisterCode): RegisterList | undefined {
    return this.#lists.find((list) => list.registerCode === registerCode && list.meterId === meterId);
  }
}
