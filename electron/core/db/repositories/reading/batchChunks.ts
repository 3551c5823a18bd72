import { registerText } from '#shared/domain/reading/meterPlace.ts';
import type { MeterRow } from '#shared/domain/reading/meterRow.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { ReadingBatchChunkRow, ReadingBatchLineRow } from '../../schema/reading.ts';

/** What became of a value that nobody has to look after. */
export type SettledOutcome = { readonly state: 'accepted' | 'unchanged'; readonly readingId: string };

/** A settled value as it is kept: names a thousand times over would be most of the text. */
export type PackedLine = readonly [
  lineNo: number,
  itemNo: number,
  isUnchanged: 0 | 1,
  readingId: string,
  register: string,
  accountNo: string | null,
  meterNo: string | null,
  readOn: string,
  previousReadOn: string | null,
  previous: string | null,
  current: string | null,
  multiplier: string | null,
  quality: string,
  rawText: string,
];

/** A settled value of a file as its chunk keeps it; `itemNo` is its place in its line, from 1. */
export function packLine(row: MeterRow, itemNo: number, { state, readingId }: SettledOutcome): PackedLine {
  return [
    row.lineNo,
    itemNo,
    state === 'unchanged' ? 1 : 0,
    readingId,
    registerText(row),
    row.accountNo,
    row.meterNo,
    row.readOn,
    row.previousReadOn,
    row.previous,
    row.current,
    row.multiplier,
    row.quality,
    row.rawText,
  ];
}

function unpackLine(batchId: string, line: PackedLine): ReadingBatchLineRow {
  return {
    batch_id: batchId,
    line_no: line[0],
    item_no: line[1],
    register_code: line[4],
    state: line[2] === 1 ? 'unchanged' : 'accepted',
    code: null,
    field: null,
    value: null,
    account_no: line[5],
    meter_no: line[6],
    read_on: line[7],
    previous_read_on: line[8],
    previous_kwh: line[9],
    current_kwh: line[10],
    multiplier: line[11],
    quality: line[12],
    raw_text: line[13],
    reading_id: line[3],
  };
}

/** The row that keeps the settled values of a chunk; `null` without any. */
export function chunkRow(
  batchId: string,
  chunkNo: number,
  lines: readonly PackedLine[],
): ReadingBatchChunkRow | null {
  const last = lines.at(-1);
  if (!last) return null;
  const unchangedCount = lines.filter(([, , isUnchanged]) => isUnchanged === 1).length;
  return {
    batch_id: batchId,
    chunk_no: chunkNo,
    last_line_no: last[0],
    accepted_count: lines.length - unchangedCount,
    unchanged_count: unchangedCount,
    lines_json: JSON.stringify(lines),
  };
}

/** Where a page goes on: behind this value of the file. */
export type LinePlace = { readonly lineNo: number; readonly itemNo: number };

/** Settled values of a batch behind a place, in their order: those of one state, or both. */
export async function loadSettledLines(
  db: LedgerDatabase,
  batchId: string,
  after: LinePlace,
  limit: number,
  state: SettledOutcome['state'] | null,
): Promise<ReadingBatchLineRow[]> {
  const found: ReadingBatchLineRow[] = [];
  let lastChunkNo = 0;
  while (found.length < limit) {
    let query = db
      .selectFrom('reading_batch_chunk')
      .select(['chunk_no', 'lines_json'])
      .where('batch_id', '=', batchId)
      .where('chunk_no', '>', lastChunkNo)
      .where('last_line_no', '>=', after.lineNo)
      .orderBy('chunk_no')
      .limit(1);
    if (state !== null) query = query.where(`${state}_count`, '>', 0);
    const chunk = await query.executeTakeFirst();
    if (!chunk) break;
    lastChunkNo = chunk.chunk_no;
    for (const line of JSON.parse(chunk.lines_json) as PackedLine[]) {
      const [lineNo, itemNo] = line;
      if (lineNo < after.lineNo || (lineNo === after.lineNo && itemNo <= after.itemNo)) continue;
      const row = unpackLine(batchId, line);
      if (state === null || row.state === state) found.push(row);
    }
  }
  return found.slice(0, limit);
}

/** The first chunk whose counts are not those of its values, or which its batch lacks; `null` where all are whole. */
export async function firstWrongChunk(db: LedgerDatabase) {
  let last = { batch_id: '', chunk_no: 0 };
  for (;;) {
    const chunk = await db
      .selectFrom('reading_batch_chunk')
      .selectAll()
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('batch_id', 'chunk_no'), '>', tuple(last.batch_id, last.chunk_no)),
      )
      .orderBy('batch_id')
      .orderBy('chunk_no')
      .limit(1)
      .executeTakeFirst();
    if (!chunk) return null;
    const { batch_id, chunk_no } = chunk;
    const found = chunkRow(batch_id, chunk_no, JSON.parse(chunk.lines_json) as PackedLine[]);
    const isWhole =
      found?.accepted_count === chunk.accepted_count &&
      found.unchanged_count === chunk.unchanged_count &&
      found.last_line_no === chunk.last_line_no;
    if (!isWhole) return { batch_id, chunk_no };
    last = { batch_id, chunk_no };
  }
}
