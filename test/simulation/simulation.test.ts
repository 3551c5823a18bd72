import fc from 'fast-check';
import { test } from 'vitest';
import { Play } from './play.ts';
import { anyStep } from './steps.ts';

/** A short fixed set; `npm run sim` goes on for as long as one likes. */
test.each([1, 2, 3])(
  'a random office agrees with its model after each step: seed %i',
  async (seed) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 25, maxLength: 25 }), (steps) => Play.through(steps)),
      { seed, numRuns: 1, endOnFailure: true },
    );
  },
  180_000,
);
