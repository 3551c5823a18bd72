import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Place, serverPlace } from '../simulation/place.ts';
import { firstDifference } from '../simulation/playSeed.ts';

let place: Place;
beforeAll(async () => {
  place = await serverPlace();
});
afterAll(() => place.remove());

/** Two desks, each a program of its own; the power that fails is the server's. */
test.each([3, 8])(
  'a random office of two desks agrees with its model after each step: seed %i',
  async (seed) => {
    expect(await firstDifference(seed, place)).toBe(null);
  },
);
