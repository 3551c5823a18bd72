import type { MeterRow, StatedReading } from '#shared/domain/reading/meterRow.ts';
import { assert } from '#shared/lib/assert.ts';
import type { SharedWork } from '../../aside/helper.ts';
import { type IntakeState, ReadingIntake } from '../../db/repositories/reading/intake.ts';
import type { IntakeContext, IntakeSource } from '../../db/repositories/reading/intakeContext.ts';
import { type LineOutcome, takeRows } from '../../db/repositories/reading/stagedLines.ts';

/** What the intake of all chunks of a file depends on, as plain data. */
export type FileIntake = {
  readonly source: IntakeSource;
  readonly context: Omit<IntakeContext, 'tx' | 'newId'>;
};

/**
 * A row without what only the file's reader and the people who look at the file need, as it crosses to a helper: with the
 * names of its parts it takes twice as long.
 */
export type StatedValues = readonly [
  lineNo: StatedReading['lineNo'],
  accountNo: StatedReading['accountNo'],
  meterNo: StatedReading['meterNo'],
  register: StatedReading['register'],
  readOn: StatedReading['readOn'],
  previousReadOn: StatedReading['previousReadOn'],
  previous: StatedReading['previous'],
  current: StatedReading['current'],
  multiplier: StatedReading['multiplier'],
  quality: StatedReading['quality'],
];

export const statedValues = (row: MeterRow): StatedValues => [
  row.lineNo,
  row.accountNo,
  row.meterNo,
  row.register,
  row.readOn,
  row.previousReadOn,
  row.previous,
  row.current,
  row.multiplier,
  row.quality,
];

const statedReading = (values: StatedValues): StatedReading => ({
  lineNo: values[0],
  accountNo: values[1],
  meterNo: values[2],
  register: values[3],
  readOn: values[4],
  previousReadOn: values[5],
  previous: values[6],
  current: values[7],
  multiplier: values[8],
  quality: values[9],
});

/** What became of the values of a chunk, and where their intake came to. */
export type ChunkOutcome = {
  /** Ids of accepted readings, in the order of the values; `null` where something else became of one. */
  readonly accepted: readonly (string | null)[];
  /** What became of the others, in their order. */
  readonly others: readonly LineOutcome[];
  readonly state: IntakeState;
};

function chunkOutcome(outcomes: readonly LineOutcome[], state: IntakeState): ChunkOutcome {
  return {
    accepted: outcomes.map((one) => (one.state === 'accepted' ? one.readingId : null)),
    others: outcomes.filter((one) => one.state !== 'accepted'),
    state,
  };
}

/** What became of each value. */
export function outcomesOf({ accepted, others }: ChunkOutcome): LineOutcome[] {
  const rest = others[Symbol.iterator]();
  return accepted.map((readingId) => {
    if (readingId !== null) return { state: 'accepted', readingId };
    const { value: other } = rest.next();
    assert(other !== undefined, 'something became of every value');
    return other;
  });
}

/** Takes chunks of a meter file, each as if it were the file's first. */
export const chunkIntake: SharedWork<FileIntake, readonly StatedValues[], ChunkOutcome> = {
  name: 'chunk_intake',
  async begin(place, { source, context }) {
    const first = await ReadingIntake.begin({ ...context, ...place }, source);
    return async (values) => {
      const intake = first.afresh();
      const outcomes = await takeRows(place.tx, intake, values.map(statedReading), context.businessDate);
      return chunkOutcome(outcomes, intake.state);
    };
  },
};
