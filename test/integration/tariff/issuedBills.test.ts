import { afterEach, beforeEach, expect, test } from 'vitest';
import { tariffAssignmentSave } from '#shared/contract/customers.ts';
import { holidayList, holidaySet } from '#shared/contract/holidays.ts';
import { tariffActivate, tariffCreate, tariffTrial } from '#shared/contract/tariff.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { FactoryOffice, ONE_PRICE } from '../../support/factoryOffice.ts';

const OTHER_PRICE = {
  items: [{ ...ONE_PRICE.items[0], price: '0.6' }],
  cases: [{ ...ONE_PRICE.cases[0], expectedTotal: '0.60' }],
};

let factory: FactoryOffice;
let pointId: string;
beforeEach(async () => {
  factory = await FactoryOffice.create(ONE_PRICE);
  pointId = await factory.addPoint('0001', ['total']);
  factory.office.setNow('2026-10-28T03:00:00.000Z');
});
afterEach(() => factory.office.close());

const CALENDAR = {
  rules: [
    { code: 'rest', period: 'flat', windows: [{ from: '00:00', to: '24:00' }] },
    {
      code: 'holiday',
      period: 'valley',
      priority: 1,
      dayTypes: ['holiday'],
      windows: [{ from: '00:00', to: '24:00' }],
    },
  ],
};

const version = (tariffCode: string, startOn: string) => ({
  tariffCode,
  name: '两部制',
  customerClass: 'industrial',
  startOn,
  documentNo: '价格表二',
  content: OTHER_PRICE,
});

async function issueOctober(): Promise<void> {
  await factory.read(pointId, '2026-10-20', { total: '110' });
  const { billRunId } = await factory.calculate('2026-10');
  await factory.issue(billRunId);
}

test('a version that would change issued bills is refused when it is written, with a bill that it would change', async () => {
  await issueOctober();
  expect(await factory.desk.errorOf(tariffCreate, version('two_part', '2026-10-10'))).toMatchObject({
    kind: 'refusal',
    code: 'bills_issued',
    detail: { startOn: '2026-10-10', billNo: expect.stringMatching(/\d/) },
  });
  // The bill ends with the reading of the 20th: from that day on nothing is billed yet.
  const { tariffVersionId } = await factory.desk.run(tariffCreate, version('two_part', '2026-10-20'));
  await factory.other.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
});

test('a version that was written before the bills were issued is refused when it shall come into force', async () => {
  const { tariffVersionId } = await factory.desk.run(tariffCreate, version('two_part', '2026-10-10'));
  await issueOctober();
  expect(await factory.other.errorOf(tariffActivate, { tariffVersionIds: [tariffVersionId] })).toMatchObject({
    code: 'not_activated',
    detail: { versions: [{ code: 'bills_issued', detail: { startOn: '2026-10-10' } }] },
  });
});

test('what the office says of days holds for its tariffs, but not for days of a bill that stands', async () => {
  const { desk, other } = factory;
  const state = (dayOn: string, dayType: 'holiday' | 'published', more: object = {}) => ({
    days: [{ dayOn: localDate(dayOn), dayType, ...more }],
    documentNo: '〔2026〕1号',
  });
  const hours = { minutes: 60 as const, kwh: Array.from({ length: 24 }, () => '1') };
  const trialed = async () => {
    const prices = { flat: '0.5', valley: '0.2' };
    const content = {
      calendar: CALENDAR,
      items: [{ kind: 'time_of_use', code: 'energy', name: '电度电费', prices }],
      cases: [{ name: '周五', source: '手工', startOn: '2026-10-16', endOn: '2026-10-17', intervals: hours }],
    };
    const { cases } = await desk.ask(tariffTrial, { content });
    return cases[0]?.totalMinor;
  };
  expect(await trialed()).toBe(12_00);
  await desk.run(holidaySet, state('2026-10-16', 'holiday'));
  expect(await trialed()).toBe(4_80);
  expect(await desk.errorOf(holidaySet, state('2026-10-16', 'holiday'))).toMatchObject({
    code: 'day_unchanged',
    detail: { dayOn: '2026-10-16' },
  });
  expect(
    await desk.errorOf(holidaySet, state('2026-10-17', 'published', { holiday: 'new_year' })),
  ).toMatchObject({ code: 'not_a_holiday' });

  // A tariff whose calendar does not ask what days are makes the same bills whatever they are.
  await issueOctober();
  await desk.run(holidaySet, state('2026-10-16', 'published'));
  expect(await trialed()).toBe(12_00);
  const { tariffVersionId } = await desk.run(tariffCreate, {
    ...version('two_part', '2026-10-20'),
    content: { ...OTHER_PRICE, calendar: CALENDAR },
  });
  await other.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
  const billed = { code: 'day_billed', detail: { billNo: expect.stringMatching(/\d/), endOn: '2026-10-20' } };
  expect(await desk.errorOf(holidaySet, state('2026-10-16', 'holiday'))).toMatchObject(billed);
  // The night after the 18th is billed as the 19th.
  expect(await desk.errorOf(holidaySet, state('2026-10-18', 'holiday'))).toMatchObject(billed);
  expect(await desk.run(holidaySet, state('2026-10-20', 'holiday'))).toEqual({ dayCount: 1 });
  const { rows } = await desk.ask(holidayList, {});
  expect(rows.map(({ dayOn, dayType, isCurrent }) => [dayOn, dayType, isCurrent])).toEqual([
    ['2026-10-20', 'holiday', true],
    ['2026-10-16', 'published', true],
    ['2026-10-16', 'holiday', false],
  ]);
});

test('a bill of which the tariff priced only the first days counts as well', async () => {
  const { tariffId, tariffVersionId } = await factory.desk.run(tariffCreate, version('second', '2026-01-01'));
  await factory.other.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
  await factory.desk.run(tariffAssignmentSave, {
    servicePointId: pointId,
    tariffId,
    startOn: '2026-10-10',
  });
  await issueOctober();
  for (const [tariffCode, startOn, code] of [
    ['two_part', '2026-10-01', 'bills_issued'],
    ['two_part', '2026-10-12', undefined],
    ['second', '2026-10-12', 'bills_issued'],
  ] as const) {
    const content = { ...ONE_PRICE, items: [{ ...ONE_PRICE.items[0], price: '0.7' }] };
    const input = { ...version(tariffCode, startOn), content };
    if (code) expect(await factory.desk.errorOf(tariffCreate, input)).toMatchObject({ code });
    else await factory.desk.run(tariffCreate, input);
  }
});
