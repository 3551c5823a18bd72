import type { FileRefusalCode } from '#shared/contract/files.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import type { Period } from '#shared/domain/localDate.ts';
import type { MeterFile } from '#shared/domain/reading/meterRow.ts';
import { ok } from '#shared/lib/result.ts';
import {
  findSameFile,
  insertBatch,
  loadBatchesOfName,
  loadMeterProfiles,
  loadRoute,
  updateBatchCounts,
} from '../../db/repositories/reading/batches.ts';
import { ReadingIntake } from '../../db/repositories/reading/intake.ts';
import { type IntakeSource, intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { openMissing } from '../../db/repositories/reading/missing.ts';
import { takenBackIf } from '../../db/repositories/takenBack.ts';
import type { RouteRow } from '../../db/schema/customers.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { recogniseRoute } from './recogniseRoute.ts';
import { NO_COUNTS, takeFile } from './takeFile.ts';

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
    if (!file.ok) {
      return context.refuse(file.error.code as FileRefusalCode | 'profile_not_found', file.error.detail);
    }
    const isAsked = route === null && input.recognisesRoute;
    const found = isAsked ? await recogniseRoute(context.db, file.value, context.businessDate) : route;
    return ok({ file: file.value, route: found });
  },

  async execute(context, input, { file, route }) {
    const { tx } = context;
    const { period } = input;
    const batchId = context.newId();
    const routeId = route?.route_id ?? null;
    const earlier = await findSameFile(tx, file.fileHash, period);
    const revisedBatches = input.isRevision ? 'all' : await loadBatchesOfName(tx, file.fileName);
    const source: IntakeSource = {
      period,
      batchId,
      revisedBatches,
      routeId,
      source: 'file',
      estimateMethod: 'file',
      reason: null,
    };
    const take = async () => {
      await insertBatch(tx, {
        batch_id: batchId,
        file_name: file.fileName,
        file_hash: file.fileHash,
        format: file.format,
        profile_code: file.profileCode,
        route_id: routeId,
        period,
        ...NO_COUNTS,
        imported_by: context.actor.userId,
        imported_at: context.now,
      });
      const intake = await ReadingIntake.begin(intakeContext(context), source);
      const taken = await takeFile(context, batchId, file, source, intake);
      await intake.finish();
      return { ...taken, intake };
    };
    // The same file again mostly brings nothing new, and then it leaves nothing behind.
    const { counts, errors, intake } = earlier
      ? await takenBackIf(tx, ({ counts }) => counts.accepted_count === 0, take)
      : await take();
    const missingCount = route
      ? await openMissing(intakeContext(context), route, period as Period, intake.readPoints)
      : 0;
    counts.exception_count = missingCount + intake.found.filter(({ severity }) => severity !== 'note').length;
    const isRepeat = earlier !== null && counts.accepted_count === 0;
    if (!isRepeat) await updateBatchCounts(tx, batchId, counts);
    const answer = { batchId: isRepeat ? earlier.batch_id : batchId, isRepeat, format: file.format, routeId };
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
