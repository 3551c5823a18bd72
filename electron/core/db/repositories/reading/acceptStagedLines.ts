import type { Period } from '#shared/domain/localDate.ts';
import type { ReadingBatchLineRow, ReadingBatchRow } from '../../schema/reading.ts';
import { loadUnknownMeterLines, updateBatchCounts, updateBatchLine } from './batches.ts';
import { ReadingIntake } from './intake.ts';
import type { IntakeContext } from './intakeContext.ts';
import { type LineOutcome, rowOfLine, takeRows } from './stagedLines.ts';

/** A line that was waiting for its meter, with what became of it now. */
export type AdoptedLine = { readonly line: ReadingBatchLineRow; readonly outcome: LineOutcome };

/**
 * Takes the readings of lines that were waiting because their meter was not known, once the meters
 * are there: the same decisions and checks as an import. Lines become `adopted`, or `rejected` with
 * their reason; those whose meter is still unknown keep waiting, and say for what. All waiting lines, or those of
 * the given numbers.
 */
export async function acceptStagedLines(
  context: IntakeContext,
  batch: ReadingBatchRow,
  lineNos: readonly number[] | null = null,
): Promise<AdoptedLine[]> {
  const { tx } = context;
  const lines = await loadUnknownMeterLines(tx, batch.batch_id, lineNos);
  const intake = await ReadingIntake.begin(context, {
    period: batch.period as Period,
    batchId: batch.batch_id,
    revisedBatches: new Set(),
    routeId: null,
    source: 'file',
    estimateMethod: 'file',
    reason: null,
  });
  const outcomes = await takeRows(tx, intake, lines.map(rowOfLine), context.businessDate);
  await intake.finish();
  const adopted: AdoptedLine[] = [];
  const counts = { ...batch };
  for (const [index, line] of lines.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    adopted.push({ line, outcome });
    if (outcome.state === 'unknown_meter') {
      const { code, field, value } = outcome;
      if (code !== line.code) await updateBatchLine(tx, line, { code, field, value });
      continue;
    }
    counts.unknown_meter_count -= 1;
    if (outcome.state === 'rejected') {
      counts.rejected_count += 1;
      const { state, code, field, value } = outcome;
      await updateBatchLine(tx, line, { state, code, field, value });
    } else {
      counts.accepted_count += 1;
      const { readingId } = outcome;
      const none = { code: null, field: null, value: null };
      await updateBatchLine(tx, line, { ...none, state: 'adopted', reading_id: readingId });
    }
  }
  counts.exception_count += intake.found.filter(({ severity }) => severity !== 'note').length;
  await updateBatchCounts(tx, batch.batch_id, {
    line_count: counts.line_count,
    accepted_count: counts.accepted_count,
    unchanged_count: counts.unchanged_count,
    rejected_count: counts.rejected_count,
    unknown_meter_count: counts.unknown_meter_count,
    exception_count: counts.exception_count,
  });
  return adopted;
}
