import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { PointSeries } from '#shared/domain/reading/pointSeries.ts';
import { contradictedEstimates, valueBetween } from '#shared/domain/reading/settleEstimates.ts';
import { reading } from './build.ts';

const shown = (readOn: string, value: string) => ({ readOn: localDate(readOn), value: new Decimal(value) });

test.each([
  // 20 over 61 days, 31 of them before the estimate.
  ['130', '150', '2026-11-20', 3, '140.164'],
  ['130', '150', '2026-11-20', 0, '140'],
  ['130', '130', '2026-11-20', 3, '130'],
  ['0', '61', '2026-10-21', 0, '1'],
] as const)('between %s and %s, on %s with %i places: %s', (before, after, readOn, decimals, value) => {
  const found = valueBetween(
    shown('2026-10-20', before),
    shown('2026-12-20', after),
    localDate(readOn),
    decimals,
  );
  expect(found.toString()).toBe(value);
});

test('a later day never shows less, and no day less or more than the readings around it', () => {
  fc.assert(
    fc.property(
      fc.record({ before: fc.nat(999_999), used: fc.nat(99_999), days: fc.integer({ min: 2, max: 800 }) }),
      fc.nat(3),
      ({ before, used, days }, decimals) => {
        const first = localDate('2026-01-01');
        const from = { readOn: first, value: new Decimal(before) };
        const to = { readOn: addDays(first, days), value: new Decimal(before + used) };
        let last = from.value;
        for (let day = 1; day < days; day += Math.ceil(days / 20)) {
          const value = valueBetween(from, to, addDays(first, day), decimals);
          expect(value.gte(last) && value.lte(to.value)).toBe(true);
          last = value;
        }
      },
    ),
  );
});

describe('the estimates that a real reading contradicts', () => {
  type Line = readonly [readOn: string, value: string, source: 'file' | 'estimated'];
  const seriesOf = (readings: readonly Line[]) => {
    const series = new PointSeries();
    for (const [readOn, value, source] of readings) {
      series.add({ ...reading(readOn, value, { source }), batchId: null, isCurrent: true });
    }
    return series;
  };
  const contradicted = (series: PointSeries) =>
    contradictedEstimates(series, 'm1', 'total', localDate('2026-12-20'), 3).map(
      ({ reading: { readOn }, value }) => `${readOn} ${value.toFixed()}`,
    );

  test.each<[string, Line[], string[]]>([
    [
      'too low',
      [
        ['2026-10-20', '130', 'file'],
        ['2026-11-20', '161', 'estimated'],
        ['2026-12-20', '500', 'file'],
      ],
      ['2026-11-20 318.033'],
    ],
    [
      'settled already',
      [
        ['2026-10-20', '130', 'file'],
        ['2026-11-20', '318.033', 'estimated'],
        ['2026-12-20', '500', 'file'],
      ],
      [],
    ],
    [
      'none between',
      [
        ['2026-11-20', '161', 'file'],
        ['2026-12-20', '500', 'file'],
      ],
      [],
    ],
    [
      'another estimate contradicts nothing',
      [
        ['2026-10-20', '130', 'file'],
        ['2026-11-20', '161', 'estimated'],
        ['2026-12-20', '500', 'estimated'],
      ],
      [],
    ],
    [
      'a reading below the last real one is itself in doubt',
      [
        ['2026-10-20', '130', 'file'],
        ['2026-11-20', '161', 'estimated'],
        ['2026-12-20', '120', 'file'],
      ],
      [],
    ],
  ])('%s', (_name, readings, expected) => {
    expect(contradicted(seriesOf(readings))).toEqual(expected);
  });
});
