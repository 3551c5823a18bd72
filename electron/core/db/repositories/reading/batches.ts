import type { Period } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReadingBatchLineRow, ReadingBatchRow } from '../../schema/reading.ts';

export async function insertBatch(db: LedgerDatabase, batch: ReadingBatchRow): Promise<void> {
  await db.insertInto('reading_batch').values(batch).execute();
}

export async function loadBatch(db: LedgerDatabase, batchId: string): Promise<ReadingBatchRow | null> {
  const row = await db
    .selectFrom('reading_batch')
    .selectAll()
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row ?? null;
}

export type BatchCounts = Pick<
  ReadingBatchRow,
  | 'line_count'
  | 'accepted_count'
  | 'unchanged_count'
  | 'rejected_count'
  | 'unknown_meter_count'
  | 'exception_count'
>;

export async function updateBatchCounts(
  db: LedgerDatabase,
  batchId: string,
  counts: BatchCounts,
): Promise<void> {
  await db.updateTable('reading_batch').set(counts).where('batch_id', '=', batchId).execute();
}

/** The last import of exactly this file for this period. */
export async function findSameFile(
  db: LedgerDatabase,
  fileHash: string,
  period: Period,
): Promise<ReadingBatchRow | null> {
  const row = await db
    .selectFrom('reading_batch')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where('period', '=', period)
    .orderBy('imported_at', 'desc')
    .orderBy('batch_id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** Imports of files of this name: what a newer revision takes the place of. */
export async function loadBatchesOfName(db: LedgerDatabase, fileName: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('reading_batch')
    .select('batch_id')
    .where('file_name', '=', fileName)
    .execute();
  return new Set(rows.map(({ batch_id }) => batch_id));
}

/** The lines of a batch whose meter is not known yet, all or those of some line numbers. */
export async function loadUnknownMeterLines(
  db: LedgerDatabase,
  batchId: string,
  lineNos: readonly number[] | null,
): Promise<ReadingBatchLineRow[]> {
  const rows = await db
    .selectFrom('reading_batch_line')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('state', '=', 'unknown_meter')
    .orderBy('line_no')
    .orderBy('item_no')
    .execute();
  if (lineNos === null) return rows;
  const wanted = new Set(lineNos);
  return rows.filter(({ line_no }) => wanted.has(line_no));
}

export async function updateBatchLine(
  db: LedgerDatabase,
  line: Pick<ReadingBatchLineRow, 'batch_id' | 'line_no' | 'item_no'>,
  change: Partial<Pick<ReadingBatchLineRow, 'state' | 'code' | 'field' | 'value' | 'reading_id'>>,
): Promise<void> {
  await db
    .updateTable('reading_batch_line')
    .set(change)
    .where('batch_id', '=', line.batch_id)
    .where('line_no', '=', line.line_no)
    .where('item_no', '=', line.item_no)
    .execute();
}

export async function loadRoute(db: LedgerDatabase, routeId: string) {
  const row = await db.selectFrom('route').selectAll().where('route_id', '=', routeId).executeTakeFirst();
  return row ?? null;
}

/** Layouts of meter files, to recognise a file by. */
export async function loadMeterProfiles(db: LedgerDatabase) {
  const rows = await db
    .selectFrom('mapping_profile')
    .select(['profile_code', 'content_json'])
    .where('file_kind', '=', 'meter')
    .orderBy('profile_code')
    .execute();
  return rows.map(({ profile_code, content_json }) => ({
    profileCode: profile_code,
    content: JSON.parse(content_json) as unknown,
  }));
}
