import type { MeterRow, StatedReading } from '#shared/domain/reading/meterRow.ts';
import type { SharedWork } from '../../aside/helper.ts';
import { type IntakeState, ReadingIntake } from '../../db/repositories/reading/intake.ts';
import type { IntakeContext, IntakeSource } from '../../db/repositories/reading/intakeContext.ts';
import { type LineOutcome, takeRows } from '../../db/repositories/reading/stagedLines.ts';

/** What the intake of all chunks of a file depends on, as plain data. */
export type FileIntake = {
  readonly source: IntakeSource;
  readonly context: Omit<IntakeContext, 'tx' | 'newId'>;
};

/** What became of the values of a chunk, and where their intake came to. */
export type ChunkOutcome = { readonly outcomes: readonly LineOutcome[]; readonly state: IntakeState };

/** Takes chunks of a meter file, each as if it were the file's first. */
export const chunkIntake: SharedWork<FileIntake, readonly StatedReading[], ChunkOutcome> = {
  name: 'chunk_intake',
  async begin(place, { source, context }) {
    const first = await ReadingIntake.begin({ ...context, ...place }, source);
    return async (rows) => {
      const intake = first.afresh();
      const outcomes = await takeRows(place.tx, intake, rows, context.businessDate);
      return { outcomes, state: intake.state };
    };
  },
};

/** A row without what only the file's reader and the people who look at the file need. */
export function statedReading(row: MeterRow): StatedReading {
  const {
    lineNo,
    accountNo,
    meterNo,
    register,
    readOn,
    previousReadOn,
    previous,
    current,
    multiplier,
    quality,
  } = row;
  // Named one by one: this is done for every value of a file, and taking the others out takes longer.
  return {
    lineNo,
    accountNo,
    meterNo,
    register,
    readOn,
    previousReadOn,
    previous,
    current,
    multiplier,
    quality,
  };
}
