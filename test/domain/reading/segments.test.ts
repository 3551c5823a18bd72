import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate, localDate, type Period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import type { MeterFacts } from '#shared/domain/reading/meterFacts.ts';
import { type SeriesReading, segmentsOf } from '#shared/domain/reading/segments.ts';
import { usageHistory } from '#shared/domain/reading/usageHistory.ts';
import { meterFacts, reading, textOf } from './build.ts';

const oneMeter = (): MeterFacts => meterFacts(6, 1);
const spans = (series: readonly SeriesReading[], meterOf: (meterId: string) => MeterFacts = oneMeter) =>
  segmentsOf(series, meterOf).map((one) => [one.from.readOn, one.to.readOn, textOf(one.quantity)]);

describe('segments', () => {
  test('R2: the reading before counts, however old it is', () => {
    expect(
      spans([reading('2026-10-25', '1900'), reading('2026-03-25', '1000', { kind: 'opening' })]),
    ).toEqual([['2026-03-25', '2026-10-25', '900']]);
  });

  test('R1, R3: old and new meter each count their own part, with their own multiplier and digits', () => {
    const series = [
      reading('2026-09-25', '99990', { kind: 'opening' }),
      reading('2026-10-14', '20', { kind: 'removal', isRolloverAccepted: true }),
      reading('2026-10-14', '5', { meterId: 'm2', kind: 'installation' }),
      reading('2026-10-25', '17.5', { meterId: 'm2' }),
    ];
    const meters: Record<string, MeterFacts> = { m1: meterFacts(5), m2: meterFacts(6, 1, '10') };
    expect(spans(series, (meterId) => meters[meterId] ?? oneMeter())).toEqual([
      ['2026-09-25', '2026-10-14', '30'],
      ['2026-10-14', '2026-10-25', '125'],
    ]);
  });

  test('a meter that comes back to the service point begins anew', () => {
    const series = [
      reading('2026-01-25', '100', { kind: 'installation' }),
      reading('2026-02-25', '150', { kind: 'removal' }),
      reading('2026-08-25', '900', { kind: 'installation' }),
      reading('2026-09-25', '930'),
    ];
    expect(spans(series)).toEqual([
      ['2026-01-25', '2026-02-25', '50'],
      ['2026-08-25', '2026-09-25', '30'],
    ]);
  });

  test('a register that went back has no quantity until somebody says that it rolled over', () => {
    expect(spans([reading('2026-09-25', '999950'), reading('2026-10-25', '30')])).toEqual([
      ['2026-09-25', '2026-10-25', null],
    ]);
  });

  test('R6: readings of the start and the end of one month make two segments that meet', () => {
    const series = [
      reading('2026-02-01', '100', { kind: 'opening' }),
      reading('2026-03-01', '160', { period: '2026-02' as Period }),
      reading('2026-03-31', '210'),
    ];
    expect(segmentsOf(series, oneMeter).map((one) => [one.period, textOf(one.quantity)])).toEqual([
      ['2026-02', '60'],
      ['2026-03', '50'],
    ]);
  });

  test('without an exchange the segments add up to last minus first, and meet without overlap', () => {
    const steps = fc.array(
      fc.record({ days: fc.integer({ min: 1, max: 90 }), tenths: fc.integer({ min: 0, max: 5000 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let day: LocalDate = localDate('2024-01-31');
        let value = new Decimal(0);
        const series = [reading(day, '0', { kind: 'opening' })];
        for (const step of all) {
          day = addDays(day, step.days);
          value = value.plus(new Decimal(step.tenths).div(10));
          series.unshift(reading(day, value.toFixed()));
        }
        const segments = segmentsOf(series, oneMeter);
        const sum = segments.reduce((total, one) => total.plus(one.quantity ?? 0), new Decimal(0));
        expect(sum.eq(value)).toBe(true);
        for (const [index, one] of segments.entries()) {
          if (index > 0) expect(one.from.readOn).toBe(segments[index - 1]?.to.readOn);
        }
      }),
    );
  });
});

describe('history', () => {
  const before = { readOn: localDate('2026-10-25'), period: '2026-10' as Period };
  const series = [
    reading('2025-09-25', '0', { kind: 'opening' }),
    reading('2025-10-25', '300'),
    reading('2026-07-25', '1000'),
    reading('2026-08-25', '1310'),
    reading('2026-09-14', '1510', { kind: 'removal' }),
    reading('2026-09-14', '0', { meterId: 'm2', kind: 'installation' }),
    reading('2026-09-25', '11', { meterId: 'm2' }),
    reading('2026-10-25', '9999', { meterId: 'm2' }),
  ];

  test('R1: the average goes on over an exchange, and does not contain what is to be checked', () => {
    const meters: Record<string, MeterFacts> = { m1: meterFacts(), m2: meterFacts(6, 0, '10') };
    const segments = segmentsOf(series, (meterId) => meters[meterId] ?? meterFacts());
    // August 310 in 31 days; September 200 in 20 days and 110 in 11.
    const { dailyAverage, sameMonthLastYear, periodCount } = usageHistory(segments, 'total', before, 2);
    expect(periodCount).toBe(2);
    expect(textOf(dailyAverage)).toBe('10');
    expect(textOf(sameMonthLastYear)).toBe('300');
  });

  test('no history, no average', () => {
    expect(usageHistory([], 'total', before, 3)).toEqual({
      dailyAverage: null,
      sameMonthLastYear: null,
      periodCount: 0,
    });
  });
});
