import { expect, test } from 'vitest';
import { routeOfMost } from '#shared/domain/reading/routeOfMost.ts';

const of = (a: number, b = 0) => [...Array<string>(b).fill('B'), ...Array<string>(a).fill('A')];

test.each([
  ['nobody is known', [], null],
  ['one meter', of(1), 'A'],
  ['all of one route', of(40), 'A'],
  ['one of ten is of another', of(9, 1), 'A'],
  ['two of eleven are of another', of(9, 2), null],
  ['half and half', of(5, 5), null],
  ['the other one, whichever comes first', of(1, 9), 'B'],
])('the route of a file: %s', (_name, routeIds, expected) => {
  expect(routeOfMost(routeIds)).toBe(expected);
});
