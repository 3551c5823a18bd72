import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import {
  type CustomerFacts,
  calendarSchema,
  chineseHolidays,
  compileCalendar,
  daysConcerned,
  heatMap,
  holidaysOf,
  officeDaysOf,
  periodAt,
  yearToShow,
} from '#shared/domain/tariff/calendar/index.ts';

const NOBODY: CustomerFacts = { customerClass: null, capacityKva: null };
const holidays = chineseHolidays();

function planOf(rules: readonly object[], conditions: object = {}, customer = NOBODY) {
  const plan = compileCalendar(calendarSchema.parse({ rules, conditions }), holidays, customer);
  if (!plan.ok) throw new Error(plan.error.code);
  return plan.value;
}

/** The period of a moment, e.g. `2026-07-01 12:30`. */
function at(plan: ReturnType<typeof planOf>, moment: string) {
  const [day = '', clock = ''] = moment.split(' ');
  const profile = plan.profileOf(localDate(day));
  if (!profile.ok) return profile.error.code;
  return periodAt(profile.value, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
}

const all = { code: 'rest', period: 'flat', windows: [{ from: '00:00', to: '24:00' }] };
const rule = (code: string, period: string, from: string, to: string, more: object = {}) => ({
  code,
  period,
  priority: 1,
  windows: [{ from, to }],
  ...more,
});

function faultsOf(rules: readonly object[], conditions: object = {}) {
  const parsed = calendarSchema.safeParse({ rules, conditions });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('which period a minute belongs to', () => {
  test('the household calendar of Zhejiang: peak 8:00 to 22:00, valley 22:00 to 8:00', () => {
    const plan = planOf([rule('peak', 'peak', '08:00', '22:00'), rule('valley', 'valley', '22:00', '08:00')]);
    expect(
      ['07:59', '08:00', '21:59', '22:00', '00:00'].map((clock) => at(plan, `2026-10-10 ${clock}`)),
    ).toEqual(['valley', 'peak', 'peak', 'valley', 'valley']);
  });

  test('the higher priority counts, in whatever order the rules stand', () => {
    const sharp = rule('sharp', 'sharp', '13:00', '15:00', { priority: 5, months: [7, 8] });
    for (const rules of [
      [all, sharp],
      [sharp, all],
    ]) {
      const plan = planOf(rules);
      expect(at(plan, '2026-07-01 13:00')).toBe('sharp');
      expect(at(plan, '2026-07-01 15:00')).toBe('flat');
      expect(at(plan, '2026-06-30 13:00')).toBe('flat');
    }
  });

  test('what lies after midnight belongs to the day on which the window began', () => {
    const plan = planOf([all, rule('friday', 'valley', '22:00', '02:00', { weekdays: [5] })]);
    expect(at(plan, '2026-10-16 22:00')).toBe('valley');
    expect(at(plan, '2026-10-17 01:59')).toBe('valley');
    expect(at(plan, '2026-10-17 02:00')).toBe('flat');
    expect(at(plan, '2026-10-16 01:00')).toBe('flat');
  });

  test('seasons may pass the turn of the year', () => {
    const plan = planOf([
      all,
      rule('winter', 'peak', '10:00', '12:00', { seasons: [{ from: '12-15', to: '02-28' }] }),
    ]);
    const days = ['2026-12-14', '2026-12-15', '2027-02-28', '2027-03-01'];
    expect(days.map((day) => at(plan, `${day} 10:00`))).toEqual(['flat', 'peak', 'peak', 'flat']);
  });

  test('make-up workdays are workdays, free weekends and holidays are not', () => {
    const plan = planOf([
      all,
      rule('work', 'peak', '09:00', '10:00', { dayTypes: ['workday'] }),
      rule('deep', 'deep_valley', '10:00', '14:00', {
        holidays: ['national_day', 'spring_festival', 'labour_day'],
      }),
      rule('long', 'valley', '14:00', '16:00', { holidayAtLeastDays: 7 }),
    ]);
    expect(at(plan, '2026-10-10 09:00')).toBe('peak'); // a Saturday that is worked
    expect(at(plan, '2026-10-17 09:00')).toBe('flat'); // a free Saturday
    expect(at(plan, '2026-10-05 09:00')).toBe('flat'); // a Monday of the break
    expect(at(plan, '2026-10-05 10:00')).toBe('deep_valley');
    expect(at(plan, '2026-09-25 10:00')).toBe('flat'); // Mid-autumn is not named
    expect(at(plan, '2026-10-05 14:00')).toBe('valley'); // 7 days
    expect(at(plan, '2026-05-01 14:00')).toBe('flat'); // 5 days
  });

  test('a condition holds on the days that are listed', () => {
    const plan = planOf([all, rule('hot', 'sharp', '14:00', '15:00', { condition: 'hot_day' })], {
      hot_day: { name: '日最高气温达到35℃', days: ['2026-07-20'] },
    });
    expect(at(plan, '2026-07-20 14:00')).toBe('sharp');
    expect(at(plan, '2026-07-21 14:00')).toBe('flat');
  });

  test('a rule of large customers is not for small ones, and what is not known stops', () => {
    const rules = [all, rule('large', 'sharp', '10:00', '11:00', { capacityFromKva: '315' })];
    const of = (kva: number) => planOf(rules, {}, { customerClass: null, capacityKva: new Decimal(kva) });
    expect(at(of(315), '2026-07-20 10:00')).toBe('sharp');
    expect(at(of(314), '2026-07-20 10:00')).toBe('flat');
    expect(compileCalendar(calendarSchema.parse({ rules }), holidays, NOBODY)).toMatchObject({
      error: { code: 'capacity_missing' },
    });
  });

  test('a year whose holidays are not published stops, but only a calendar that asks for holidays', () => {
    const asking = planOf([all, rule('holiday', 'valley', '10:00', '14:00', { dayTypes: ['holiday'] })]);
    expect(at(asking, '2099-10-01 10:00')).toBe('holidays_unknown');
    expect(at(planOf([all]), '2099-10-01 10:00')).toBe('flat');
  });

  test('29 February is a day like others', () => {
    expect(
      at(planOf([all, rule('peak', 'peak', '08:00', '10:00', { months: [2] })]), '2028-02-29 08:00'),
    ).toBe('peak');
  });
});

describe('a calendar is refused where it is wrong', () => {
  test.each([
    ['rules: hours_without_period', [rule('day', 'peak', '08:00', '22:00')]],
    ['rules: hours_without_period', [rule('week', 'peak', '00:00', '24:00', { weekdays: [1, 2, 3, 4, 5] })]],
    [
      'rules: hours_without_period',
      [rule('year', 'peak', '00:00', '24:00', { months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })],
    ],
    [
      'rules: hours_without_period',
      [rule('year', 'peak', '00:00', '24:00', { seasons: [{ from: '03-01', to: '02-28' }] })],
    ],
    [
      'rules: hours_without_period',
      [rule('work', 'peak', '00:00', '24:00', { dayTypes: ['workday', 'rest_day'] })],
    ],
    // Friday's window reaches into Saturday, but nothing reaches into Tuesday.
    [
      'rules: hours_without_period',
      [
        rule('a', 'peak', '02:00', '24:00'),
        rule('b', 'valley', '22:00', '02:00', { priority: 2, weekdays: [5] }),
      ],
    ],
    [
      'rules.1: periods_overlap',
      [rule('a', 'peak', '00:00', '24:00'), rule('b', 'valley', '10:00', '12:00')],
    ],
    [
      'rules.1: periods_overlap',
      [
        all,
        rule('a', 'peak', '22:00', '02:00', { months: [6] }),
        rule('b', 'valley', '01:00', '03:00', { months: [7] }),
      ],
    ],
    [
      'rules.1: periods_overlap',
      [
        rule('a', 'peak', '00:00', '24:00'),
        rule('b', 'sharp', '10:00', '12:00', { customerClasses: ['industrial'] }),
      ],
    ],
    ['rules.0.windows.0: empty_window', [rule('a', 'peak', '08:00', '08:00'), all]],
    ['rules.0.windows.0.from: not_a_time', [rule('a', 'peak', '25:00', '08:00'), all]],
    ['rules.1.code: code_twice', [all, { ...all, priority: 2 }]],
    [
      'rules.1.condition: unknown_condition',
      [all, rule('a', 'peak', '08:00', '09:00', { condition: 'hot' })],
    ],
    [
      'rules.1.seasons.0.from: not_a_date',
      [all, rule('a', 'peak', '08:00', '09:00', { seasons: [{ from: '02-30', to: '03-01' }] })],
    ],
  ])('%s', (fault, rules) => {
    expect(faultsOf(rules)).toContain(fault);
  });

  test('two rules of equal priority may say the same', () => {
    expect(faultsOf([all, { ...all, code: 'again' }])).toEqual([]);
  });

  test('the fault names the day and the time', () => {
    const parsed = calendarSchema.safeParse({ rules: [rule('day', 'peak', '00:00', '22:30')] });
    const issue = parsed.error?.issues[0] as { params?: unknown } | undefined;
    expect(issue?.params).toMatchObject({ time: '22:30', monthDay: '01-01' });
  });
});

describe('properties', () => {
  const clock = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const anyRule = fc.record({
    period: fc.constantFrom('sharp', 'peak', 'flat', 'valley', 'deep_valley'),
    windows: fc
      .tuple(clock, clock)
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => [{ from, to: to === '00:00' ? '24:00' : to }]),
    months: some(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 })),
    weekdays: some(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
    dayTypes: some(fc.uniqueArray(fc.constantFrom('workday', 'rest_day', 'holiday'), { minLength: 1 })),
    holidayAtLeastDays: some(fc.integer({ min: 1, max: 8 })),
  });
  const anyRules = fc
    .array(anyRule, { maxLength: 6 })
    .map((rules) => [
      all,
      ...rules.map((one, index) => ({ ...one, code: `rule_${index}`, priority: index + 1 })),
    ]);

  test('every minute of a year has one period, and the order of rules of different priority does not matter', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const [plan, turned] = [planOf(rules), planOf([...rules].reverse())];
        for (let day = localDate('2026-01-01'); day < '2027-01-01'; day = addDays(day, 1)) {
          const [one, other] = [plan.profileOf(day), turned.profileOf(day)];
          if (!one.ok || !other.ok) throw new Error('a day without profile');
          const covered = one.value.stretches.reduce((sum, { from, to }) => sum + to - from, 0);
          expect(covered).toBe(1440);
          expect(other.value.stretches).toEqual(one.value.stretches);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the year for the eye: month by hour, by kind of day', () => {
  const plan = planOf([all, rule('work', 'peak', '09:30', '11:00', { dayTypes: ['workday'], months: [3] })]);
  const march = heatMap(plan, 2026)[2];
  expect(march?.hours.workday.slice(8, 12)).toEqual([['flat'], ['flat', 'peak'], ['peak'], ['flat']]);
  expect(march?.hours.rest_day[10]).toEqual(['flat']);
  expect(march?.hours.holiday[10]).toEqual([]);
  expect(heatMap(plan, 2026)[9]?.hours.holiday[10]).toEqual(['flat']);
  // Of a year whose holidays are not published the map would be empty: the latest known one stands for it.
  expect([yearToShow(plan, 2026), yearToShow(plan, 2030)]).toEqual([2026, 2026]);
});

describe('what an office says of days', () => {
  const day = localDate('2026-11-25');
  const stated = (dayOn: string, dayType: 'holiday' | 'workday' | 'published') => ({
    dayOn: localDate(dayOn),
    dayType,
    holiday: null,
  });

  test('the latest statement counts, and the calendar of a tariff comes before it', () => {
    const office = officeDaysOf([stated('2026-11-25', 'workday'), stated('2026-11-25', 'holiday')]);
    expect(holidaysOf({ days: {} }, office).kindOf(day)?.type).toBe('holiday');
    const own = { [day]: { type: 'rest_day' as const, holiday: null } };
    expect(holidaysOf({ days: own }, office).kindOf(day)?.type).toBe('rest_day');
    const taken = officeDaysOf([stated('2026-11-25', 'published')], office);
    expect(holidaysOf({ days: {} }, taken).kindOf(day)?.type).toBe('workday');
  });

  test('concerns the night after, and a whole break where its days are counted', () => {
    const longer = [stated('2026-10-08', 'holiday')];
    expect(daysConcerned(longer, new Map(), false)).toEqual(['2026-10-08', '2026-10-09']);
    const all = daysConcerned(longer, new Map(), true);
    expect([all[0], all.at(-1), all.length]).toEqual(['2026-10-01', '2026-10-09', 9]);
    expect(daysConcerned([stated('2026-11-25', 'workday')], new Map(), true)).toEqual([]);
  });
});
