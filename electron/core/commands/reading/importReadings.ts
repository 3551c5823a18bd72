import type { FileRefusalCode } from '#shared/contract/files.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { LineError, MeterFile } from '#shared/domain/reading/meterRow.ts';
import { ok } from '#shared/lib/result.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import {
  type BatchCounts,
  deleteBatch,
  findSameFile,
  insertBatch,
  loadBatchesOfName,
  loadMeterProfiles,
  loadRoute,
  updateBatchCounts,
} from '../../db/repositories/reading/batches.ts';
import { ReadingIntake } from '../../db/repositories/reading/intake.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { openMissing } from '../../db/repositories/reading/missing.ts';
import { keptChunk, type LineOutcome, takeRows } from '../../db/repositories/reading/stagedLines.ts';
import type { RouteRow } from '../../db/schema/customers.ts';
import type { ReadingBatchLineRow } from '../../db/schema/reading.ts';
import { type CommandContext, handleCommand } from '../../rpc/handlers.ts';

type Prepared = { readonly file: MeterFile; readonly route: RouteRow | null };

export const importReadings = handleCommand<typeof readingImport, Prepared>(readingImport, {
  async prepare(context, input) {
    const route = input.routeId === null ? null : await loadRoute(context.db, input.routeId);
    if (input.routeId !== null && !route) {
      return context.refuse('route_not_found', { routeId: input.routeId });
    }
    const file = await context.files.readMeterFile({
      path: input.path,
      profileCode: input.profileCode,
      encoding: input.encoding,
      checkpoint: context.checkpoint,
      profiles: await loadMeterProfiles(context.db),
    });
    return file.ok
      ? ok({ file: file.value, route })
      : context.refuse(file.error.code as FileRefusalCode | 'profile_not_found', file.error.detail);
  },

  async execute(context, input, { file, route }) {
    const { tx } = context;
    const { period } = input;
    const batchId = context.newId();
    const earlier = await findSameFile(tx, file.fileHash, period);
    const revisedBatches = input.isRevision ? 'all' : await loadBatchesOfName(tx, file.fileName);
    await insertBatch(tx, {
      batch_id: batchId,
      file_name: file.fileName,
      file_hash: file.fileHash,
      format: file.format,
      profile_code: file.profileCode,
      route_id: input.routeId,
      period,
      ...NO_COUNTS,
      imported_by: context.actor.userId,
      imported_at: context.now,
    });
    const intake = await ReadingIntake.begin(intakeContext(context), {
      period,
      batchId,
      revisedBatches,
      routeId: input.routeId,
      source: 'file',
      estimateMethod: 'file',
      reason: null,
    });
    const { counts, errors } = await takeFile(context, batchId, file, intake);
    await intake.finish();
    const missingCount = route
      ? await openMissing(intakeContext(context), route, period as Period, intake.readPoints)
      : 0;
    counts.exception_count = missingCount + intake.found.filter(({ severity }) => severity !== 'note').length;
    const isRepeat = earlier !== null && counts.accepted_count === 0;
    if (isRepeat) await deleteBatch(tx, batchId);
    else await updateBatchCounts(tx, batchId, counts);
    const answer = { batchId: isRepeat ? earlier.batch_id : batchId, isRepeat, format: file.format };
    context.audit({
      subjectType: 'reading_batch',
      subjectId: answer.batchId,
      detail: { fileName: file.fileName, fileHash: file.fileHash, period, isRepeat, ...counts },
    });
    context.publish('reading');
    return ok({
      ...answer,
      lineCount: counts.line_count,
      acceptedCount: counts.accepted_count,
      unchangedCount: counts.unchanged_count,
      rejectedCount: counts.rejected_count,
      unknownMeterCount: counts.unknown_meter_count,
      exceptionCount: counts.exception_count,
      errors: errors.sort((one, other) => one.lineNo - other.lineNo),
    });
  },
});

const NO_COUNTS: BatchCounts = {
  line_count: 0,
  accepted_count: 0,
  unchanged_count: 0,
  rejected_count: 0,
  unknown_meter_count: 0,
  exception_count: 0,
};

/** Enough to see what is wrong with a file; all of them are in the batch. */
const SHOWN_ERRORS = 100;

const COUNT_OF_STATE = {
  accepted: 'accepted_count',
  unchanged: 'unchanged_count',
  rejected: 'rejected_count',
  unknown_meter: 'unknown_meter_count',
} as const satisfies Record<LineOutcome['state'], keyof BatchCounts>;

async function takeFile(
  context: Pick<CommandContext, 'tx' | 'businessDate' | 'checkpoint'>,
  batchId: string,
  file: MeterFile,
  intake: ReadingIntake,
): Promise<{ readonly counts: BatchCounts; readonly errors: LineError[] }> {
  const counts = { ...NO_COUNTS };
  const errors: LineError[] = [];
  let linesDone = 0;
  let chunkNo = 0;
  for (const chunk of file.chunks()) {
    const outcomes = await takeRows(context.tx, intake, chunk.rows, context.businessDate);
    chunkNo += 1;
    const { problems, settled } = keptChunk(batchId, chunkNo, chunk, outcomes);
    await insertMany(context.tx, 'reading_batch_line', problems);
    if (settled) await insertMany(context.tx, 'reading_batch_chunk', [settled]);
    for (const line of problems) if (errors.length < SHOWN_ERRORS) errors.push(errorOf(line));
    for (const { state } of outcomes) counts[COUNT_OF_STATE[state]] += 1;
    const badLines = new Set(chunk.errors.map(({ lineNo }) => lineNo)).size;
    counts.rejected_count += badLines;
    counts.line_count += outcomes.length + badLines;
    linesDone = Math.max(linesDone, chunk.rows.at(-1)?.lineNo ?? 0, chunk.errors.at(-1)?.lineNo ?? 0);
    await context.checkpoint(linesDone, Math.max(file.lineCount, linesDone));
  }
  return { counts, errors };
}

function errorOf(line: ReadingBatchLineRow): LineError {
  const { line_no: lineNo, code, field, value, raw_text: rawText } = line;
  return { lineNo, code: code ?? line.state, field, value, rawText };
}
