import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';
import { firstWrongChunk } from './batchChunks.ts';

const SHOWN = 100;

type Counts = Readonly<Record<string, number>>;

/** What was kept of the files: values by batch and state, and the lines that could not be read. */
async function keptCounts(db: LedgerDatabase): Promise<ReadonlyMap<string, Counts>> {
  const values = await db
    .selectFrom('reading_batch_line')
    .select(({ fn }) => ['batch_id', 'state', fn.countAll<number>().as('count')])
    .where('register_code', 'is not', null)
    .groupBy(['batch_id', 'state'])
    .execute();
  // A line that cannot be read counts as one, whatever is wrong with it.
  const unread = await db
    .selectFrom('reading_batch_line')
    .select(({ fn }) => ['batch_id', fn.count<number>('line_no').distinct().as('count')])
    .where('register_code', 'is', null)
    .groupBy('batch_id')
    .execute();
  const settled = await db
    .selectFrom('reading_batch_chunk')
    .select(({ fn }) => [
      'batch_id',
      fn.sum<number>('accepted_count').as('accepted'),
      fn.sum<number>('unchanged_count').as('unchanged'),
    ])
    .groupBy('batch_id')
    .execute();
  const counts = new Map<string, Record<string, number>>();
  const add = (batchId: string, state: string, count: number) => {
    const ofBatch = counts.get(batchId) ?? {};
    ofBatch[state] = (ofBatch[state] ?? 0) + count;
    counts.set(batchId, ofBatch);
  };
  for (const { batch_id, state, count } of values) {
    add(batch_id, state === 'adopted' ? 'accepted' : state, count);
  }
  for (const { batch_id, count } of unread) add(batch_id, 'rejected', count);
  for (const { batch_id, accepted, unchanged } of settled) {
    add(batch_id, 'accepted', accepted);
    add(batch_id, 'unchanged', unchanged);
  }
  return counts;
}

export const batchInvariants: readonly Invariant[] = [
  {
    name: 'reading.batch_counts_are_those_of_its_lines',
    check: async (db) => {
      const kept = await keptCounts(db);
      const batches = await db.selectFrom('reading_batch').selectAll().execute();
      return batches
        .filter(({ batch_id, ...batch }) => {
          const countOf = (state: string) => kept.get(batch_id)?.[state] ?? 0;
          return (
            batch.accepted_count !== countOf('accepted') ||
            batch.unchanged_count !== countOf('unchanged') ||
            batch.unknown_meter_count !== countOf('unknown_meter') ||
            batch.rejected_count !== countOf('rejected') ||
            batch.line_count !==
              batch.accepted_count + batch.unchanged_count + batch.rejected_count + batch.unknown_meter_count
          );
        })
        .map(({ batch_id, file_name }) => ({ batch_id, file_name }))
        .slice(0, SHOWN);
    },
  },
  {
    name: 'reading.accepted_values_of_a_batch_are_its_readings',
    check: async (db) => {
      const readings = await db
        .selectFrom('reading')
        .select(({ fn }) => ['batch_id', fn.countAll<number>().as('count')])
        .where('batch_id', 'is not', null)
        // Where an account was made of a waiting line, the opening of its meter comes from the batch as well.
        .where('kind', '=', 'cycle')
        .groupBy('batch_id')
        .execute();
      // A line that waited may say what the opening of its meter says: then it made no reading of its own.
      const known = await db
        .selectFrom('reading_batch_line')
        .innerJoin('reading', 'reading.reading_id', 'reading_batch_line.reading_id')
        .select(({ fn }) => ['reading_batch_line.batch_id', fn.countAll<number>().as('count')])
        .where('reading_batch_line.state', '=', 'adopted')
        .where(({ or, not, eb, ref }) =>
          or([
            not(eb('reading.kind', '=', 'cycle')),
            eb('reading.batch_id', 'is', null),
            not(eb('reading.batch_id', '=', ref('reading_batch_line.batch_id'))),
          ]),
        )
        .groupBy('reading_batch_line.batch_id')
        .execute();
      const found = new Map<string | null, number>();
      for (const { batch_id, count } of [...readings, ...known]) {
        found.set(batch_id, (found.get(batch_id) ?? 0) + count);
      }
      const batches = await db
        .selectFrom('reading_batch')
        .select(['batch_id', 'file_name', 'accepted_count'])
        .execute();
      return batches
        .filter(({ batch_id, accepted_count }) => accepted_count !== (found.get(batch_id) ?? 0))
        .slice(0, SHOWN);
    },
  },
  {
    name: 'reading.chunks_of_a_batch_are_whole',
    check: async (db) => {
      const wrong = await firstWrongChunk(db);
      return wrong === null ? [] : [wrong];
    },
  },
];
