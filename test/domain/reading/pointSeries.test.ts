import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate, type Period, periodOf } from '#shared/domain/localDate.ts';
import { PointSeries } from '#shared/domain/reading/pointSeries.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { READING_KINDS, segmentsOf } from '#shared/domain/reading/segments.ts';
import { meterFacts, reading } from './build.ts';

const START = localDate('2026-01-25');
const meterOf = () => meterFacts(6, 0);

const versions = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 120 }),
    value: fc.integer({ min: 0, max: 50 }),
    meterId: fc.constantFrom('m1', 'm1', 'm1', 'm2'),
    registerCode: fc.constantFrom<RegisterCode>('total', 'total', 'peak'),
    kind: fc.constantFrom('cycle', 'cycle', 'cycle', 'cycle', ...READING_KINDS),
    isCurrent: fc.boolean(),
    /** Whether it is taken out of what counts once it is there. */
    isSuperseded: fc.nat(9).map((chance) => chance === 0),
    /** Whether somebody asks for the segments before the next one comes. */
    isAsked: fc.boolean(),
  }),
  { maxLength: 14 },
);

test('a series cuts itself into the same segments as a list of its readings, as a whole and by period', () => {
  fc.assert(
    fc.property(versions, fc.boolean(), (inAnyOrder, isByDay) => {
      const all = isByDay ? inAnyOrder.toSorted((one, other) => one.day - other.day) : inAnyOrder;
      const series = new PointSeries();
      const stored = all.map(({ day, value, isCurrent, isSuperseded: _, isAsked: __, ...facts }) => {
        const readOn = addDays(START, day);
        return {
          ...reading(readOn, String(value), { ...facts, period: periodOf(readOn) }),
          batchId: null,
          isCurrent,
        };
      });
      for (const [index, one] of stored.entries()) {
        series.add(one);
        if (all[index]?.isAsked) series.segmentsOf('total', meterOf);
        if (all[index]?.isSuperseded) series.supersede(one);
      }
      const expected = segmentsOf(
        stored.filter(({ isCurrent, registerCode }) => isCurrent && registerCode === 'total'),
        meterOf,
      );
      const found = series.segmentsOf('total', meterOf);
      const textsOf = (segments: typeof found) =>
        segments.map(({ from, to }) => `${to.readOn} ${from.readingId} ${to.readingId}`).sort();
      expect(textsOf(found)).toEqual(textsOf(expected));
      const period = '2026-03' as Period;
      expect(textsOf(series.segmentsIn(period, 'm1', 'total', meterOf()))).toEqual(
        textsOf(expected.filter((one) => one.meterId === 'm1' && one.period === period)),
      );
      expect(series.goesBack()).toBe(
        (['total', 'peak'] as const).some((code) =>
          ['m1', 'm2'].some((meterId) => goesBack(series, meterId, code)),
        ),
      );
    }),
    { numRuns: 1000 },
  );
});

function goesBack(series: PointSeries, meterId: string, code: RegisterCode): boolean {
  const counting = series.versionsOf(meterId, code).filter(({ isCurrent }) => isCurrent);
  return counting.some((one, index) => {
    const previous = counting[index - 1];
    return previous !== undefined && previous.kind !== 'removal' && one.value.lt(previous.value);
  });
}
