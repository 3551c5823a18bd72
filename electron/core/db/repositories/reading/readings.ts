import type { LedgerDatabase } from '../../database.ts';
import type { ReadingRow } from '../../schema/reading.ts';
import { inReadMonths } from './ofPoints.ts';

export async function loadReading(db: LedgerDatabase, readingId: string): Promise<ReadingRow | null> {
  const row = await db
    .selectFrom('reading')
    .selectAll()
    .where('reading_id', '=', readingId)
    .executeTakeFirst();
  return row ?? null;
}

/** What takes the place of a reading whose value was wrong: the same reading with another value, keyed by a person. */
export function correctedReading(
  context: {
    readonly newId: () => string;
    readonly actor: { readonly userId: string };
    readonly now: string;
  },
  reading: ReadingRow,
  value: string,
  reason: string,
): ReadingRow {
  return {
    ...reading,
    reading_id: context.newId(),
    reading_kwh: value,
    source: reading.source === 'customer' ? 'customer' : 'keyed',
    estimate_method: null,
    supersedes_id: reading.reading_id,
    reason,
    batch_id: null,
    line_no: null,
    recorded_by: context.actor.userId,
    recorded_at: context.now,
  };
}

/** The version that took the place of this one; `null` where it counts. */
export async function loadReplacement(db: LedgerDatabase, readingId: string): Promise<ReadingRow | null> {
  const row = await db
    .selectFrom('reading')
    .selectAll()
    .where('supersedes_id', '=', readingId)
    .executeTakeFirst();
  return row ?? null;
}

/** The versions before this one, the latest first. */
export async function loadEarlierVersions(db: LedgerDatabase, readingId: string) {
  const versions = [];
  let id: string | null = readingId;
  while (id !== null) {
    const row: (ReadingRow & { display_name: string }) | undefined = await db
      .selectFrom('reading')
      .innerJoin('user_account', 'user_account.user_id', 'reading.recorded_by')
      .selectAll('reading')
      .select('user_account.display_name')
      .where('reading.reading_id', '=', id)
      .executeTakeFirst();
    if (!row) break;
    if (row.reading_id !== readingId) versions.push(row);
    id = row.supersedes_id;
  }
  return versions;
}

/** The last readings of a register at a service point that count, over all its meters. */
export function loadSeriesReadings(
  db: LedgerDatabase,
  servicePointId: string,
  registerCode: string,
  limit: number,
) {
  return db
    .selectFrom('reading')
    .innerJoin('meter', 'meter.meter_id', 'reading.meter_id')
    .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
    .selectAll('reading')
    .select('meter.meter_no')
    .where(inReadMonths(db))
    .where('reading.service_point_id', '=', servicePointId)
    .where('reading.register_code', '=', registerCode)
    .where('newer.reading_id', 'is', null)
    .orderBy('reading.read_on', 'desc')
    .orderBy('reading.recorded_at', 'desc')
    .limit(limit)
    .execute();
}
