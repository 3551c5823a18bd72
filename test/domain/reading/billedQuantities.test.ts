import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#shared/domain/money.ts';
import { billedQuantities } from '#shared/domain/reading/billedQuantities.ts';
import { PERIOD_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { meterFacts, segment } from './build.ts';

const policy = { places: 0, restPeriod: 'flat' } as const;

function billed(parts: readonly (readonly [RegisterCode, string])[], places = 0) {
  const result = billedQuantities(
    parts.map(([code, quantity]) => segment(code, quantity)),
    { ...policy, places },
  );
  if (!result.ok) return result.error.code;
  const periods = Object.entries(result.value.periods).map(([code, quantity]) => [code, quantity.toFixed()]);
  return { total: result.value.total.toFixed(), ...Object.fromEntries(periods) };
}

describe('billed quantities', () => {
  test('every register is rounded to whole kWh half away from zero, then flat takes the rest', () => {
    expect(
      billed([
        ['total', '100.5'],
        ['peak', '33.5'],
        ['flat', '33.5'],
        ['valley', '33.5'],
      ]),
    ).toEqual({ total: '101', peak: '34', flat: '33', valley: '34' });
  });

  test.each([
    ['one price', [['total', '99.49']], { total: '99' }],
    [
      'R8: peak and valley only',
      [
        ['total', '100.4'],
        ['peak', '50.5'],
        ['valley', '49.9'],
      ],
      { total: '100', peak: '50', valley: '50' },
    ],
    [
      'a valley register alone leaves the rest to flat',
      [
        ['total', '100'],
        ['valley', '30.2'],
      ],
      { total: '100', valley: '30', flat: '70' },
    ],
    [
      'peak and valley of a meter that does not count flat',
      [
        ['total', '100'],
        ['peak', '30'],
        ['valley', '20'],
      ],
      { total: '100', peak: '30', valley: '20', flat: '50' },
    ],
    [
      'rounding never makes flat negative',
      [
        ['total', '100.4'],
        ['peak', '50.5'],
        ['flat', '0'],
        ['valley', '49.9'],
      ],
      { total: '100', peak: '50', flat: '0', valley: '50' },
    ],
    [
      'an exchange: both segments count, rounded once',
      [
        ['total', '10.3'],
        ['total', '10.3'],
      ],
      { total: '21' },
    ],
    [
      'reactive, export and demand are no billed energy',
      [
        ['total', '10'],
        ['reactive', '4'],
        ['export', '2'],
        ['demand', '1'],
      ],
      { total: '10' },
    ],
    ['nothing counts the total', [['peak', '10']], 'total_missing'],
    [
      'periods far above the total',
      [
        ['total', '100'],
        ['peak', '80'],
        ['flat', '10'],
        ['valley', '60'],
      ],
      'periods_exceed_total',
    ],
  ] as const)('%s', (_name, parts, expected) => {
    expect(billed(parts)).toEqual(expected);
  });

  test('places are a parameter', () => {
    expect(billed([['total', '100.456']], 2)).toEqual({ total: '100.46' });
  });

  test('R9: more than one rollover in a period stops', () => {
    const twice = [
      segment('total', '80', { isRollover: true }),
      segment('total', '90', { isRollover: true }),
    ];
    expect(billedQuantities(twice, policy)).toMatchObject({
      ok: false,
      error: { code: 'several_rollovers' },
    });
    expect(billedQuantities(twice.slice(1), policy)).toMatchObject({ ok: true });
  });

  test('R10: a register that went back is not billed before it is confirmed', () => {
    const result = billedQuantities([segment('total', '0', { quantity: null, isRollover: true })], policy);
    expect(result).toMatchObject({ ok: false, error: { code: 'negative' } });
  });

  test('the periods always add up to the total, and none is negative', () => {
    const hundredths = fc.integer({ min: 0, max: 1_000_000 }).map((value) => new Decimal(value).div(100));
    const parts = fc
      .subarray([...PERIOD_CODES], { minLength: 1 })
      .chain((codes) =>
        fc.tuple(
          fc.constant(codes),
          fc.array(hundredths, { minLength: codes.length, maxLength: codes.length }),
          fc.integer({ min: -1, max: 1 }),
        ),
      );
    fc.assert(
      fc.property(parts, ([codes, quantities, lastDigits]) => {
        const sum = quantities.reduce((total, one) => total.plus(one), new Decimal(0));
        const total = Decimal.max(0, sum.plus(new Decimal(lastDigits).div(100)));
        const segments = codes.map((code, index) => segment(code, (quantities[index] ?? sum).toFixed()));
        segments.push(segment('total', total.toFixed(), { meter: meterFacts(6, 2) }));
        const result = billedQuantities(segments, policy);
        if (!result.ok) throw new Error(result.error.code);
        const all = Object.values(result.value.periods);
        const added = all.reduce((left, right) => left.plus(right), new Decimal(0));
        expect(added.toFixed()).toBe(result.value.total.toFixed());
        for (const one of all) {
          expect(one.isNegative() && !one.isZero()).toBe(false);
          expect(one.isInteger()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
