import { expect, test } from 'vitest';
import { period } from '#shared/domain/localDate.ts';
import type { AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import { escalatedSeverity, monthsInARow } from '#shared/domain/reading/recurrence.ts';

test.each([
  [[], 1],
  [['2026-12'], 2],
  [['2026-12', '2026-11'], 3],
  [['2026-11', '2026-10'], 1],
  [['2027-02', '2026-12'], 2],
] as const)('found in %j and now: %i in a row', (earlier, months) => {
  expect(monthsInARow(period('2027-01'), new Set(earlier))).toBe(months);
});

test.each([
  ['equals_previous', 'note', 2, 'note'],
  ['equals_previous', 'note', 3, 'confirm'],
  ['valley_share', 'note', 12, 'confirm'],
  ['rollover', 'note', 12, 'note'],
  ['other_route', 'note', 12, 'note'],
  ['high', 'confirm', 12, 'confirm'],
  ['missing', 'stop', 12, 'stop'],
] satisfies [AnomalyRule, 'note' | 'confirm' | 'stop', number, string][])(
  '%s (%s) in month %i: %s',
  (rule, severity, months, expected) => {
    expect(escalatedSeverity({ rule, severity }, months, { escalateAfterMonths: 3 })).toBe(expected);
  },
);
