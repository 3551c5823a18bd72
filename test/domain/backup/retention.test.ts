import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupPlanOf, isBackupDue } from '#shared/domain/backup/plan.ts';
import { backupsToRemove } from '#shared/domain/backup/retention.ts';

const keptOf = (instants: readonly string[], keep: Parameters<typeof backupsToRemove>[1]) => {
  const gone = new Set(backupsToRemove(instants, keep));
  return instants.filter((at) => !gone.has(at));
};

test('the latest of each day, week and month stays', () => {
  const instants = [
    '2026-09-30T22:00:00.000Z',
    '2026-10-31T22:00:00.000Z',
    '2026-11-22T22:00:00.000Z',
    '2026-11-23T22:00:00.000Z',
    '2026-11-24T10:00:00.000Z',
    '2026-11-24T22:00:00.000Z',
    '2026-11-25T22:00:00.000Z',
  ];
  expect(keptOf(instants, { daily: 2, weekly: 2, monthly: 3 })).toEqual([
    '2026-09-30T22:00:00.000Z',
    '2026-10-31T22:00:00.000Z',
    // 22 November 2026 is a Sunday: the last day of its week.
    '2026-11-22T22:00:00.000Z',
    '2026-11-24T22:00:00.000Z',
    '2026-11-25T22:00:00.000Z',
  ]);
});

test('the latest backup of all stays, and no more stay than the plan says', () => {
  const instant = fc
    .integer({ min: 0, max: 3 * 365 * 24 })
    .map((hours) => new Date(Date.UTC(2024, 0, 1) + hours * 3_600_000).toISOString());
  const keep = fc.record({ daily: fc.nat(9), weekly: fc.nat(9), monthly: fc.nat(9) });
  fc.assert(
    fc.property(fc.uniqueArray(instant, { minLength: 1 }), keep, (instants, plan) => {
      const kept = keptOf(instants, plan);
      expect(kept).toContain([...instants].sort().at(-1));
      expect(kept.length).toBeLessThanOrEqual(1 + plan.daily + plan.weekly + plan.monthly);
      // What stays now would stay again: nothing is lost by looking twice.
      expect(keptOf(kept, plan)).toEqual(kept);
    }),
  );
});

test.each([
  { title: 'no folder', folder: null, madeAt: [], isDue: false },
  { title: 'no backup yet', madeAt: [], isDue: true },
  { title: 'younger than the plan allows', madeAt: ['2026-11-25T03:00:00.000Z'], isDue: false },
  { title: 'as old as the plan allows', madeAt: ['2026-11-25T02:00:00.000Z'], isDue: true },
  { title: 'only from before the clock was set back', madeAt: ['2027-11-27T02:00:00.000Z'], isDue: true },
  {
    title: 'one since the clock was set back',
    madeAt: ['2027-11-27T02:00:00.000Z', '2026-11-26T01:55:00.000Z'],
    isDue: false,
  },
])('a backup is due or not: $title', ({ folder = '/backup', madeAt, isDue }) => {
  const plan = { ...backupPlanOf({}), folder };
  expect(isBackupDue(plan, madeAt, '2026-11-26T02:00:00.000Z')).toBe(isDue);
});

test('an office without a plan has none, and what it set takes the place of the defaults', () => {
  expect(backupPlanOf({})).toMatchObject({ folder: null, everyHours: 24, key: null });
  expect(backupPlanOf({ backup: { folder: '/b', everyHours: 6 } })).toMatchObject({
    folder: '/b',
    everyHours: 6,
    keep: { daily: 14 },
  });
});
