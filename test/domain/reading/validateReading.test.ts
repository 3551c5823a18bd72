import { describe, expect, test } from 'vitest';
import type { Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf } from '#shared/domain/money.ts';
import { DEFAULT_READING_POLICY, readingPolicyOf } from '#shared/domain/reading/policy.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { validatePoint } from '#shared/domain/reading/validatePoint.ts';
import { type ReadingToCheck, validateReading } from '#shared/domain/reading/validateReading.ts';
import { meterFacts, previous, toCheck } from './build.ts';

const policy = DEFAULT_READING_POLICY;
const found = (other: Partial<ReadingToCheck>) =>
  validateReading(toCheck(other), policy).map(({ rule, severity }) => `${rule} ${severity}`);
const history = (dailyAverage: string | null, sameMonthLastYear: string | null = null) => ({
  dailyAverage: dailyAverage === null ? null : decimalOf(dailyAverage),
  sameMonthLastYear: sameMonthLastYear === null ? null : decimalOf(sameMonthLastYear),
});
const place = { period: '2026-10' as Period, isOtherPeriod: false, isOutsideCycle: false };

describe('checks of one reading', () => {
  test.each<[string, Partial<ReadingToCheck>, string[]]>([
    ['as expected', {}, []],
    ['first reading ever', { previous: null, history: history(null) }, []],
    ['ten times as much', { value: decimalOf('4000') }, ['high confirm']],
    ['twice as much is not above 100 %', { value: decimalOf('1600') }, []],
    ['just above', { value: decimalOf('1601') }, ['high confirm']],
    ['a summer like the last one', { value: decimalOf('1900'), history: history('10', '850') }, []],
    ['above last summer too', { value: decimalOf('1900'), history: history('10', '200') }, ['high confirm']],
    [
      'only last year to compare',
      { value: decimalOf('2000'), history: history(null, '300') },
      ['high confirm'],
    ],
    ['much but below the floor', { value: decimalOf('1049'), history: history('0.1') }, []],
    ['very low', { value: decimalOf('1050') }, ['low confirm']],
    ['low but in the band', { value: decimalOf('1100') }, []],
    ['nothing where something was used', { value: decimalOf('1000') }, ['zero confirm']],
    [
      'same as before, nothing to compare',
      { value: decimalOf('1000'), history: history(null) },
      ['equals_previous note'],
    ],
    ['an empty house', { value: decimalOf('1000'), history: history('0') }, []],
    [
      'R9: rolled over plausibly',
      { previous: previous('999800'), value: decimalOf('100') },
      ['rollover note'],
    ],
    ['R10: went back', { previous: previous('999'), value: decimalOf('1') }, ['negative confirm']],
    [
      'went back, without history',
      { previous: previous('999950'), value: decimalOf('30'), history: history(null) },
      ['negative confirm'],
    ],
    [
      'R9: could have turned twice',
      { meter: meterFacts(3), previous: previous('900'), value: decimalOf('30'), history: history('20') },
      ['several_rollovers stop'],
    ],
    [
      'below an estimate is no rollover',
      { previous: previous('1310', '2026-09-25', true), value: decimalOf('1300') },
      ['below_estimate stop'],
    ],
    [
      'far more than since an estimate was to be expected',
      { value: decimalOf('4000'), hasEstimatesToSettle: true },
      ['contradicts_estimate confirm'],
    ],
    ['far less', { value: decimalOf('1050'), hasEstimatesToSettle: true }, ['contradicts_estimate confirm']],
    [
      'nothing at all',
      { value: decimalOf('1000'), hasEstimatesToSettle: true },
      ['contradicts_estimate confirm'],
    ],
    ['as expected, whatever the estimate was', { hasEstimatesToSettle: true }, []],
    [
      'R2: a long gap',
      { previous: previous('300', '2026-07-25'), value: decimalOf('1220') },
      ['gap confirm'],
    ],
    ['outside the cycle', { place: { ...place, isOutsideCycle: true } }, ['date_outside_cycle confirm']],
    ['R6: for the neighbour', { place: { ...place, isOtherPeriod: true } }, ['other_period note']],
    [
      'another multiplier',
      { stated: { multiplier: new Decimal(40), previous: null } },
      ['multiplier_differs confirm'],
    ],
    ['same multiplier', { stated: { multiplier: decimalOf('1.00'), previous: null } }, []],
    [
      'another previous',
      { stated: { multiplier: null, previous: decimalOf('999') } },
      ['previous_differs confirm'],
    ],
    ['two estimates', { estimatesInARow: 2 }, []],
    ['three estimates', { estimatesInARow: 3 }, ['consecutive_estimates confirm']],
    ['another route', { isOtherRoute: true }, ['other_route note']],
  ])('%s', (_name, other, rules) => {
    expect(found(other)).toEqual(rules);
  });

  test('use is judged on the total register only', () => {
    expect(found({ registerCode: 'peak', value: decimalOf('9000') })).toEqual([]);
  });

  test('a finding says what was compared', () => {
    const [finding] = validateReading(toCheck({ value: decimalOf('4000') }), policy);
    expect(finding?.detail).toEqual({ quantity: '3000', expected: '300' });
  });
});

describe('checks of all registers of a meter', () => {
  const check = (
    registers: readonly RegisterCode[],
    quantities: Partial<Record<RegisterCode, string | null>>,
  ) =>
    validatePoint(
      {
        meter: meterFacts(6, 2),
        registers,
        quantities: new Map(
          Object.entries(quantities).map(([code, text]) => [
            code as RegisterCode,
            text === null ? null : decimalOf(text),
          ]),
        ),
      },
      policy,
    ).map(({ rule, registerCode }) => `${rule} ${registerCode}`);

  test.each<[string, RegisterCode[], Partial<Record<RegisterCode, string | null>>, string[]]>([
    [
      'R7: the sum differs',
      ['total', 'peak', 'valley'],
      { total: '100', peak: '60', valley: '30' },
      ['period_sum total'],
    ],
    [
      'R7: within the last digits',
      ['total', 'peak', 'valley'],
      { total: '100', peak: '60.01', valley: '40.01' },
      [],
    ],
    ['R8: valley alone', ['total', 'valley'], { total: '100', valley: '40' }, []],
    [
      'a register went back: no sum',
      ['total', 'peak', 'valley'],
      { total: '100', peak: null, valley: '30' },
      [],
    ],
    ['left out', ['total', 'peak', 'valley'], { total: '100', peak: '60' }, ['missing valley']],
    ['all at night', ['total', 'valley'], { total: '100', valley: '81' }, ['valley_share valley']],
    ['too little to judge the share', ['total', 'valley'], { total: '40', valley: '40' }, []],
    [
      'reactive alone',
      ['total', 'reactive'],
      { total: '0', reactive: '3' },
      ['reactive_without_active reactive'],
    ],
  ])('%s', (_name, registers, quantities, rules) => {
    expect(check(registers, quantities)).toEqual(rules);
  });
});

describe('policy', () => {
  test('office and class settings change the defaults; what makes no sense stays', () => {
    const settings = {
      floorKwh: '10',
      cycleWindowDays: 40,
      averagePeriods: 'many',
      severities: { gap: 'note', zero: 'shout' },
      classes: { household: { bands: [{ upTo: null, highPercent: '30', lowPercent: '90' }] } },
    };
    const office = readingPolicyOf({ reading: settings }, 'industrial');
    expect(office.floorKwh.toFixed()).toBe('10');
    expect(office.cycleWindowDays).toBe(13);
    expect(office.averagePeriods).toBe(3);
    expect(office.severities.gap).toBe('note');
    expect(office.severities.zero).toBe('confirm');
    expect(office.bands).toBe(DEFAULT_READING_POLICY.bands);
    const household = readingPolicyOf({ reading: settings }, 'household');
    expect(household.floorKwh.toFixed()).toBe('10');
    expect(validateReading(toCheck({ value: decimalOf('1400') }), household).map(({ rule }) => rule)).toEqual(
      ['high'],
    );
  });

  test.each([null, [], 'text', { classes: 3 }])('no settings: %j', (settings) => {
    expect(readingPolicyOf({ reading: settings }, 'household')).toEqual(DEFAULT_READING_POLICY);
  });
});
