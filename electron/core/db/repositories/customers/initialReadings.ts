import { beginsSeries } from '#shared/domain/reading/segments.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReadingRow } from '../../schema/reading.ts';
import { isBeginning } from '../reading/ofPoints.ts';
import type { MeterSpan } from './meters.ts';

/** Whether a reading of a meter is one that its counting began with at this place of it. */
export function isInitialAt(
  { servicePointId, installedOn, removedOn }: MeterSpan,
  reading: Pick<ReadingRow, 'service_point_id' | 'read_on' | 'kind'>,
): boolean {
  return (
    beginsSeries(reading.kind) &&
    reading.service_point_id === servicePointId &&
    reading.read_on >= installedOn &&
    (removedOn === null || reading.read_on <= removedOn)
  );
}

/** Readings that meters' counting began with at these service points, as they count. */
export async function listInitialReadings(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<ReadingRow[]> {
  if (servicePointIds.length === 0) return [];
  return db
    .selectFrom('reading')
    .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
    .selectAll('reading')
    .where('reading.service_point_id', 'in', servicePointIds)
    .where(isBeginning(db))
    .where('newer.reading_id', 'is', null)
    .execute();
}
