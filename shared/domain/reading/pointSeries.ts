import type { LocalDate, Period } from '../localDate.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { RegisterCode } from './registers.ts';
import {
  beginsSeries,
  byEnd,
  bySeriesOrder,
  nextSegment,
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
  /** `null` until they are asked for, and again where a reading changed them otherwise than by coming last. */
  segments: Segment[] | null;
};

/** Superseded versions are rare, so a list mostly counts as a whole. */
function currentOf({ versions }: RegisterList): readonly StoredReading[] {
  return versions.every(({ isCurrent }) => isCurrent) ? versions : versions.filter((one) => one.isCurrent);
}

function segmentsOfList(list: RegisterList, meter: MeterFacts): readonly Segment[] {
  list.segments ??= segmentsOfRegister(currentOf(list), meter);
  return list.segments;
}

/** The segments after one more reading at the end; `null` where they have to be cut anew. */
function extended(
  segments: readonly Segment[],
  last: StoredReading | undefined,
  reading: StoredReading,
): Segment[] | null {
  const meter = segments[0]?.meter;
  if (!meter || !last?.isCurrent || !reading.isCurrent) return null;
  const next = nextSegment(last, reading, meter);
  return next ? [...segments, next] : [...segments];
}

const NO_VERSIONS: readonly StoredReading[] = [];

/** The readings of one service point over all its meters, as far back as they were loaded. */
export class PointSeries {
  /** A service point has a handful, so looking through them is faster than a key made of two texts. */
  readonly #lists: RegisterList[] = [];

  add(reading: StoredReading): void {
    const { meterId, registerCode } = reading;
    const list = this.#listOf(meterId, registerCode);
    if (!list) {
      this.#lists.push({ meterId, registerCode, versions: [reading], segments: null });
      return;
    }
    const last = list.versions.at(-1);
    list.versions.push(reading);
    if (last && bySeriesOrder(last, reading) > 0) {
      list.versions.sort(bySeriesOrder);
      list.segments = null;
    } else if (list.segments) list.segments = extended(list.segments, last, reading);
  }

  /** Takes a version out of what counts. */
  supersede(reading: StoredReading): void {
    reading.isCurrent = false;
    this.#cutAnew(reading);
  }

  /** A rollover was accepted; quantities change. */
  acceptRollover(reading: StoredReading): void {
    reading.isRolloverAccepted = true;
    this.#cutAnew(reading);
  }

  /** All versions of one register of one meter, by day. */
  versionsOf(meterId: string, registerCode: RegisterCode): readonly StoredReading[] {
    return this.#listOf(meterId, registerCode)?.versions ?? NO_VERSIONS;
  }

  /** The reading of a register in a period that counts, the last where there are several. */
  readingIn(period: Period, meterId: string, registerCode: RegisterCode): StoredReading | null {
    const versions = this.versionsOf(meterId, registerCode);
    return versions.findLast((one) => one.isCurrent && one.period === period) ?? null;
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
    const lists = this.#lists.filter((list) => list.registerCode === registerCode);
    const [first] = lists;
    if (!first) return [];
    if (lists.length === 1) return segmentsOfList(first, meterOf(first.meterId));
    return lists.flatMap((list) => segmentsOfList(list, meterOf(list.meterId))).sort(byEnd);
  }

  /** Segments of one register of one meter that end in a period, without those of all the others. */
  segmentsIn(period: Period, meterId: string, registerCode: RegisterCode, meter: MeterFacts): Segment[] {
    const list = this.#listOf(meterId, registerCode);
    if (!list) return [];
    return (
      list.segments?.filter((segment) => segment.period === period) ??
      segmentsOfRegister(currentOf(list), meter, period)
    );
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

  #cutAnew({ meterId, registerCode }: StoredReading): void {
    const list = this.#listOf(meterId, registerCode);
    if (list) list.segments = null;
  }

  #listOf(meterId: string, registerCode: RegisterCode): RegisterList | undefined {
    return this.#lists.find((list) => list.registerCode === registerCode && list.meterId === meterId);
  }
}
