import { describe, expect, test } from 'vitest';
import { Decimal } from '#shared/domain/money.ts';
import { type CalculationInput, calculateBill } from '#shared/domain/tariff/index.ts';
import { billInput, planOf } from '../../support/billInput.ts';

const tiers = [
  { upToKwh: '200', price: '0.10' },
  { upToKwh: null, price: '0.05' },
];
const tiered = { kind: 'tiered_energy', code: 'energy', name: 'energy', basis: 'demand', tiers };

function linesOf(item: object, kwh: number, kw: string | null, more: Partial<CalculationInput> = {}) {
  const demand = kw === null ? null : { max: new Decimal(kw), periods: {} };
  const quantities = { total: new Decimal(kwh), periods: {} };
  const result = calculateBill(planOf({ items: [item] }), billInput(quantities, { demand, ...more }));
  if (!result.ok) return [[result.error.code, JSON.stringify(result.error.detail)]];
  return result.value.lines.map(({ itemCode, quantity, trace, amountMinor }) => [
    itemCode,
    quantity,
    trace.rule,
    amountMinor,
  ]);
}

describe('tiers by hours of use of the maximum demand', () => {
  test('each kW widens the tiers', () => {
    expect(linesOf(tiered, 1000, '4.5')).toEqual([
      ['energy.tier_1', '900', 'tiered_energy.demand', 90_00],
      ['energy.tier_2', '100', 'tiered_energy.demand', 5_00],
    ]);
    expect(linesOf(tiered, 1000, '5')).toEqual([['energy.tier_1', '1000', 'tiered_energy.demand', 100_00]]);
    expect(linesOf(tiered, 1000, '0')).toEqual([['energy.tier_2', '1000', 'tiered_energy.demand', 50_00]]);
  });

  test('limits are of a month: a bill of two months has twice as many', () => {
    expect(linesOf(tiered, 1000, '2', { months: 2 }).map((line) => line[1])).toEqual(['800', '200']);
  });

  test('increments and slabs go by them as well', () => {
    const increments = [
      { upToKwh: '200', price: '0' },
      { upToKwh: null, price: '0.03' },
    ];
    expect(linesOf({ ...tiered, kind: 'tier_increment', tiers: increments }, 1000, '4')).toEqual([
      ['energy.tier_2', '200', 'tier_increment.demand', 6_00],
    ]);
    expect(linesOf({ ...tiered, kind: 'slab' }, 1000, '4')).toEqual([
      ['energy.tier_2', '1000', 'slab.demand', 50_00],
    ]);
  });

  test('without a demand the bill stops', () => {
    for (const kind of ['tiered_energy', 'tier_increment', 'slab']) {
      expect(linesOf({ ...tiered, kind }, 1000, null)).toEqual([
        ['demand_missing', '{"item":"energy","dayPeriods":"","itemName":"energy"}'],
      ]);
    }
  });
});
