import { expect, test } from 'vitest';
import { decideAssignment } from '#shared/domain/customers/decideAssignment.ts';
import { localDate } from '#shared/domain/localDate.ts';

const open = { assignmentId: 'a', tariffId: 'one', startOn: localDate('2026-01-01'), endOn: null };
const ended = { ...open, endOn: localDate('2026-06-01') };

test.each([
  ['the first', null, 'one', '2026-03-01', null, null],
  ['another tariff ends the open one', open, 'two', '2026-03-01', null, 'a'],
  ['after a gap', ended, 'one', '2026-07-01', null, null],
  ['from the day up to which was billed', open, 'two', '2026-03-01', '2026-03-01', 'a'],
])('%s', (_name, latest, tariffId, startOn, billedUntil, endsId) => {
  const billed = billedUntil === null ? null : localDate(billedUntil);
  const decision = decideAssignment(latest, { tariffId, startOn: localDate(startOn) }, billed);
  expect(decision).toEqual({ ok: true, value: { endsId } });
});

test.each([
  ['already_assigned', open, 'one', '2026-03-01', null],
  ['not_after_current', open, 'two', '2026-01-01', null],
  ['not_after_current', ended, 'two', '2026-05-31', null],
  ['already_billed', open, 'two', '2026-03-01', '2026-03-02'],
])('%s', (code, latest, tariffId, startOn, billedUntil) => {
  const billed = billedUntil === null ? null : localDate(billedUntil);
  const decision = decideAssignment(latest, { tariffId, startOn: localDate(startOn) }, billed);
  expect(decision).toMatchObject({ ok: false, error: { code } });
});
