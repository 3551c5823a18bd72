import { cutAtMeters } from '#shared/domain/reading/cutAtMeters.ts';
import type { LineError, MeterFile, MeterFileChunk } from '#shared/domain/reading/meterRow.ts';
import { type ItemAhead, workAhead } from '../../aside/workAhead.ts';
import { repeatWrites } from '../../db/recordedWrites.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import type { BatchCounts } from '../../db/repositories/reading/batches.ts';
import type { ReadingIntake } from '../../db/repositories/reading/intake.ts';
import { type IntakeSource, intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { keptChunk, type LineOutcome, takeRows } from '../../db/repositories/reading/stagedLines.ts';
import type { ReadingBatchLineRow } from '../../db/schema/reading.ts';
import type { CommandContext } from '../../rpc/handlers.ts';
import { type ChunkOutcome, chunkIntake, outcomesOf, statedValues } from './chunkIntake.ts';

export const NO_COUNTS: BatchCounts = {
  line_count: 0,
  accepted_count: 0,
  unchanged_count: 0,
  rejected_count: 0,
  unknown_meter_count: 0,
  exception_count: 0,
};

/** Enough to see what is wrong with a file; all of them are in the batch. */
const SHOWN_ERRORS = 100;

/** Values of a chunk: a route is a handful of chunks, of which a helper can take its share. */
const VALUES_A_SHARED_CHUNK = 256;
/** Without a helper fewer statements are faster, above all on a server. */
const VALUES_A_CHUNK = 1000;

/** So often a chunk may turn out to hang on those before it, until nobody decides ahead any more. */
const MOST_DEPENDENT_CHUNKS = 3;

const COUNT_OF_STATE = {
  accepted: 'accepted_count',
  unchanged: 'unchanged_count',
  rejected: 'rejected_count',
  unknown_meter: 'unknown_meter_count',
} as const satisfies Record<LineOutcome['state'], keyof BatchCounts>;

type Context = Pick<
  CommandContext,
  'tx' | 'newId' | 'now' | 'businessDate' | 'actor' | 'office' | 'helper' | 'checkpoint'
>;

/** Takes all values of a meter file, chunk by chunk, and keeps what became of each. */
export async function takeFile(
  context: Context,
  batchId: string,
  file: MeterFile,
  source: IntakeSource,
  intake: ReadingIntake,
): Promise<{ readonly counts: BatchCounts; readonly errors: LineError[] }> {
  const { tx } = context;
  const counts = { ...NO_COUNTS };
  const errors: LineError[] = [];
  let [linesDone, chunkNo, dependentChunks] = [0, 0, 0];
  const { tx: _tx, newId: _newId, ...facts } = intakeContext(context);
  const chunks = workAhead(
    context,
    chunkIntake,
    { source, context: facts },
    cutAtMeters(file.chunks(), context.helper ? VALUES_A_SHARED_CHUNK : VALUES_A_CHUNK),
    {
      partOf: ({ rows }) => rows.map(statedValues),
      isWorthwhile: () => dependentChunks < MOST_DEPENDENT_CHUNKS,
    },
  );
  for await (const next of chunks) {
    const chunk = next.item;
    const { outcomes, isDependent } = await takeChunk(context, intake, next);
    if (isDependent) dependentChunks += 1;
    chunkNo += 1;
    const { problems, settled } = keptChunk(batchId, chunkNo, chunk, outcomes);
    await insertMany(tx, 'reading_batch_line', problems);
    if (settled) await insertMany(tx, 'reading_batch_chunk', [settled]);
    if (errors.length < SHOWN_ERRORS) errors.push(...firstErrors(problems, SHOWN_ERRORS - errors.length));
    for (const { state } of outcomes) counts[COUNT_OF_STATE[state]] += 1;
    const badLines = new Set(chunk.errors.map(({ lineNo }) => lineNo)).size;
    counts.rejected_count += badLines;
    counts.line_count += outcomes.length + badLines;
    linesDone = Math.max(linesDone, chunk.rows.at(-1)?.lineNo ?? 0, chunk.errors.at(-1)?.lineNo ?? 0);
    await context.checkpoint(linesDone, Math.max(file.lineCount, linesDone));
  }
  return { counts, errors };
}

type TakenChunk = { readonly outcomes: readonly LineOutcome[]; readonly isDependent: boolean };

/** What was decided ahead holds where no service point of the chunk came before it in the file. */
async function takeChunk(
  { tx, businessDate }: Context,
  intake: ReadingIntake,
  { item, ahead }: ItemAhead<MeterFileChunk, ChunkOutcome>,
): Promise<TakenChunk> {
  if (ahead && intake.goesWith(ahead.output.state)) {
    await repeatWrites(tx, ahead.writes);
    intake.absorb(ahead.output.state);
    return { outcomes: outcomesOf(ahead.output), isDependent: false };
  }
  const outcomes = await takeRows(tx, intake, item.rows, businessDate);
  return { outcomes, isDependent: ahead !== null };
}

/** The first in the order of the file: values come before lines that could not be read. */
function firstErrors(problems: readonly ReadingBatchLineRow[], most: number): LineError[] {
  const inOrder = problems.toSorted((one, other) => one.line_no - other.line_no);
  return inOrder.slice(0, most).map(errorOf);
}

function errorOf(line: ReadingBatchLineRow): LineError {
  const { line_no: lineNo, code, field, value, raw_text: rawText } = line;
  return { lineNo, code: code ?? line.state, field, value, rawText };
}
