import { expect, test } from 'vitest';
import { compareVersions } from '#shared/domain/tariff/index.ts';
import { planOf } from '../../support/billInput.ts';

const energy = {
  kind: 'time_of_use',
  code: 'energy',
  name: '电度电费',
  prices: { peak: '0.568', valley: '0.288' },
};
const fund = { kind: 'surcharge', code: 'fund', name: '基金', price: '0.02' };
const tier = (limit: string) => ({
  kind: 'tier_increment',
  code: 'tier',
  name: '阶梯加价',
  basis: 'year',
  tiers: [
    { upToKwh: limit, price: '0' },
    { upToKwh: null, price: '0.05' },
  ],
});
const compared = (before: object, after: object) =>
  compareVersions(planOf(before).content, planOf(after).content);

test('the same document has no differences', () => {
  const content = { items: [energy, tier('2760'), fund] };
  expect(compared(content, content)).toEqual([]);
});

test('every figure that changed is named with what it was and is', () => {
  const before = { items: [energy, tier('2760'), fund] };
  const after = {
    tax: { mode: 'included', percent: '13' },
    items: [
      { ...energy, prices: { peak: '0.588', valley: '0.288', flat: '0.5' } },
      tier('3000'),
      { kind: 'fixed', code: 'service', name: '服务费', per: 'month', amount: '5' },
    ],
  };
  const part = 'item';
  expect(compared(before, after)).toEqual([
    { part: 'tariff', code: '', name: '', field: 'tax.mode', after: 'included' },
    { part: 'tariff', code: '', name: '', field: 'tax.percent', after: '13' },
    { part, code: 'energy', name: '电度电费', field: 'prices.peak', before: '0.568', after: '0.588' },
    { part, code: 'energy', name: '电度电费', field: 'prices.flat', after: '0.5' },
    { part, code: 'tier', name: '阶梯加价', field: 'tiers.1.upToKwh', before: '2760', after: '3000' },
    { part, code: 'service', name: '服务费', field: '', after: '服务费' },
    { part, code: 'fund', name: '基金', field: '', before: '基金' },
  ]);
});

test('rules of the calendar and cases are compared as well; the order of items is no difference', () => {
  const rule = { code: 'peak', period: 'peak', windows: [{ from: '00:00', to: '24:00' }] };
  const before = { items: [energy, fund], calendar: { rules: [rule] } };
  const one = { name: '一', source: '一', startOn: '2026-10-01', endOn: '2026-11-01', total: '1' };
  const after = { items: [fund, energy], calendar: { rules: [{ ...rule, priority: 3 }] }, cases: [one] };
  expect(compared(before, after)).toEqual([
    { part: 'rule', code: 'peak', name: 'peak', field: 'priority', before: '0', after: '3' },
    { part: 'case', code: '一', name: '一', field: '', after: '一' },
  ]);
});

test('conditions and days of the calendar are compared, day by day', () => {
  const rules = [
    { code: 'rest', period: 'valley', windows: [{ from: '00:00', to: '24:00' }] },
    {
      code: 'hot',
      period: 'peak',
      priority: 1,
      condition: 'hot_day',
      windows: [{ from: '10:00', to: '12:00' }],
    },
  ];
  const hot = (...days: string[]) => ({ hot_day: { name: '高温', days } });
  const before = { rules, conditions: hot('2026-07-20', '2026-08-01') };
  const days = { '2026-03-30': { type: 'holiday' } };
  const after = { rules, conditions: hot('2026-07-20', '2026-07-21', '2026-08-01'), days };
  expect(compared({ calendar: before, items: [energy] }, { calendar: after, items: [energy] })).toEqual([
    { part: 'condition', code: 'hot_day', name: '高温', field: '2026-07-21', after: '2026-07-21' },
    { part: 'day', code: '2026-03-30', name: '2026-03-30', field: '', after: '2026-03-30' },
  ]);
});

test('of two cases of one name each is compared with its like', () => {
  const month = { name: '十月', source: '手工', startOn: '2026-10-01', endOn: '2026-11-01' };
  const of = (...totals: readonly string[]) => ({
    items: [fund],
    cases: totals.map((total) => ({ ...month, total })),
  });
  expect(compared(of('1', '2'), of('1', '3'))).toMatchObject([
    { part: 'case', name: '十月', field: 'total', before: '2', after: '3' },
  ]);
});
