import { groupBy } from '../../lib/collections.ts';
import { daysBetween, type LocalDate, type Period } from '../localDate.ts';
import type { Decimal } from '../money.ts';
import type { MeterFacts } from './meterFacts.ts';
import type { RegisterCode } from './registers.ts';
import { segmentQuantity } from './segmentQuantity.ts';

export const READING_KINDS = ['cycle', 'opening', 'installation', 'removal', 'special'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export const READING_SOURCES = ['file', 'keyed', 'estimated', 'customer'] as const;
export type ReadingSource = (typeof READING_SOURCES)[number];

/** The current version of a reading, as one of a service point's series. */
export type SeriesReading = {
  readonly readingId: string;
  readonly meterId: string;
  readonly registerCode: RegisterCode;
  readonly readOn: LocalDate;
  readonly period: Period;
  /** What the register showed, before the multiplier. */
  readonly value: Decimal;
  readonly kind: ReadingKind;
  readonly source: ReadingSource;
  /** A person confirmed, or the history made plausible, that the register rolled over before it. */
  readonly isRolloverAccepted: boolean;
};

/** What one register of one meter counted between two readings that follow each other. */
export type Segment = {
  readonly registerCode: RegisterCode;
  readonly meterId: string;
  readonly meter: MeterFacts;
  readonly from: SeriesReading;
  readonly to: SeriesReading;
  /** The billing period that the segment belongs to: that of the reading at its end. */
  readonly period: Period;
  readonly days: number;
  /** kWh, exact; `null` where the register went back and nobody said that it rolled over. */
  readonly quantity: Decimal | null;
  readonly isRollover: boolean;
};

/** Whether a meter's counting begins with this reading: no segment ends in it. */
export function beginsSeries(kind: ReadingKind): boolean {
  return kind === 'opening' || kind === 'installation';
}

/**
 * Cuts the readings of a service point into segments. On each meter and register every reading
 * counts from the one before it, however old that is, so segments of one meter never overlap; an
 * exchanged meter ends with its removal reading and the new one begins with its installation
 * reading, each with its own multiplier and digits. In order of their end.
 */
export function segmentsOf(
  series: Iterable<SeriesReading>,
  meterOf: (meterId: string) => MeterFacts,
): Segment[] {
  const segments: Segment[] = [];
  for (const readings of groupBy(series, (one) => `${one.meterId} ${one.registerCode}`).values()) {
    const meter = meterOf(readings[0]?.meterId ?? '');
    segments.push(...segmentsOfRegister(readings.sort(bySeriesOrder), meter));
  }
  return segments.sort(byEnd);
}

/** Segments of one register of one meter, whose readings are given in their order; all, or those of a period. */
export function segmentsOfRegister(
  readings: readonly SeriesReading[],
  meter: MeterFacts,
  period: Period | null = null,
): Segment[] {
  const segments: Segment[] = [];
  let from: SeriesReading | null = null;
  for (const to of readings) {
    const isWanted = period === null || to.period === period;
    const segment = isWanted && from ? nextSegment(from, to, meter) : null;
    if (segment) segments.push(segment);
    from = to;
  }
  return segments;
}

/** The segment between a reading and the one behind it; `null` where a meter was removed or installed between them. */
export function nextSegment(from: SeriesReading, to: SeriesReading, meter: MeterFacts): Segment | null {
  return from.kind === 'removal' || beginsSeries(to.kind) ? null : segmentOf(from, to, meter);
}

export function byEnd(a: Segment, b: Segment): number {
  return a.to.readOn < b.to.readOn ? -1 : a.to.readOn > b.to.readOn ? 1 : 0;
}

function segmentOf(from: SeriesReading, to: SeriesReading, meter: MeterFacts): Segment {
  const { quantity, isBack } = segmentQuantity(to.registerCode, from.value, to.value, meter);
  return {
    registerCode: to.registerCode,
    meterId: to.meterId,
    meter,
    from,
    to,
    period: to.period,
    days: daysBetween(from.readOn, to.readOn),
    quantity: isBack && !to.isRolloverAccepted ? null : quantity,
    isRollover: isBack,
  };
}

const SAME_DAY_ORDER: Readonly<Record<ReadingKind, number>> = {
  opening: 0,
  installation: 0,
  cycle: 1,
  special: 1,
  removal: 2,
};

/** By day; on one day a meter is first installed and last removed. */
export function bySeriesOrder(a: SeriesReading, b: SeriesReading): number {
  if (a.readOn !== b.readOn) return a.readOn < b.readOn ? -1 : 1;
  return SAME_DAY_ORDER[a.kind] - SAME_DAY_ORDER[b.kind];
}
