import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import {
  calendarSchema,
  chineseHolidays,
  compileCalendar,
  type Interval,
  intervalsOfDay,
  localClock,
  sortIntervals,
} from '#shared/domain/tariff/calendar/index.ts';

const HOUR = 3_600_000;

function planOf(rules: readonly object[]) {
  const plan = compileCalendar(calendarSchema.parse({ rules }), chineseHolidays(), {
    customerClass: null,
    capacityKva: null,
  });
  if (!plan.ok) throw new Error(plan.error.code);
  return plan.value;
}

const household = planOf([
  { code: 'peak', period: 'peak', windows: [{ from: '08:00', to: '22:00' }] },
  { code: 'valley', period: 'valley', windows: [{ from: '22:00', to: '08:00' }] },
]);

const span = (startOn: string, endOn: string) => ({ startOn: localDate(startOn), endOn: localDate(endOn) });
const ones = (startsAt: string, count: number, minutes = 60): Interval[] =>
  Array.from({ length: count }, (_none, index) => ({
    startsAt: Date.parse(startsAt) + index * minutes * 60_000,
    minutes,
    kwh: new Decimal(1),
  }));

function sorted(intervals: readonly Interval[], days: ReturnType<typeof span>, zone = 'Asia/Shanghai') {
  const result = sortIntervals(intervals, days, household, localClock(zone));
  if (!result.ok) throw new Error(result.error.code);
  const { periods, total, faults, count, demand } = result.value;
  return {
    total: total.toFixed(),
    periods: Object.fromEntries(Object.entries(periods).map(([code, kwh]) => [code, kwh.toFixed()])),
    faults: faults.map(({ code, from, to }) => `${code} ${from} ${to}`),
    count,
    demand: demand?.max.toFixed() ?? null,
  };
}

test('a day in the office’s time zone: 16 hours before midnight UTC it begins (octocost#1)', () => {
  const day = ones('2026-10-09T16:00:00Z', 24);
  expect(sorted(day, span('2026-10-10', '2026-10-11'))).toMatchObject({
    total: '24',
    periods: { peak: '14', valley: '10' },
    faults: [],
  });
});

test('an interval belongs to the day in which it begins: the one that ends at midnight is not the next day’s (amsreader#640)', () => {
  const last = ones('2026-10-10T15:00:00Z', 1);
  expect(sorted(last, span('2026-10-10', '2026-10-11')).total).toBe('1');
  expect(sorted(last, span('2026-10-11', '2026-10-12')).total).toBe('0');
});

describe('days of 23 and 25 hours lose and double nothing (home-assistant#102986, killbill#1934)', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23, { peak: '14', valley: '9' }],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25, { peak: '14', valley: '11' }],
    ['Australia/Sydney', '2026-10-04', '2026-10-03T14:00:00Z', 23, { peak: '14', valley: '9' }],
    ['Australia/Sydney', '2026-04-05', '2026-04-04T13:00:00Z', 25, { peak: '14', valley: '11' }],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5, { peak: '14', valley: '9.5' }],
    ['Asia/Shanghai', '2026-03-29', '2026-03-28T16:00:00Z', 24, { peak: '14', valley: '10' }],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25, { peak: '14', valley: '11' }],
  ])('%s, %s', (zone, day, startsAt, hours, periods) => {
    const half = ones(startsAt, hours * 2, 30).map((one) => ({ ...one, kwh: new Decimal('0.5') }));
    const days = span(day, addDays(localDate(day), 1));
    expect(sorted(half, days, zone)).toEqual({
      total: String(hours),
      periods,
      faults: [],
      count: hours * 2,
      demand: '1',
    });
    const clock = localClock(zone);
    const values = half.map(({ kwh }) => kwh);
    expect(intervalsOfDay(localDate(day), 30, values, clock)).toEqual({ ok: true, value: half });
    expect(intervalsOfDay(localDate(day), 30, values.slice(1), clock)).toMatchObject({
      error: {
        code: 'intervals_incomplete',
        detail: { needed: String(hours * 2), found: String(hours * 2 - 1) },
      },
    });
  });
});

test('gaps and overlaps are reported and nothing is filled in', () => {
  const day = ones('2026-10-09T16:00:00Z', 24);
  const holed = [...day.slice(0, 5), ...day.slice(7), ...day.slice(20, 21)];
  expect(sorted(holed, span('2026-10-10', '2026-10-11'))).toMatchObject({
    total: '23',
    faults: [
      'gap 2026-10-09T21:00:00.000Z 2026-10-09T23:00:00.000Z',
      'overlap 2026-10-10T12:00:00.000Z 2026-10-10T13:00:00.000Z',
    ],
  });
  expect(sorted([], span('2026-10-10', '2026-10-11'))).toMatchObject({
    faults: ['gap 2026-10-09T16:00:00.000Z 2026-10-10T16:00:00.000Z'],
    demand: null,
  });
});

test('an interval that passes into another period is divided by minutes, to the last digit', () => {
  const half = planOf([
    { code: 'peak', period: 'peak', windows: [{ from: '08:20', to: '22:00' }] },
    { code: 'valley', period: 'valley', windows: [{ from: '22:00', to: '08:20' }] },
  ]);
  const hour = [{ startsAt: Date.parse('2026-10-10T00:00:00Z'), minutes: 60, kwh: new Decimal('0.1') }];
  const result = sortIntervals(hour, span('2026-10-10', '2026-10-11'), half, localClock('Asia/Shanghai'));
  if (!result.ok) throw new Error(result.error.code);
  const { peak, valley } = result.value.periods;
  expect(valley?.toDecimalPlaces(9).toFixed()).toBe('0.033333333');
  expect(peak?.plus(valley ?? 0).toFixed()).toBe('0.1');
});

test('demand is mean power: 0.25 kWh in 15 minutes are 1 kW, and each period has its own', () => {
  const quarters = [
    { startsAt: Date.parse('2026-10-10T04:00:00Z'), minutes: 15, kwh: new Decimal('0.25') },
    { startsAt: Date.parse('2026-10-10T15:00:00Z'), minutes: 15, kwh: new Decimal('2') },
  ];
  const result = sortIntervals(
    quarters,
    span('2026-10-10', '2026-10-11'),
    household,
    localClock('Asia/Shanghai'),
  );
  expect(result.ok && result.value.demand).toEqual({
    max: new Decimal(8),
    periods: { peak: new Decimal(1), valley: new Decimal(8) },
  });
});

test('the periods add up to the intervals, in whatever order they come', () => {
  const kwh = fc.integer({ min: 0, max: 99_999 }).map((value) => new Decimal(value).div(1000));
  fc.assert(
    fc.property(
      fc.array(kwh, { minLength: 48, maxLength: 48 }),
      fc.constantFrom(15, 30, 60),
      (values, minutes) => {
        const from = Date.parse('2026-10-24T20:00:00Z');
        const intervals = values.map((one, index) => ({
          startsAt: from + index * (minutes / 60) * HOUR,
          minutes,
          kwh: one,
        }));
        const days = span('2026-10-24', '2026-10-28');
        const forward = sorted(intervals, days, 'Europe/Berlin');
        expect(sorted([...intervals].reverse(), days, 'Europe/Berlin')).toEqual(forward);
        const sum = values.reduce((left, right) => left.plus(right), new Decimal(0));
        expect(forward.total).toBe(sum.toFixed());
        const periods = Object.values(forward.periods).reduce(
          (left, right) => left.plus(right),
          new Decimal(0),
        );
        expect(periods.toFixed()).toBe(sum.toFixed());
      },
    ),
  );
});
