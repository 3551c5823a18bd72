import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Place, serverPlace } from '../simulation/place.ts';
import { Play } from '../simulation/play.ts';
import { playSeed } from '../simulation/playSeed.ts';

let place: Place;
beforeAll(async () => {
  place = await serverPlace();
});
afterAll(() => place.remove());

/** Two desks, each a program of its own; the power that fails is the server's. */
test.each([3, 8])(
  'a random office of two desks agrees with its model after each step: seed %i',
  async (seed) => {
    const { failed, errorInstance } = await playSeed({
      seed,
      steps: 30,
      play: (steps) => Play.through(steps, place),
      endOnFailure: true,
    });
    expect(errorInstance).toBe(null);
    expect(failed).toBe(false);
  },
  180_000,
);
