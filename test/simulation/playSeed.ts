import fc, { type RunDetails } from 'fast-check';
import type { Place } from './place.ts';
import { Play } from './play.ts';
import { anyStep, type Step } from './steps.ts';

type Order = {
  readonly seed: number;
  readonly steps: number;
  /** Plays the steps in an office; what differs is thrown. */
  readonly play: (steps: readonly Step[]) => Promise<void>;
  /** Stops at the first failure instead of shrinking it. */
  readonly endOnFailure?: boolean;
  /** Where in the shrinking of this seed to begin: there, and no further. */
  readonly path?: string;
  /** Hears of each list of steps that fails, with what differed. */
  readonly onFailure?: (steps: readonly Step[], error: unknown) => void;
};

/**
 * Plays as many steps as are asked for, which the seed alone chooses. Steps that fail are shrunk to the fewest
 * and smallest that fail still; the path of the result plays those again exactly.
 */
export function playSeed({ seed, steps, play, ...how }: Order): Promise<RunDetails<[Step[]]>> {
  const exactly = fc.array(anyStep, { minLength: steps, maxLength: steps });
  const upTo = fc.array(anyStep, { maxLength: steps });
  return fc.check(
    fc.asyncProperty(upTo, (some) =>
      play(some).catch((error: unknown) => {
        how.onFailure?.(some, error);
        throw error;
      }),
    ),
    {
      seed,
      numRuns: 1,
      examples: fc.sample(exactly, { seed, numRuns: 1 }).map((some): [Step[]] => [some]),
      endOnFailure: how.endOnFailure === true || how.path !== undefined,
      ...(how.path === undefined ? {} : { path: how.path }),
    },
  );
}

/** What differs in a short play of a seed; `null` where the ledger and the model agree. */
export async function firstDifference(seed: number, place: Place): Promise<unknown> {
  const play = (steps: readonly Step[]) => Play.through(steps, place);
  const { failed, errorInstance } = await playSeed({ seed, steps: 30, play, endOnFailure: true });
  return failed ? errorInstance : null;
}
