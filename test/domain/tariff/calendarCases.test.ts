import { expect, test } from 'vitest';
import { parseTariffContent, trialTariff } from '#shared/domain/tariff/index.ts';

const calendar = {
  rules: [
    { code: 'peak', period: 'peak', windows: [{ from: '08:00', to: '22:00' }] },
    { code: 'valley', period: 'valley', windows: [{ from: '22:00', to: '08:00' }] },
  ],
};
const energy = {
  kind: 'time_of_use',
  code: 'energy',
  name: '电度电费',
  prices: { peak: '0.568', valley: '0.288' },
};
const tiered = { kind: 'tiered_energy', code: 'tiered', name: '阶梯电价', basis: 'month' };
const day = { name: 'one day', source: 'arithmetic', startOn: '2026-10-10', endOn: '2026-10-11' };
const intervals = { minutes: 60, kwh: Array.from({ length: 24 }, () => '1') };

test('a case states its kWh as a curve, which the calendar of the version sorts into periods', () => {
  const cases = [{ ...day, intervals, expectedTotal: '10.83', expectedLines: { energy: '10.83' } }];
  const trial = trialTariff({ calendar, items: [energy], cases });
  expect(trial).toMatchObject({ passed: true, errors: [], cases: [{ totalMinor: 795 + 288 }] });
});

test('a curve that is not whole stops the case', () => {
  const short = { ...intervals, kwh: intervals.kwh.slice(1) };
  const trial = trialTariff({
    calendar,
    items: [energy],
    cases: [{ ...day, intervals: short, expectedTotal: '1' }],
  });
  expect(trial.cases[0]).toMatchObject({
    passed: false,
    stop: { code: 'intervals_incomplete', detail: { needed: '24', found: '23' } },
  });
});

test('the demand of a curve is its own', () => {
  const items = [energy, { kind: 'actual_demand', code: 'demand', name: 'demand', price: '10' }];
  const kwh = intervals.kwh.map((one, hour) => (hour === 12 ? '3' : one));
  const trial = trialTariff({
    calendar,
    items,
    cases: [{ ...day, intervals: { ...intervals, kwh }, expectedLines: { demand: '30' } }],
  });
  expect(trial.passed).toBe(true);
});

test.each([
  ['items.0.prices', 'period_without_price', { calendar, items: [{ ...energy, prices: { peak: '1' } }] }],
  [
    'items.0.prices',
    'period_without_price',
    { calendar, items: [{ ...energy, prices: { peak: '1' }, when: { months: [7] } }] },
  ],
  [
    'items.0.tiers.1.prices',
    'period_without_price',
    {
      calendar,
      items: [
        {
          ...tiered,
          tiers: [
            { upToKwh: '10', prices: energy.prices },
            { upToKwh: null, prices: { peak: '1' } },
          ],
        },
      ],
    },
  ],
  ['cases.0.total', 'total_or_intervals', { calendar, items: [energy], cases: [day] }],
  [
    'cases.0.total',
    'total_or_intervals',
    { calendar, items: [energy], cases: [{ ...day, intervals, total: '1' }] },
  ],
  ['cases.0.intervals', 'calendar_missing', { items: [energy], cases: [{ ...day, intervals }] }],
  [
    'cases.0.intervals.timeZone',
    'not_a_time_zone',
    { calendar, items: [energy], cases: [{ ...day, intervals: { ...intervals, timeZone: 'Mars/Base' } }] },
  ],
])('%s: %s', (path, code, content) => {
  const parsed = parseTariffContent(content);
  expect(parsed.ok ? [] : parsed.error).toContainEqual(expect.objectContaining({ path, code }));
});

test.each([
  ['months', { months: [7, 8] }, { months: [9] }],
  ['a season over the turn of the year', { seasons: [{ from: '12-15', to: '02-10' }] }, { months: [3, 11] }],
  ['classes', { customerClasses: ['industrial'] }, { customerClasses: ['commercial'] }],
  ['capacity', { capacityFromKva: '315' }, { capacityBelowKva: '315' }],
])('a period of other %s than the item needs no price in it', (_name, ofRule, when) => {
  const sharp = { code: 'sharp', period: 'sharp', priority: 1, windows: [{ from: '10:00', to: '12:00' }] };
  const contentOf = (rule: object) => ({
    calendar: { rules: [...calendar.rules, { ...sharp, ...rule }] },
    items: [
      { ...energy, when },
      { ...energy, code: 'other', prices: { ...energy.prices, sharp: '1' } },
    ],
  });
  expect(parseTariffContent(contentOf(ofRule))).toMatchObject({ ok: true });
  expect(parseTariffContent(contentOf({}))).toMatchObject({
    ok: false,
    error: [{ path: 'items.0.prices', code: 'period_without_price' }],
  });
});

test('a gap of the calendar names the day and the time', () => {
  const parsed = parseTariffContent({ calendar: { rules: calendar.rules.slice(0, 1) }, items: [energy] });
  expect(parsed.ok ? [] : parsed.error).toContainEqual({
    path: 'calendar.rules',
    code: 'hours_without_period',
    detail: { monthDay: '01-01', weekday: '1', dayType: '', time: '00:00' },
  });
});

test('a day is what the calendar says of it, also in a year whose list is not out', () => {
  const rules = [
    { code: 'rest', period: 'peak', windows: [{ from: '00:00', to: '24:00' }] },
    {
      code: 'holiday',
      period: 'valley',
      priority: 1,
      dayTypes: ['holiday'],
      windows: [{ from: '00:00', to: '24:00' }],
    },
  ];
  const totalOf = (startOn: string, endOn: string, days: object) => {
    const cases = [{ ...day, startOn, endOn, intervals, expectedTotal: '0' }];
    const [found] = trialTariff({ calendar: { rules, days }, items: [energy], cases }).cases;
    return found?.stop?.code ?? found?.totalMinor;
  };
  // 24 kWh at 0.568 and at 0.288: Saturday 10 October 2026 is a make-up workday.
  expect(totalOf('2026-10-10', '2026-10-11', {})).toBe(1363);
  expect(totalOf('2026-10-10', '2026-10-11', { '2026-10-10': { type: 'holiday' } })).toBe(691);
  expect(totalOf('2026-10-01', '2026-10-02', {})).toBe(691);
  expect(totalOf('2026-10-01', '2026-10-02', { '2026-10-01': { type: 'workday' } })).toBe(1363);
  expect(totalOf('2090-05-01', '2090-05-02', {})).toBe('holidays_unknown');
  const set = { '2090-05-01': { type: 'holiday', holiday: 'labour_day' } };
  expect(totalOf('2090-05-01', '2090-05-02', set)).toBe(691);
});

test('a day that is none is refused with its place', () => {
  const parsed = parseTariffContent({
    calendar: { ...calendar, days: { '2026-02-30': { type: 'holiday' } } },
    items: [energy],
  });
  expect(parsed.ok ? '' : parsed.error[0]?.path).toMatch(/^calendar\.days/);
});
