import { expect, test } from 'vitest';
import { createIdMaker } from '#core/runtime/ids.ts';

/** As many as one millisecond has room for, and some more. */
const MANY = 40_000;

function makeMany(newId: () => string): string[] {
  return Array.from({ length: MANY }, newId);
}

test('ids differ and sort in the order in which they were made, however many a millisecond', () => {
  const ids = makeMany(createIdMaker(() => Date.UTC(2026, 10, 30)));
  expect(new Set(ids).size).toBe(MANY);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([16]));
});

test('ids go on when the clock goes back', () => {
  let now = Date.UTC(2026, 10, 30);
  const newId = createIdMaker(() => now);
  const before = makeMany(newId);
  now -= 3_600_000;
  const ids = [...before, ...makeMany(newId)];
  expect(new Set(ids).size).toBe(2 * MANY);
  expect(ids.toSorted()).toEqual(ids);
});

test('ids sort behind the longer ones of ledgers from before', () => {
  expect(createIdMaker()() > '01mfa3j5k8q2w7x9yzb4cd0001').toBe(true);
});
