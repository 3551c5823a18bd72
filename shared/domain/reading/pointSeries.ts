import type { LocalDate, Period } from '../localDate.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { RegisterCode } from './registers.ts';
import { beginsSeries, bySeriesOrder, type Segment, type SeriesReading, segmentsOf } from './segments.ts';

/** One version of a reading. Versions that were superseded are kept, and count for nothing. */
export type StoredReading = Omit<SeriesReading, 'isRolloverAccepted'> & {
  readonly batchId: string | null;
  isCurrent: boolean;
  isRolloverAccepted: boolean;
};

const keyOf = (meterId: string, registerCode: RegisterCode) => `${meterId} ${registerCode}`;

/** The readings of one service point over all its meters, as far back as they were loaded. */
export class PointSeries {
  readonly #byRegister = new Map<string, StoredReading[]>();
  #segments = new Map<RegisterCode, Segment[]>();

  add(reading: StoredReading): void {
    const key = keyOf(reading.meterId, reading.registerCode);
    const list = this.#byRegister.get(key);
    if (!list) this.#byRegister.set(key, [reading]);
    else {
      list.push(reading);
      const before = list[list.length - 2];
      if (before && bySeriesOrder(before, reading) > 0) list.sort(bySeriesOrder);
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
    return this.#byRegister.get(keyOf(meterId, registerCode)) ?? [];
  }

  /** The readings that count. */
  *current(): Generator<StoredReading> {
    for (const list of this.#byRegister.values()) {
      for (const reading of list) if (reading.isCurrent) yield reading;
    }
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

  /** Segments of a register over all meters. */
  segmentsOf(registerCode: RegisterCode, meterOf: (meterId: string) => MeterFacts): readonly Segment[] {
    let segments = this.#segments.get(registerCode);
    if (!segments) {
      const readings: StoredReading[] = [];
      for (const reading of this.current()) {
        if (reading.registerCode === registerCode) readings.push(reading);
      }
      segments = segmentsOf(readings, meterOf);
      this.#segments.set(registerCode, segments);
    }
    return segments;
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
}
