import { expect, test } from 'vitest';
import {
  clockStateOf,
  confirmedEntryNoOf,
  decidePostingDay,
  type PostingFacts,
} from '#shared/domain/accounting/postingDay.ts';
import { localDate } from '#shared/domain/localDate.ts';

const LAST = { entryNo: 7, postedOn: localDate('2026-11-10') };

test.each([
  ['new books', '2026-01-01', null, 0, 'plausible'],
  ['the same day', '2026-11-10', LAST, 0, 'plausible'],
  ['the day before', '2026-11-09', LAST, 0, 'behind'],
  ['the day before, confirmed', '2026-11-09', LAST, 7, 'plausible'],
  ['the day before, confirmed before the last entry', '2026-11-09', LAST, 6, 'behind'],
  ['forty days later', '2026-12-20', LAST, 0, 'plausible'],
  ['forty-one days later', '2026-12-21', LAST, 0, 'ahead'],
  ['forty-one days later, confirmed', '2026-12-21', LAST, 7, 'plausible'],
] as const)('the clock on %s', (_, today, last, confirmed, state) => {
  expect(clockStateOf(localDate(today), last, confirmed)).toBe(state);
});

test.each([
  ['on a day that fits', {}, 'ok'],
  ['long after: only a warning', { today: localDate('2027-11-10') }, 'ok'],
  ['in a closed month', { isPeriodClosed: true }, 'period_closed'],
  ['before the last entry', { today: localDate('2026-11-09') }, 'clock_behind'],
  [
    'before the last entry, in a closed month',
    { today: localDate('2026-10-09'), isPeriodClosed: true },
    'period_closed',
  ],
] satisfies [string, Partial<PostingFacts>, string][])('posting %s', (_, given, code) => {
  const facts = { today: localDate('2026-11-11'), isPeriodClosed: false, last: LAST, confirmedEntryNo: 0 };
  const decision = decidePostingDay({ ...facts, ...given });
  expect(decision.ok ? 'ok' : decision.error.code).toBe(code);
});

test('what the settings say of the clock', () => {
  expect(confirmedEntryNoOf({})).toBe(0);
  expect(confirmedEntryNoOf({ clock: { confirmedEntryNo: 3 } })).toBe(3);
});
