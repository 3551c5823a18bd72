import { describe, expect, it } from 'vitest';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { billNoOf } from '#shared/domain/billing/billNo.ts';
import { type JudgedBill, judgeBill } from '#shared/domain/billing/judgeBill.ts';
import { period } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';

const settings = billingSettingsOf({});

function bill(
  kwh: string,
  totalMinor: number,
  previous: [string, number] | null,
  more: Partial<JudgedBill> = {},
) {
  return judgeBill(
    {
      totalKwh: decimalOf(kwh),
      totalMinor,
      isEstimated: false,
      isFirst: false,
      demandKw: null,
      contractKw: null,
      months: 1,
      previous: previous && { kwh: decimalOf(previous[0]), totalMinor: previous[1] },
      ...more,
    },
    settings,
  ).map((exception) => exception.ruleCode);
}

describe('exceptions against the bill before', () => {
  it.each([
    { kwh: '100', total: 5_380, previous: ['110', 5_918], expected: [] },
    { kwh: '0', total: 0, previous: ['110', 5_918], expected: ['zero'] },
    { kwh: '0', total: 0, previous: ['0', 0], expected: [] },
    { kwh: '0', total: 0, previous: null, expected: [] },
    { title: 'exactly twice is not high', kwh: '200', total: 10_760, previous: ['100', 5_380], expected: [] },
    { kwh: '201', total: 10_814, previous: ['100', 5_380], expected: ['high'] },
    { title: 'below both floors', kwh: '49', total: 2_636, previous: ['2', 108], expected: [] },
    { title: 'at the floor of quantity', kwh: '52', total: 2_798, previous: ['2', 108], expected: ['high'] },
    { title: 'by amount alone', kwh: '100', total: 20_000, previous: ['100', 5_380], expected: ['high'] },
    { title: 'exactly half is not low', kwh: '100', total: 5_380, previous: ['200', 10_760], expected: [] },
    { kwh: '99', total: 5_326, previous: ['200', 10_760], expected: ['low'] },
    { title: 'low by amount alone', kwh: '200', total: 4_000, previous: ['200', 10_760], expected: ['low'] },
  ] as { kwh: string; total: number; previous: [string, number] | null; expected: string[] }[])(
    '$kwh kWh, $total after $previous',
    ({ kwh, total, previous, expected }) => {
      expect(bill(kwh, total, previous)).toEqual(expected);
    },
  );
});

describe('exceptions of the bill itself', () => {
  it('refuses an absurd total and one below zero', () => {
    expect(bill('1', 100_000_001, null)).toEqual(['absurd_total']);
    expect(bill('1', 100_000_000, null)).toEqual([]);
    expect(bill('1', -1, null)).toEqual(['negative_total']);
  });

  it.each([
    ['250', '249.9', ['demand_above_contract']],
    ['250', '250', []],
    ['250', null, []],
    [null, '250', []],
  ] as const)('looks at a demand of %s kW where the contract says %s', (demandKw, contractKw, expected) => {
    const kw = (text: string | null) => (text === null ? null : decimalOf(text));
    expect(bill('10', 538, null, { demandKw: kw(demandKw), contractKw: kw(contractKw) })).toEqual(expected);
  });

  it('notes first and estimated bills', () => {
    expect(bill('10', 538, null, { isFirst: true, isEstimated: true })).toEqual(['first_bill', 'estimated']);
  });
});

describe('settings', () => {
  it('take what the office set and leave the rest at its default', () => {
    const set = billingSettingsOf({
      billing: { highRatio: '3', dueAfterDays: 20, lowRatio: 7, absurdTotalMinor: -1 },
    });
    expect(set.highRatio.toFixed()).toBe('3');
    expect(set.dueAfterDays).toBe(20);
    expect(set.lowRatio.toFixed()).toBe('0.5');
    expect(set.absurdTotalMinor).toBe(100_000_000);
    expect(billingSettingsOf(null).changeFloorMinor).toBe(5_000);
  });

  it('say how serious an exception is, but not that a bill nobody can owe may be issued', () => {
    const severities = { high: 'note', first_bill: 'confirm', estimated: 'loud', negative_total: 'note' };
    const judged = judgeBill(
      {
        totalKwh: decimalOf('1000'),
        totalMinor: -1,
        isEstimated: true,
        isFirst: true,
        demandKw: null,
        contractKw: null,
        months: 1,
        previous: { kwh: decimalOf('100'), totalMinor: 5_380 },
      },
      billingSettingsOf({ billing: { severities } }),
    );
    expect(judged.map(({ ruleCode, severity }) => [ruleCode, severity])).toEqual([
      ['negative_total', 'stop'],
      ['high', 'note'],
      ['first_bill', 'confirm'],
      ['estimated', 'note'],
    ]);
  });
});

describe('bill numbers', () => {
  it('carry the period and keep their length', () => {
    expect(billNoOf(period('2026-10'), 1)).toBe('20261000000001');
    expect(billNoOf(period('2026-10'), 99_999_999)).toBe('20261099999999');
    expect(() => billNoOf(period('2026-10'), 100_000_000)).toThrow('out of range');
  });
});
