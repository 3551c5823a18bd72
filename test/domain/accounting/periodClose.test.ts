import { expect, test } from 'vitest';
import { type Blocker, type ClosingFacts, decideClosing } from '#shared/domain/accounting/periodClose.ts';
import { localDate, period } from '#shared/domain/localDate.ts';

const FACTS: ClosingFacts = {
  period: period('2026-10'),
  today: localDate('2026-11-01'),
  isClosed: false,
  earlierOpen: null,
  blockers: [],
};
const DAY: Blocker = { kind: 'bank_day', name: '工商银行', on: '2026-10-31', state: 'open' };

test.each([
  ['over and nothing open', {}, 'ok'],
  ['closed before', { isClosed: true }, 'already_closed'],
  ['on its last day', { today: localDate('2026-10-31') }, 'period_not_over'],
  ['still to come', { period: period('2026-12') }, 'period_not_over'],
  ['after a month that is open', { earlierOpen: period('2026-09') }, 'earlier_period_open'],
  ['with a day not signed off', { blockers: [DAY] }, 'period_blocked'],
] satisfies [string, Partial<ClosingFacts>, string][])('a month that is %s', (_, given, code) => {
  const decision = decideClosing({ ...FACTS, ...given });
  expect(decision.ok ? 'ok' : decision.error.code).toBe(code);
});
