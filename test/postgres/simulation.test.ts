import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Place, serverPlace } from '../simulation/place.ts';
import { firstDifference } from '../simulation/playSeed.ts';

let place: Place;
beforeAll(async () => {
  place = await serverPlace();
});
afterAll(() => place.remove());

/** Two desks, each a program of its own; the power that fails is the server's. `npm run sim` plays others. */
test('a random office of two desks agrees with its model after each step', async () => {
  expect(await firstDifference(3, place)).toBe(null);
});
