import { expect, test } from 'vitest';
import { monthsBilled } from '#shared/domain/billing/monthsBilled.ts';
import { localDate, period } from '#shared/domain/localDate.ts';

const start = (startOn: string) => ({ startOn: localDate(startOn), kind: 'start' as const });

test.each([
  ['every month', '2026-09', '2026-10', '2026-09-20', '2026-10-20', [], 1],
  ['read early and late, still one month', '2026-09', '2026-10', '2026-09-05', '2026-10-25', [], 1],
  ['every other month', '2026-08', '2026-10', '2026-08-20', '2026-10-20', [], 2],
  ['over the turn of the year', '2026-11', '2027-01', '2026-11-20', '2027-01-20', [], 2],
  ['the same month again', '2026-10', '2026-10', '2026-10-05', '2026-10-20', [], 1],
  ['a first bill of a month', null, '2026-10', '2026-09-20', '2026-10-20', [], 1],
  ['a first bill of 45 days is one month', null, '2026-10', '2026-09-05', '2026-10-20', [], 1],
  ['and of 46 days two', null, '2026-10', '2026-09-04', '2026-10-20', [], 2],
  ['a first bill of some days', null, '2026-10', '2026-10-15', '2026-10-20', [], 1],
  [
    'a supply that began in the middle',
    '2026-05',
    '2026-10',
    '2026-05-20',
    '2026-10-20',
    [start('2026-10-01')],
    1,
  ],
  ['or two months ago', '2026-05', '2026-10', '2026-05-20', '2026-10-20', [start('2026-08-20')], 2],
  [
    'a supply that began long before',
    '2026-08',
    '2026-10',
    '2026-08-20',
    '2026-10-20',
    [start('2020-01-01')],
    2,
  ],
] as const)('%s', (_name, previous, own, startOn, endOn, terms, months) => {
  const span = { startOn: localDate(startOn), endOn: localDate(endOn) };
  expect(monthsBilled(period(own), span, previous === null ? null : period(previous), terms)).toBe(months);
});
